"""What is there before there is any object."""

from __future__ import annotations

from dataclasses import dataclass

from luoshi.people.abilities import Asker, Kind, Standing


@dataclass(frozen=True, slots=True)
class Office:
    """The asker's own government as a whole, for what is done before there is any object."""

    ability_kind: Kind = Kind.OFFICE

    def standing_to(self, asker: Asker) -> Standing:
        """Everybody belongs to the own office."""
        return Standing.GOVERNED


OFFICE = Office()
