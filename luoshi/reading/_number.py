"""The shape of a number in a text: digits, a range of them, magnitude, and the unit or the word behind it."""

from __future__ import annotations

import re

from luoshi.reading._lexicon import one_of, words

_UNITS = [word for group in ("count", "physical", "money", "ratio") for word in words("units", group)]
_NEVER = words("units", "never")
# Units that begin like a word that is none: 千伏安, 平方米.
_LONGER = [unit for unit in _UNITS if any(unit != word and unit.startswith(word) for word in _NEVER)]
RATIO = frozenset(words("units", "ratio"))
MONEY = frozenset(words("units", "money"))

# 千 and 百 are magnitudes unless they open a unit (千瓦, 千米, 百分点).
_MAGNITUDE = "(?:百万亿|十万亿|千万亿|万亿|千亿|百亿|十亿|千万|百万|十万|亿|万|千(?![瓦米克伏卡升])|百(?![分公])|十)?"
# [0-9], not \d, which asks for each character whether it is a digit of any script.
_DIGITS = r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?"
# What stands before the first digit is looked at behind it: ``re`` is quick to find places that open with a digit.
_FIRST_DIGITS = r"[0-9](?<![0-9.A-Za-z/+:][0-9])[0-9]*(?:,[0-9]{3})*(?:\.[0-9]+)?"
_FACTORS = {"十": 10.0, "百": 100.0, "千": 1e3, "万": 1e4, "亿": 1e8}
_MORE = "(?:多|余)?"
NUMBER = re.compile(
    rf"(?P<low>{_FIRST_DIGITS})(?P<low_magnitude>{_MAGNITUDE})"
    rf"(?:(?P<low_unit>[%]|(?:{one_of(_UNITS)})(?=[—~至到-]))?(?P<dash>——?|-|~|至|到)(?P<high>{_DIGITS})(?P<high_magnitude>{_MAGNITUDE}))?"
    rf"(?P<more>{_MORE})(?P<late_magnitude>(?<=[多余])[万亿])?"
    rf"(?:(?=大关|台阶)|(?!{one_of(_LONGER)})(?P<never>{one_of(_NEVER)})|(?P<unit>{one_of(_UNITS)})|(?P<unknown>[一-鿿]))?"
)


def number_end(match: re.Match[str]) -> int:
    """Where a number ends that has no unit."""
    return max(match.end("low_magnitude"), match.end("more"))


def number_of(match: re.Match[str], which: str) -> float:
    late = (match["late_magnitude"] or "") if which == "low" else ""
    return with_magnitude(match[which], match[f"{which}_magnitude"] + late)


def with_magnitude(digits: str, magnitude: str) -> float:
    value = float(digits.replace(",", ""))
    for char in magnitude:
        value *= _FACTORS[char]
    return round(value, 6) if value < 1e6 else float(round(value, 2))
