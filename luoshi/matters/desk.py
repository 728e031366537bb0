"""The desk where matters are opened: what the table of abilities is asked about before there is a matter. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from luoshi.people.abilities import Asker, Kind, Standing


@dataclass(frozen=True, slots=True)
class Counter:
    """The asker's own desks."""

    ability_kind: Kind = Kind.DESK

    def standing_to(self, asker: Asker) -> Standing:
        """Everybody has their own."""
        return Standing.GOVERNED


DESK = Counter()
