"""The lamps as five figures, each leading to the list behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from luoshi.ledger.checking_choices import ColourChoice


@dataclass(frozen=True, slots=True)
class Tile:
    """One colour with its count, and the list behind it."""

    colour: str
    count: int
    address: str


def tiles(counts: Mapping[str, int], report: int | None = None, **more: object) -> list[Tile]:
    """A tile for each colour, the worst first."""
    return [Tile(each, counts.get(each, 0), lamps_address(report, colour=each, **more)) for each in ColourChoice.values]


def lamps_address(report: int | None, **more: object) -> str:
    """The list of lamps, narrowed down."""
    pairs = {"report": report, **more}
    return f"{reverse('lamps')}?{urlencode({name: value for name, value in pairs.items() if value not in ('', None)})}"
