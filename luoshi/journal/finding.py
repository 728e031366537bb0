"""Narrowing a list of lines down: by object, person, action and day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from luoshi.journal.models import Line

PAGE = 50


@dataclass(frozen=True, slots=True)
class LineFilter:
    """What to look for; what is empty does not narrow."""

    subject_type: str = ""
    subject_id: int | None = None
    person: str = ""  # a part of the user name or of the name
    verb: str = ""  # the word behind the dot of an action
    first_on: date | None = None
    last_on: date | None = None
    before: int | None = None  # the key of a line: only older ones


@dataclass(frozen=True, slots=True)
class LinePage:
    """Up to PAGE lines, and the key to ask for the older ones by; None when there are none."""

    lines: tuple[Line, ...]
    older: int | None


def narrow(lines: QuerySet[Line], wanted: LineFilter) -> QuerySet[Line]:
    """The lines that fit, in the order they came."""
    fits = Q()
    if wanted.subject_type:
        fits &= Q(subject_type=wanted.subject_type)
    if wanted.subject_id is not None:
        fits &= Q(subject_id=wanted.subject_id)
    if wanted.person:
        fits &= Q(actor__username__icontains=wanted.person) | Q(actor__display_name__icontains=wanted.person)
    if wanted.verb:
        fits &= Q(action__endswith=f".{wanted.verb}")
    if wanted.first_on:
        fits &= Q(at__gte=_midnight(wanted.first_on))
    if wanted.last_on:
        fits &= Q(at__lt=_midnight(wanted.last_on + timedelta(days=1)))
    return lines.filter(fits)


def one_page(lines: QuerySet[Line], wanted: LineFilter) -> LinePage:
    """The newest of the lines, or the newest of those older than ``before``."""
    found = narrow(lines, wanted)
    if wanted.before is not None:
        found = found.filter(pk__lt=wanted.before)
    rows = tuple(found.order_by("-pk")[: PAGE + 1])
    return LinePage(rows[:PAGE], rows[PAGE - 1].pk if len(rows) > PAGE else None)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
