"""The tree of organisations and the seats filled in it, loaded for the pure decision of who handles a stage."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from luoshi.matters.escalation import Line, Place, line_of
from luoshi.matters.models import Seat
from luoshi.people.models import Organisation
from luoshi.statements import Statement, ask


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


_OPEN = "(own.opened_on IS NULL OR own.opened_on <= %s) AND (own.closed_on IS NULL OR %s < own.closed_on)"
_LINE = f"""
WITH RECURSIVE line(id, parent_id) AS (
    SELECT id, parent_id FROM people_organisation WHERE id IN ({{start}})
    UNION SELECT above.id, above.parent_id FROM people_organisation above JOIN line ON above.id = line.parent_id
) SELECT own.id, own.parent_id, own.kind, {_OPEN} FROM line JOIN people_organisation own ON own.id = line.id
"""  # noqa: S608  words of the code
_FROM_BOTH = _LINE.format(start="%s, %s")
_FROM_MATTER = _LINE.format(
    start="SELECT organisation_id FROM matters_matter WHERE id = %s "
    "UNION SELECT place_id FROM matters_matter WHERE id = %s"
)
_SEATS = f"""
SELECT seat.government_id, own.id, own.kind, {_OPEN} FROM matters_seat seat
JOIN people_organisation own ON own.id = seat.organisation_id WHERE seat.seat = %s
"""  # noqa: S608
_BEFORE = f"""
SELECT step.stage, own.id, own.kind, {_OPEN} FROM matters_step step
JOIN people_organisation own ON own.id = step.organisation_id WHERE step.matter_id = %s ORDER BY step.number
"""  # noqa: S608


def ask_line(matter_id: int, on: date) -> Statement:
    """Asks for what stands over the organisation that has a matter in hand, and over its place."""
    day = connection.ops.adapt_datefield_value(on)
    return Statement(_FROM_MATTER, [matter_id, matter_id, day, day], is_frequent=True)


def ask_before(matter_id: int, on: date) -> Statement:
    """Asks who had a matter at which stage, in the order of its steps."""
    day = connection.ops.adapt_datefield_value(on)
    return Statement(_BEFORE, [day, day, matter_id], is_frequent=True)


def load_line(start: int, place: int, on: date, seat: str) -> Line:
    """Only what stands over one organisation and one place, and who fills this seat ("" for a stage without one)."""
    day = connection.ops.adapt_datefield_value(on)
    (found,) = ask([Statement(_FROM_BOTH, [start, place, day, day], is_frequent=True)])
    return line_of_rows(found, start, place, on, seat)


def line_of_rows(rows: Iterable[tuple[Any, ...]], start: int, place: int, on: date, seat: str) -> Line:
    """The line by the answer to ``ask_line``."""
    parents = {pk: (parent, kind, bool(is_open)) for pk, parent, kind, is_open in rows}
    return Tree(parents, _filled(seat, on, parents)).line(start, place)


def line_from(over: Collection[Organisation], place: int, on: date, seat: str) -> Line:
    """The line from a place upwards, out of what stands at and over it; with who fills this seat."""
    parents = {each.pk: (each.parent_id, each.kind, each.is_open(on)) for each in over}
    return Tree(parents, _filled(seat, on, parents)).line(place, place)


def handled_before(rows: Iterable[tuple[Any, ...]], stage: str) -> Place | None:
    """The organisation that last had a matter at this stage, by the answer to ``ask_before``."""
    there = [Place(pk, kind, bool(is_open)) for name, pk, kind, is_open in rows if name == stage]
    return there[-1] if there else None


def _filled(seat: str, on: date, line: Collection[int]) -> Mapping[tuple[str, int], Place]:
    if not seat:
        return {}
    day = connection.ops.adapt_datefield_value(on)
    (found,) = ask([Statement(_SEATS, [day, day, seat], is_frequent=True)])
    return {
        (seat, government): Place(pk, kind, bool(is_open))
        for government, pk, kind, is_open in found
        if government in line
    }


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
