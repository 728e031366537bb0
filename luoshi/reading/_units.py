"""What a unit is, after the lexicon."""

from __future__ import annotations

from functools import cache

from luoshi.reading._lexicon import words


@cache
def is_counted(unit: str) -> bool:
    """Does this unit count things that come whole (家, 人次)? Not what is measured, paid or a share (公里, 元, %)."""
    return unit in words("units", "count") and not any(unit in words("units", each) for each in _MEASURED)


_MEASURED = ("physical", "money", "ratio")
