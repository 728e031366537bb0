"""What a program sends, read strictly: JSON in, ``Handed`` out, or every fault with its place. Pure."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import NoReturn

from luoshi.matters.handing import Handed, Somebody

MOST_BYTES = 64 * 1024
MOST_TEXT, MOST_TITLE, MOST_ID, MOST_LINE, MOST_OTHERS, MOST_FIELDS = 4000, 200, 64, 120, 20, 100
OLDEST, NEWEST = datetime(1949, 10, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)
KNOWN = ("kind", "place", "title", "text", "fields", "party", "others", "outside_id", "received_at", "occurred_at")
OF_SOMEBODY = ("name", "phone", "address", "role")


class BodyFault(StrEnum):
    """What is wrong with one value of a body."""

    NOT_JSON = "not_json"
    NOT_OBJECT = "not_object"
    NOT_LIST = "not_list"
    NOT_TEXT = "not_text"
    MISSING = "missing"
    UNKNOWN = "unknown"
    TWICE = "twice"
    TOO_LONG = "too_long"
    BAD_SIGN = "bad_sign"
    BAD_VALUE = "bad_value"
    NOT_TIME = "not_time"


@dataclass(frozen=True, slots=True)
class FieldFault:
    """One fault: where in the body (``party.name``), what, and the limit or the place it was measured against."""

    field: str
    code: BodyFault
    limit: str = ""


class BadBody(Exception):  # noqa: N818  reads better where it is caught
    """A body that is no matter. ``is_json``: it could be read, and its values do not fit."""

    def __init__(self, faults: Sequence[FieldFault], *, is_json: bool = True) -> None:
        self.faults, self.is_json = tuple(faults), is_json
        super().__init__(self.faults)


class _TwiceError(ValueError):
    """A name that an object has two times: which one counts, readers of JSON do not agree on."""


def read_body(body: bytes) -> Handed:
    """The matter that a body holds. Raises BadBody with everything that is wrong."""
    whole = _parse(body)
    if not isinstance(whole, dict):
        raise BadBody([FieldFault("", BodyFault.NOT_OBJECT)], is_json=False)
    reader = _Reader()
    reader.refuse_strange(whole, KNOWN)
    others = reader.list_of(whole, "others", MOST_OTHERS)
    handed = Handed(
        outside_id=reader.text(whole, "outside_id", MOST_ID, required=True),
        place=reader.text(whole, "place", MOST_ID, required=True),
        text=reader.text(whole, "text", MOST_TEXT, required=True, lines=True),
        party=reader.somebody(whole.get("party"), "party"),
        others=tuple(reader.somebody(each, f"others[{at}]", role=True) for at, each in enumerate(others)),
        kind=reader.text(whole, "kind", MOST_ID),
        title=reader.text(whole, "title", MOST_TITLE),
        fields=reader.values(whole.get("fields")),
        received_at=reader.moment(whole, "received_at"),
        occurred_at=reader.moment(whole, "occurred_at"),
    )
    if reader.faults:
        raise BadBody(reader.faults)
    return handed


def _parse(body: bytes) -> object:
    try:
        return json.loads(body.decode("utf-8"), object_pairs_hook=_once_each, parse_constant=_refuse_constant)
    except _TwiceError as fault:
        raise BadBody([FieldFault(str(fault), BodyFault.TWICE)], is_json=False) from fault
    except json.JSONDecodeError as fault:
        place = f"{fault.lineno}:{fault.colno}"
        raise BadBody([FieldFault("", BodyFault.NOT_JSON, place)], is_json=False) from fault
    except (ValueError, RecursionError) as fault:  # no UTF-8, a number of thousands of digits, a thousand brackets
        raise BadBody([FieldFault("", BodyFault.NOT_JSON)], is_json=False) from fault


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise _TwiceError(next(name for name in names if names.count(name) > 1)[:MOST_ID])
    return found


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)  # NaN and Infinity are no JSON


@dataclass(slots=True)
class _Reader:
    """Reads values and gathers what is wrong with them, so that a program learns of everything at once."""

    faults: list[FieldFault] = field(default_factory=list)

    def fault(self, place: str, code: BodyFault, limit: object = "") -> None:
        self.faults.append(FieldFault(place, code, str(limit)))

    def refuse_strange(self, given: Mapping[str, object], known: Sequence[str], within: str = "") -> None:
        for name in given:
            if name not in known:
                self.fault(within + _shown(name), BodyFault.UNKNOWN)

    def text(
        self,
        given: Mapping[str, object],
        name: str,
        most: int,
        *,
        required: bool = False,
        lines: bool = False,
        within: str = "",
    ) -> str:
        value, place = given.get(name), within + name
        if value is None or value == "":
            if required:
                self.fault(place, BodyFault.MISSING)
            return ""
        if not isinstance(value, str):
            self.fault(place, BodyFault.NOT_TEXT)
            return ""
        value = value.strip()
        if len(value) > most:
            self.fault(place, BodyFault.TOO_LONG, most)
        elif not _is_clean(value, lines=lines):
            self.fault(place, BodyFault.BAD_SIGN)
        elif required and not value:
            self.fault(place, BodyFault.MISSING)
        return value

    def somebody(self, given: object, place: str, *, role: bool = False) -> Somebody:
        if given is None:
            self.fault(place, BodyFault.MISSING)
            return Somebody("")
        if not isinstance(given, dict):
            self.fault(place, BodyFault.NOT_OBJECT)
            return Somebody("")
        within = f"{place}."
        self.refuse_strange(given, OF_SOMEBODY, within)
        return Somebody(
            name=self.text(given, "name", MOST_LINE, required=True, within=within),
            phone=self.text(given, "phone", MOST_LINE, within=within),
            address=self.text(given, "address", MOST_LINE, within=within),
            role=self.text(given, "role", MOST_ID, required=role, within=within),
        )

    def list_of(self, given: Mapping[str, object], name: str, most: int) -> list[object]:
        value = given.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            self.fault(name, BodyFault.NOT_LIST)
            return []
        if len(value) > most:
            self.fault(name, BodyFault.TOO_LONG, most)
        return value[:most]

    def values(self, given: object) -> dict[str, object]:
        """Values of the mechanism's form: words, numbers, yes or no, or several words."""
        if given is None:
            return {}
        if not isinstance(given, dict):
            self.fault("fields", BodyFault.NOT_OBJECT)
            return {}
        if len(given) > MOST_FIELDS:
            self.fault("fields", BodyFault.TOO_LONG, MOST_FIELDS)
            return {}
        for name, value in given.items():
            if not _is_value(value):
                self.fault(f"fields.{_shown(name)}", BodyFault.BAD_VALUE)
        return given

    def moment(self, given: Mapping[str, object], name: str) -> datetime | None:
        value = given.get(name)
        if value is None:
            return None
        try:
            found = datetime.fromisoformat(value) if isinstance(value, str) else None
        except ValueError:
            found = None
        if found is None or found.tzinfo is None or not OLDEST < found < NEWEST:
            self.fault(name, BodyFault.NOT_TIME)
            return None
        return found


def _is_value(value: object) -> bool:
    if isinstance(value, str):
        return _is_clean(value, lines=True)
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, list):
        return all(isinstance(each, str) and _is_clean(each, lines=False) for each in value)
    return isinstance(value, bool | int)


def _is_clean(text: str, *, lines: bool) -> bool:
    """No control characters, and no halves of characters: neither database keeps them."""
    kept = "\n\r\t" if lines else ""
    return not any((each < " " and each not in kept) or "\ud800" <= each <= "\udfff" for each in text)


def _shown(name: str) -> str:
    """A name that somebody else chose, safe to answer with."""
    return name[:MOST_ID].encode("utf-8", "replace").decode()
