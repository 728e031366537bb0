"""A further yearly notice: it is kept, and every open clock it touches is counted anew, with a trace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from luoshi.journal.actions import record
from luoshi.journal.digests import Json
from luoshi.matters.actions._ticking import move_end, rearm
from luoshi.matters.choices import ClockState, TraceCause
from luoshi.matters.models import CalendarEdition, Clock, Matter
from luoshi.matters.queries.calendar import current_calendar
from luoshi.mechanisms.stages import Purpose
from luoshi.people.abilities import Ability, require
from luoshi.people.models import User
from luoshi.workdays import Calendar, Notice

BATCH = 500


@dataclass(frozen=True, slots=True)
class Imported:
    """The notice as kept, how many open clocks were looked at, and how many moved."""

    edition: CalendarEdition
    looked_at: int
    moved: int


@transaction.atomic
def import_notice(*, by: User, notice: Notice, at: datetime, why: str = "") -> Imported:
    """Keep a notice and count every running clock anew by it. Paused ones follow when they are resumed."""
    last = CalendarEdition.objects.filter(year=notice.year).order_by("-number").first()
    edition = CalendarEdition(
        year=notice.year,
        number=last.number + 1 if last else 1,
        off=sorted(day.isoformat() for day in notice.off),
        work=sorted(day.isoformat() for day in notice.work),
        issued_on=notice.issued_on,
        source=notice.source[:200],
        by=by,
        at=at,
        why=why,
    )
    require(by, Ability.IMPORT, edition)
    edition.save(force_insert=True)
    calendar = current_calendar()
    looked_at, moved = project_again(calendar, at)
    data: dict[str, Json] = {"year": notice.year, "version": calendar.version, "looked_at": looked_at, "moved": moved}
    record(by=by, action="calendar.imported", subject=edition, at=at, why=why, data=data)
    return Imported(edition, looked_at, moved)


def project_again(calendar: Calendar, at: datetime) -> tuple[int, int]:
    """Every running clock that has not run out, by this calendar: how many were looked at, how many moved.

    What is overdue already stays so: a later calendar does not undo what has happened.
    """
    waiting = Clock.objects.filter(state=ClockState.RUNNING, overdue_at=None).exclude(calendar_version=calendar.version)
    looked_at = moved = last = 0
    while batch := list(_batch(waiting.filter(pk__gt=last))):
        last, looked_at = batch[-1].pk, looked_at + len(batch)
        moved += sum(_moved(clock, calendar, at) for clock in batch)
    return looked_at, moved


def _batch(clocks: QuerySet[Clock]) -> QuerySet[Clock]:
    return (
        clocks.select_related("matter__version", "step")
        .defer("matter__version__files")
        .prefetch_related("pauses")
        .order_by("pk")[:BATCH]
    )


def _moved(clock: Clock, calendar: Calendar, at: datetime) -> bool:
    matter = clock.matter
    armed = rearm(clock, matter, calendar)
    if armed.due.on == clock.due_on:
        Clock.objects.filter(pk=clock.pk).update(
            calendar_version=calendar.version, provisional=armed.due.is_provisional
        )
        return False
    before = clock.due_on
    move_end(clock, armed, TraceCause.CALENDAR, at)
    if clock.purpose == Purpose.HANDLE:
        Matter.objects.filter(pk=matter.pk).update(due_at=clock.ends_at)
    data: dict[str, Json] = {"clock": clock.pk, "purpose": clock.purpose, "from": str(before), "to": str(clock.due_on),
            "calendar": calendar.version}  # fmt: skip
    record(by=None, action="clock.moved", subject=matter, at=at, data=data)
    return True
