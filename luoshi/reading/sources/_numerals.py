"""Numbers written in the forms that Word's automatic numbering knows."""

from __future__ import annotations

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_COUNTING = {
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
}
_DIGIT_BY_DIGIT = {"ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"}


def write_number(number: int, form: str) -> str:
    """The number as ``w:numFmt`` form asks, in decimals when the form is not known or has no sign for it."""
    if form in _COUNTING:
        return _count(number, _DIGITS, "十百千")
    if form == "chineseLegalSimplified":
        return _count(number, _LEGAL, "拾佰仟")
    if form in _DIGIT_BY_DIGIT:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    if form in {"decimalEnclosedCircle", "decimalEnclosedCircleChinese"} and 1 <= number <= 20:
        return chr(ord("①") + number - 1)
    if form == "decimalEnclosedParen" and 1 <= number <= 20:
        return chr(ord("⑴") + number - 1)
    if form == "ideographTraditional" and 1 <= number <= len(_STEMS):
        return _STEMS[number - 1]
    if form in {"upperLetter", "lowerLetter"} and number >= 1:
        letter = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if form == "upperLetter" else letter.lower()
    if form in {"upperRoman", "lowerRoman"} and 1 <= number < 4000:
        return _write_roman(number) if form == "upperRoman" else _write_roman(number).lower()
    return _write_decimal(number, form)


def _write_decimal(number: int, form: str) -> str:
    if form == "decimalFullWidth":
        return str(number).translate({ord(digit): chr(ord(digit) + 0xFEE0) for digit in "0123456789"})
    return f"{number:02}" if form == "decimalZero" else str(number)


def _write_roman(number: int) -> str:
    written = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        written += sign * times
    return written


def _count(number: int, digits: str, powers: str) -> str:
    """一 … 十 十一 … 二十 … 一百零五; ten to nineteen drop their leading 一."""
    if not 1 <= number <= 9999:
        return str(number)
    written, gap = "", False
    for power, digit in zip(range(len(str(number)) - 1, -1, -1), str(number), strict=True):
        if digit == "0":
            gap = bool(written)
            continue
        zero = "零" if gap else ""
        written += zero + digits[int(digit)] + (powers[power - 1] if power else "")
        gap = False
    return written.removeprefix(digits[1]) if 10 <= number <= 19 else written
