"""What supervisors look at: the funnel by stage, what is late, what comes back again and again, what went wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from luoshi.matters.choices import ClockState, Status
from luoshi.matters.models import Clock, Incident, Matter
from luoshi.matters.queries.scope import live_matters, visible_matters
from luoshi.mechanisms import Fact
from luoshi.mechanisms.stages import Purpose
from luoshi.people.abilities import Ability
from luoshi.people.models import Organisation, User
from luoshi.workdays import day_of

DISCONTENT = "不满意"  # the one word of feedback that is not contentment


@dataclass(frozen=True, slots=True)
class FunnelRow:
    """One stage of one mechanism: how many stand there, how many of them are late."""

    mechanism: str
    stage: str
    count: int
    late: int


def funnel(user: User, at: datetime) -> tuple[FunnelRow, ...]:
    """Everything in hand by stage."""
    found = (
        live_matters(user)
        .order_by("mechanism_name", "stage")
        .values("mechanism_name", "stage")
        .annotate(count=Count("pk"), late=Count("pk", filter=Q(due_at__lte=at)))
    )
    return tuple(FunnelRow(row["mechanism_name"], row["stage"], row["count"], row["late"]) for row in found)


def overdue_matters(user: User, at: datetime) -> QuerySet[Matter]:
    """What is late, the longest first."""
    return live_matters(user).filter(due_at__lte=at).order_by("due_at", "pk").select_related("organisation")


def returned_matters(user: User, least: int = 2) -> QuerySet[Matter]:
    """What came back ``least`` times or more: a tug-of-war that needs a ruling."""
    return live_matters(user).filter(return_count__gte=least).order_by("-return_count", "pk")


def contested_matters(user: User) -> QuerySet[Clock]:
    """Refused as misdirected and not ruled on yet: the clocks of the rulings, what is due first before the rest."""
    waiting = Clock.objects.filter(purpose=Purpose.RULE, state=ClockState.RUNNING)
    mine = waiting.filter(matter__in=live_matters(user, Ability.DISPATCH))
    return mine.select_related("matter__organisation", "step").order_by("ends_at", "pk")


def open_incidents(user: User) -> QuerySet[Incident]:
    """What casework cannot put right by itself, the oldest first."""
    visible = visible_matters(user, Ability.DISPATCH)
    return Incident.objects.filter(solved_at=None, matter__in=visible).select_related("matter", "clock").order_by("at")


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place: how many matters of it are in hand, how many of them are late."""

    place: int
    name: str
    count: int
    late: int


def by_place(user: User, at: datetime) -> tuple[PlaceRow, ...]:
    """Matters in hand by place, the most first."""
    found = (
        live_matters(user)
        .values("place", "place__name")
        .annotate(count=Count("pk"), late=Count("pk", filter=Q(due_at__lte=at)))
        .order_by("-count", "place__name", "place")
    )
    return tuple(PlaceRow(row["place"], row["place__name"], row["count"], row["late"]) for row in found)


@dataclass(frozen=True, slots=True)
class ClosedFigure:
    """What a mechanism came to between two days: closed, solved, with feedback, content."""

    closed: int
    solved: int
    answered: int
    content: int

    @property
    def solved_share(self) -> float | None:
        """化解率, in percent; None when nothing was closed."""
        return 100 * self.solved / self.closed if self.closed else None


def closed_matters(mechanism: str, since: date, until: date, government: int | None = None) -> QuerySet[Matter]:
    """The facts under the figure: matters closed from ``since`` to ``until``, both days counted.

    Those of a ``government`` are its own and those of governments beneath it: a district's disputes arise in its towns.
    """
    found = Matter.objects.filter(
        mechanism_name=mechanism, status=Status.CLOSED, closed_at__date__gte=since, closed_at__date__lte=until
    )
    return found if government is None else found.filter(government__in=Organisation.objects.under(government))


def closed_facts(mechanism: str, until: date, government: int | None = None) -> list[Fact]:
    """Closed matters as measures see them, those closed up to ``until``. One that was opened again is none."""
    found = closed_matters(mechanism, date.min, until, government)
    rows = found.values_list("pk", "closed_at", "solved", "feedback", "result_class")
    return [
        Fact(
            pk,
            {
                "closed_on": day_of(closed_at).isoformat(),
                "solved": solved,
                "answered": bool(feedback),
                "content": bool(feedback) and feedback != DISCONTENT,
                "result": result or None,
            },
        )
        for pk, closed_at, solved, feedback, result in rows
        if closed_at is not None
    ]


def closed_figure(mechanism: str, since: date, until: date, government: int | None = None) -> ClosedFigure:
    """Counts over ``closed_matters``."""
    found = closed_matters(mechanism, since, until, government).aggregate(
        closed=Count("pk"),
        solved=Count("pk", filter=Q(solved=True)),
        answered=Count("pk", filter=~Q(feedback="")),
        content=Count("pk", filter=~Q(feedback="") & ~Q(feedback=DISCONTENT)),
    )
    return ClosedFigure(**found)
