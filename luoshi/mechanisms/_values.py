"""Values of a record: out of what people type or a table holds, and checked against the schema."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from luoshi.mechanisms._codes import CodeState, check_credit_code, check_id_number
from luoshi.mechanisms._schema import Field, FieldKind, Format, Schema
from luoshi.mechanisms._sharing import PartsError, read_parts, say_parts

Value = str | int | float | bool | list[str]
Raw = object  # what a form, a spreadsheet cell or a JSON line holds

YES = frozenset({"是", "有", "对", "1", "true", "yes", "y", "√"})
NO = frozenset({"否", "无", "没有", "0", "false", "no", "n", "×"})
LARGEST = 10**12  # a sum of them stays exact in 64 bits, in ten-thousandths
SURE = 10**15  # beyond, a spreadsheet has forgotten digits
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T ]00:00(?::00)?)?")
_DIGITS_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})")
_FLOATED = re.compile(r"\d(\.\d+)?E\+?\d{2}", re.IGNORECASE)
_PHONE = re.compile(r"1\d{10}|(0\d{2,3}-?)?\d{7,8}(-\d{1,6})?|[14]00-?\d{3}-?\d{4}")
_DIVISION = re.compile(r"[1-9]\d{5}(\d{3}(\d{3})?)?")
_POINT = re.compile(r"(-?\d{1,3}(?:\.\d{1,8})?),\s*(-?\d{1,2}(?:\.\d{1,8})?)")
_NO_TEXT = (bool, list, dict)
_NO_NUMBER = (bool, list, dict, date)
_SPREADSHEET_ERROR = re.compile(r"#(REF!|N/A|VALUE!|NAME\?|DIV/0!|NUM!|NULL!)")


class ValueCode(StrEnum):
    """What is wrong with one value, or doubtful about it."""

    MISSING = "missing"
    UNKNOWN_FIELD = "unknown_field"
    NOT_TEXT = "not_text"
    NOT_NUMBER = "not_number"
    NOT_WHOLE = "not_whole"
    NOT_DATE = "not_date"
    NOT_TRUTH = "not_truth"
    NOT_CHOICE = "not_choice"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    TOO_SMALL = "too_small"
    TOO_BIG = "too_big"
    TOO_FINE = "too_fine"
    PATTERN = "pattern"
    BAD_FORM = "bad_form"
    NOT_WHOLE_SUM = "not_whole_sum"  # parts that do not add up to the whole
    FLOATED_CODE = "floated_code"  # an ID number that a spreadsheet turned into 1.1E+17
    SPREADSHEET_ERROR = "spreadsheet_error"  # #REF! and its kind
    IN_FUTURE = "in_future"  # a fact cannot have held on a day to come
    CHECK_DIGIT = "check_digit"  # a warning


WARNINGS = frozenset({ValueCode.CHECK_DIGIT})


@dataclass(frozen=True, slots=True)
class Problem:
    """One value that does not fit, or is doubtful. ``limit`` is what it was measured against."""

    field: str
    code: ValueCode
    limit: str = ""

    @property
    def is_warning(self) -> bool:
        """May it be saved all the same?"""
        return self.code in WARNINGS


@dataclass(frozen=True, slots=True)
class Checked:
    """A record's values in their stored form, and every problem found."""

    values: Mapping[str, Value]
    problems: tuple[Problem, ...]

    @property
    def refused(self) -> tuple[Problem, ...]:
        """The problems for which it cannot be saved."""
        return tuple(each for each in self.problems if not each.is_warning)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What somebody should look at again."""
        return tuple(each for each in self.problems if each.is_warning)


class _Bad(Exception):  # noqa: N818  never leaves this module
    def __init__(self, code: ValueCode, limit: str = "") -> None:
        self.code, self.limit = code, limit


def check_values(schema: Schema, raw: Mapping[str, Raw]) -> Checked:
    """Read and check one record. Dates become ``2026-03-05``, full-width digits plain ones, empty values vanish."""
    values: dict[str, Value] = {}
    known = schema.by_name
    problems = [Problem(name, ValueCode.UNKNOWN_FIELD) for name in raw if name not in known]
    for field in schema.fields:
        given = raw.get(field.name)
        if given is None or given == "" or given == [] or (isinstance(given, str) and not given.strip()):
            if field.required:
                problems.append(Problem(field.name, ValueCode.MISSING))
            continue
        try:
            value = _READERS[field.kind](field, given)
        except _Bad as bad:
            problems.append(Problem(field.name, bad.code, bad.limit))
            continue
        values[field.name] = value
        if field.format is not Format.PLAIN and _is_doubtful(field, value):
            problems.append(Problem(field.name, ValueCode.CHECK_DIGIT))
    return Checked(values, tuple(problems))


def _read_text(field: Field, given: Raw) -> str:
    text = _as_text(field, given)
    if field.format is not Format.PLAIN:
        text = _formatted(field, text)
    if field.least is not None and len(text) < field.least:
        raise _Bad(ValueCode.TOO_SHORT, f"{field.least:g}")
    if field.most is not None and len(text) > field.most:
        raise _Bad(ValueCode.TOO_LONG, f"{field.most:g}")
    if field.pattern and not re.search(field.pattern, text):
        raise _Bad(ValueCode.PATTERN)
    return text


def _as_text(field: Field, given: Raw) -> str:
    if isinstance(given, _NO_TEXT):
        raise _Bad(ValueCode.NOT_TEXT)
    if isinstance(given, float):
        if field.format in (Format.ID_NUMBER, Format.CREDIT_CODE) and abs(given) >= SURE:
            raise _Bad(ValueCode.FLOATED_CODE)  # a spreadsheet keeps fifteen digits and forgets the rest
        given = int(given) if given.is_integer() and abs(given) < SURE else repr(given)
    if isinstance(given, datetime):
        given = given.date()
    text = str(given).replace("\0", "").strip()
    if text.startswith("#") and _SPREADSHEET_ERROR.fullmatch(text):
        raise _Bad(ValueCode.SPREADSHEET_ERROR, text)
    if field.format in (Format.ID_NUMBER, Format.CREDIT_CODE) and _FLOATED.fullmatch(text):
        raise _Bad(ValueCode.FLOATED_CODE)
    return text if field.long else " ".join(text.split())


def _formatted(field: Field, text: str) -> str:
    text = unicodedata.normalize("NFKC", text)
    if field.format is Format.POINT:
        return _point(text)
    if field.format is Format.PARTS:
        return _parts(text)
    text = "".join(text.split()).upper()
    if not _FORMS[field.format](text):
        raise _Bad(ValueCode.BAD_FORM)
    return text


_FORMS: Mapping[Format, Callable[[str], bool]] = {
    Format.CREDIT_CODE: lambda text: check_credit_code(text) is not CodeState.WRONG,
    Format.ID_NUMBER: lambda text: check_id_number(text) is not CodeState.WRONG,
    Format.PHONE: lambda text: _PHONE.fullmatch(text) is not None,
    Format.DIVISION: lambda text: _DIVISION.fullmatch(text) is not None,
}


def _point(text: str) -> str:
    match = _POINT.fullmatch(text.replace("，", ","))
    if match is None or abs(float(match[1])) > 180 or abs(float(match[2])) > 90:
        raise _Bad(ValueCode.BAD_FORM)
    return f"{match[1]},{match[2]}"


def _parts(text: str) -> str:
    try:
        return say_parts(read_parts(text))
    except PartsError as error:
        if error.total is None:
            raise _Bad(ValueCode.BAD_FORM) from None
        raise _Bad(ValueCode.NOT_WHOLE_SUM, f"{error.total / 100:g}") from None


def _is_doubtful(field: Field, value: Value) -> bool:
    check = _CHECK_DIGITS.get(field.format)
    return check is not None and check(str(value)) is CodeState.DOUBTFUL


_CHECK_DIGITS = {Format.CREDIT_CODE: check_credit_code, Format.ID_NUMBER: check_id_number}


def _read_number(field: Field, given: Raw) -> int | float:
    number = _exact(given)
    if field.kind is FieldKind.INTEGER:
        if number != number.to_integral_value():
            raise _Bad(ValueCode.NOT_WHOLE)
    elif number != round(number, field.decimals):
        raise _Bad(ValueCode.TOO_FINE, str(field.decimals))
    if field.least is not None and number < Decimal(repr(field.least)):
        raise _Bad(ValueCode.TOO_SMALL, f"{field.least:g}")
    most = LARGEST if field.most is None else field.most
    if number > Decimal(repr(most)):
        raise _Bad(ValueCode.TOO_BIG, f"{most:g}")
    if number < -LARGEST:
        raise _Bad(ValueCode.TOO_SMALL, f"{-LARGEST:g}")
    return int(number) if number == number.to_integral_value() else float(number)


def _exact(given: Raw) -> Decimal:
    """1,234.5 and full-width digits are numbers; 1.2.3, 12个 and infinity are not."""
    if isinstance(given, _NO_NUMBER):
        raise _Bad(ValueCode.NOT_NUMBER)
    if isinstance(given, float) and not math.isfinite(given):
        raise _Bad(ValueCode.NOT_NUMBER)
    text = unicodedata.normalize("NFKC", str(given)).strip()
    if text.startswith("#") and _SPREADSHEET_ERROR.fullmatch(text):
        raise _Bad(ValueCode.SPREADSHEET_ERROR, text)
    if "," in text and re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", text):
        text = text.replace(",", "")
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise _Bad(ValueCode.NOT_NUMBER) from None
    if not number.is_finite() or "_" in text or abs(number.adjusted()) > 20:
        raise _Bad(ValueCode.NOT_NUMBER if not number.is_finite() or "_" in text else ValueCode.TOO_BIG, f"{LARGEST:g}")
    return number


def _read_date(field: Field, given: Raw) -> str:
    if isinstance(given, datetime):
        return given.date().isoformat()
    if isinstance(given, date):
        return given.isoformat()
    text = unicodedata.normalize("NFKC", str(given)).strip()
    if text.startswith("#") and _SPREADSHEET_ERROR.fullmatch(text):
        raise _Bad(ValueCode.SPREADSHEET_ERROR, text)
    match = _DATE.fullmatch(text) or _DIGITS_DATE.fullmatch(text)
    if match is None or isinstance(given, bool):
        raise _Bad(ValueCode.NOT_DATE)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        raise _Bad(ValueCode.NOT_DATE) from None


def _read_truth(field: Field, given: Raw) -> bool:
    if isinstance(given, bool):
        return given
    text = unicodedata.normalize("NFKC", str(given)).strip().lower()
    if text in YES or text in NO:
        return text in YES
    raise _Bad(ValueCode.NOT_TRUTH)


def _read_choice(field: Field, given: Raw) -> str:
    if given in field.choices:
        return str(given)
    text = "".join(str(given).split())
    for choice in field.choices:
        if "".join(choice.split()) == text:
            return choice
    raise _Bad(ValueCode.NOT_CHOICE, "、".join(field.choices))


def _read_choices(field: Field, given: Raw) -> list[str]:
    parts = given if isinstance(given, list) else re.split(r"[、,，;；\n]", str(given))
    chosen = {_read_choice(field, each) for each in parts if str(each).strip()}
    return [choice for choice in field.choices if choice in chosen]


_READERS = {
    FieldKind.TEXT: _read_text,
    FieldKind.NUMBER: _read_number,
    FieldKind.INTEGER: _read_number,
    FieldKind.DATE: _read_date,
    FieldKind.BOOLEAN: _read_truth,
    FieldKind.CHOICE: _read_choice,
    FieldKind.CHOICES: _read_choices,
}
