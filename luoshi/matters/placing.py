"""The tree of organisations and the seats filled in it, loaded for the pure decision of who handles a stage."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from luoshi.matters.escalation import Line, Place, line_of
from luoshi.matters.models import Seat
from luoshi.people.models import Organisation


@dataclass(frozen=True)
class Tree:
    """Organisations by id (parent, kind, open on the day), and seats."""

    parents: Mapping[int, tuple[int | None, str, bool]]
    seats: Mapping[tuple[str, int], Place]

    def line(self, start: int, place: int) -> Line:
        """From an organisation upwards; after that from the matter's place, for one that was referred elsewhere."""
        own = line_of(self.parents, start)
        further = line_of(self.parents, place) if place != start else ()
        return Line((*own, *(each for each in further if each not in own)), self.seats)


def load_tree(on: date) -> Tree:
    """The whole tree: for the sweep, which needs it for many matters."""
    return _tree({each.pk: each for each in Organisation.objects.order_by()}, on)


def load_line(start: int, place: int, on: date) -> Line:
    """Only what stands over one organisation and one place."""
    over = Organisation.objects.above(start).order_by() | Organisation.objects.above(place).order_by()
    return _tree({each.pk: each for each in over}, on).line(start, place)


def line_from(over: Collection[Organisation], place: int, on: date) -> Line:
    """The line from a place upwards, out of what stands at and over it."""
    return _tree({each.pk: each for each in over}, on).line(place, place)


def _tree(organisations: Mapping[int, Organisation], on: date) -> Tree:
    parents = {pk: (each.parent_id, each.kind, each.is_open(on)) for pk, each in organisations.items()}
    seats = Seat.objects.filter(government__in=organisations).select_related("organisation")
    return Tree(
        parents,
        {
            (each.seat, each.government_id): Place(
                each.organisation_id, each.organisation.kind, each.organisation.is_open(on)
            )
            for each in seats
        },
    )
