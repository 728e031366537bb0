"""One fact shared out among places by declared parts: ``370215001 60%、370215002 40%``, a road through two towns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

WHOLE = 10_000  # parts are whole ten-thousandths: a percentage with two decimals
_PART = re.compile(r"([1-9]\d{5}(?:\d{3}(?:\d{3})?)?)[ :]*(\d{1,3}(?:\.\d{1,2})?)%?")


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """What of a fact belongs to one division."""

    division: str
    weight: int  # of WHOLE


class PartsError(ValueError):
    """Text that does not share anything out. ``total`` is what its parts add up to, where that is what is wrong."""

    def __init__(self, total: int | None = None) -> None:
        self.total = total
        super().__init__(total)


def read_parts(text: str) -> tuple[Part, ...]:
    """The parts in the order of their divisions. Raises PartsError for anything but different divisions with parts
    above nothing that add up to the whole.
    """
    found = []
    for written in re.split(r"[、,;\n]+", text.strip("、,;\n ")):
        match = _PART.fullmatch(written.strip())
        if match is None:
            raise PartsError
        found.append(Part(match[1], int(Decimal(match[2]) * 100)))
    if len({each.division for each in found}) < len(found) or not all(each.weight for each in found):
        raise PartsError
    total = sum(each.weight for each in found)
    if total != WHOLE:
        raise PartsError(total)
    return tuple(sorted(found))


def say_parts(parts: Iterable[Part]) -> str:
    """As they are stored and shown: the SQL of registers reads this spelling."""
    return "、".join(f"{each.division} {Decimal(each.weight) / 100:f}%" for each in parts)


def share_of(amount: int, parts: Iterable[Part], division: str) -> int:
    """What of an amount falls to the places that begin so. All places together always get the whole amount: each
    part runs from where the one before it ended, and both ends are rounded towards nothing.
    """
    given, upto = 0, 0
    for part in parts:
        before, upto = upto, upto + part.weight
        if part.division.startswith(division):
            given += _upto(amount, upto) - _upto(amount, before)
    return given


def _upto(amount: int, weight: int) -> int:
    whole = abs(amount) * weight // WHOLE
    return whole if amount >= 0 else -whole
