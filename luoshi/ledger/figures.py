"""Reading a figure that somebody typed: ６，０００, 4.8万, 13公里. Pure.

Full-width digits, thousands commas and 万/亿 are taken. A unit behind the number is taken if it is the goal's own and
refused with what was found if it is another: 13亩 is not 13 square metres.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

LARGEST = Decimal(10) ** 15
DECIMALS = 6
LONGEST = 60  # characters; no figure that anybody types is longer
MAGNITUDES = {"万亿": 10**12, "亿": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4}
NUMBER = re.compile(
    r"(?P<sign>[-+−]?)(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<part>\d+))?(?P<size>万亿|千万|百万|亿|万)?(?P<unit>.*)"
)
SEVERAL_POINTS = re.compile(r"[-+−]?\d+(?:\.\d+){2,}")
POWER = re.compile(r"[-+−]?\d+(?:\.\d+)?(?:e[+-]?\d+|\^\d+|\*\*\d+|[x×*]10\^?\d+)", re.IGNORECASE)
# Different words for one unit of counting; a goal in 个 may be reported in 处.
SAME = (frozenset("个处座只台套"), frozenset({"公里", "千米", "km"}), frozenset({"平方米", "平米", "㎡", "m2"}))


class FigureCode(StrEnum):
    """Why typed words are no figure."""

    EMPTY = "empty"
    NO_NUMBER = "no_number"
    SEVERAL_POINTS = "several_points"  # 1.2.3
    BAD_COMMAS = "bad_commas"  # 1,2,3 or 60,00
    POWER = "power"  # 1e30, 10^30
    NEGATIVE = "negative"
    TOO_LARGE = "too_large"  # beyond LARGEST
    TOO_FINE = "too_fine"  # more than DECIMALS decimals
    OTHER_UNIT = "other_unit"  # a unit that is not the goal's
    TOO_LONG = "too_long"
    NOT_WHOLE = "not_whole"  # half of what comes whole


class BadFigure(ValueError):  # noqa: N818  it reads better where it is caught
    """Typed words that are no figure; ``found`` is the part that does not fit."""

    def __init__(self, code: FigureCode, words: str, found: str = "") -> None:
        self.code, self.words, self.found = code, words[:LONGEST], found[:LONGEST]
        super().__init__(code.value, self.words, self.found)


@dataclass(frozen=True, slots=True)
class _Parts:
    sign: str
    digits: str
    size: str
    unit: str


def read_figure(words: str, *, unit: str = "", may_fall: bool = False, whole: bool = False) -> float:
    """The number that the words say, in the goal's unit. ``may_fall`` allows a negative one: growth can be below zero.
    ``whole`` refuses half a school; 1.5万 of them are 15,000.

    Raises BadFigure. 万元 as a goal's unit takes 1.2亿 as 12000: the magnitude is counted in the goal's own unit.
    """
    parts = _parts(words)
    negative = parts.sign in ("-", "−")
    if negative and not may_fall:
        raise BadFigure(FigureCode.NEGATIVE, words)
    scale, own = _scale_of(unit)
    if parts.unit and not _is_same(parts.unit, own):
        raise BadFigure(FigureCode.OTHER_UNIT, words, parts.size + parts.unit)
    value = Decimal(parts.digits) * MAGNITUDES.get(parts.size, 1)
    if parts.size or parts.unit:
        value /= scale  # 1200万元 and 1.2亿 are told in 元; a bare 1200 is in the goal's unit already
    if whole and value != int(value):
        raise BadFigure(FigureCode.NOT_WHOLE, words, words.strip())
    return _checked(-value if negative else value, words)


def _scale_of(unit: str) -> tuple[int, str]:
    """万元 is ten thousand times 元."""
    for magnitude, size in MAGNITUDES.items():
        if unit.startswith(magnitude) and unit != magnitude:
            return size, unit.removeprefix(magnitude)
    return 1, unit


def _parts(words: str) -> _Parts:
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", words)).replace("\0", "")
    if not plain:
        raise BadFigure(FigureCode.EMPTY, words)
    if len(plain) > LONGEST:
        raise BadFigure(FigureCode.TOO_LONG, words)
    if SEVERAL_POINTS.match(plain):
        raise BadFigure(FigureCode.SEVERAL_POINTS, words)
    if POWER.match(plain):
        raise BadFigure(FigureCode.POWER, words)
    match = NUMBER.fullmatch(plain)
    if match is None:
        raise BadFigure(FigureCode.NO_NUMBER, words)
    if match["unit"][:1] in {",", "."} or re.match(r"\d", match["unit"]):
        raise BadFigure(FigureCode.BAD_COMMAS, words)
    part = f".{match['part']}" if match["part"] else ""
    return _Parts(match["sign"], match["whole"].replace(",", "") + part, match["size"] or "", match["unit"])


def _is_same(found: str, own: str) -> bool:
    return found == own or any({found, own} <= group for group in SAME)


def _checked(value: Decimal, words: str) -> float:
    if abs(value) >= LARGEST:
        raise BadFigure(FigureCode.TOO_LARGE, words)
    if value != round(value, DECIMALS):
        raise BadFigure(FigureCode.TOO_FINE, words)
    return float(value)
