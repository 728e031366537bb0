"""Figures as an office writes them: 不少于6000户, 4.8万只, 1.7万亿元, 5.5%左右. Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

MAGNITUDES = ((10**12, "万亿"), (10**8, "亿"), (10**4, "万"))
WRITTEN = {"万亿": 10**12, "亿": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4, "千": 10**3, "百": 10**2}
NUMBER = re.compile(r"([-+]?\d+(?:\.\d+)?)(万亿|千万|百万|亿|万|千|百)?")
DASH = re.compile(r"[—–~至]|(?<=[\d万亿千百])-")  # a minus after a number is a dash


@dataclass(frozen=True, slots=True)
class Range:
    """What somebody typed for a value; ``high`` is None for a single number."""

    low: float
    high: float | None


class BadNumber(ValueError):  # noqa: N818  it reads better where it is caught
    """Text that is no number."""


def written(value: float, *, chinese: bool) -> str:
    """The number with its magnitude in Chinese, with thousands commas otherwise. Never rounded."""
    exact = Decimal(repr(value))
    if not chinese:
        return f"{exact.normalize():,f}"
    for size, word in MAGNITUDES:
        if abs(exact) >= size:
            return f"{(exact / size).normalize():f}{word}"
    return f"{exact.normalize():f}"


def span_written(low: float, high: float | None, *, chinese: bool) -> str:
    """One number or a range: 5—10."""
    first = written(low, chinese=chinese)
    return first if high is None else f"{first}—{written(high, chinese=chinese)}"


def read_number(words: str) -> Range:
    """Read 6000, 6,000, 4.8万, 1.7万亿 or 5—10 as somebody types it; BadNumber for anything else."""
    plain = re.sub(r"[,\s]", "", unicodedata.normalize("NFKC", words))
    ends = DASH.split(plain)
    if len(ends) > 2:
        raise BadNumber(words)
    low, *rest = (_read_one(end) for end in ends)
    high = rest[0] if rest else None
    if high is not None and high < low:
        raise BadNumber(words)
    return Range(low, high)


def _read_one(words: str) -> float:
    match = NUMBER.fullmatch(words)
    if match is None:
        raise BadNumber(words)
    try:
        return float(Decimal(match[1]) * WRITTEN.get(match[2] or "", 1))
    except (InvalidOperation, OverflowError):
        raise BadNumber(words) from None
