"""The district on one page: lamps by field, by organisation and by month, and what wants looking at."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, QuerySet

from luoshi.ledger.checking_choices import ColourChoice
from luoshi.ledger.models import CommitmentState, GoalState, LampChange, Section
from luoshi.ledger.queries.checking.scope import visible_states
from luoshi.ledger.queries.scope import visible_commitments
from luoshi.people.models import Organisation, User

WEEK, FORTNIGHT = timedelta(days=7), timedelta(days=14)
SHOWN = 10

Colours = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class LampRow:
    """How many lamps of each colour something has: a field (``section``), an organisation, or a month."""

    colours: Colours
    section: Section | None = None
    organisation: Organisation | None = None
    month: date | None = None

    @property
    def total(self) -> int:
        """All lamps."""
        return sum(self.colours.values())


@dataclass(frozen=True, slots=True)
class District:
    """Everything on the page. ``turned_red`` turned in the last seven days and still is; ``coming`` are fourteen days.

    ``slowest`` are furthest behind their paths; ``unverified`` have waited longest to be looked at.
    """

    colours: Colours
    ended: Colours
    by_field: tuple[LampRow, ...]
    by_organisation: tuple[LampRow, ...]
    by_month: tuple[LampRow, ...]
    turned_red: tuple[LampChange, ...]
    coming: tuple[GoalState, ...]
    slowest: tuple[CommitmentState, ...]
    unverified: tuple[CommitmentState, ...]


def district(user: User, on: date, report: int | None = None) -> District:
    """The page for what the user may see, of one report or of all, in ten queries."""
    seen = visible_states(user)
    if report is not None:
        seen = seen.filter(commitment__report=report)
    running = seen.filter(ending="").order_by()
    endings = seen.exclude(ending="").order_by().values_list("ending").annotate(count=Count("pk"))
    return District(
        colours=_colours(running),
        ended=dict(endings),
        by_field=_by_field(running),
        by_organisation=_by_organisation(running),
        by_month=_by_month(user, on, report),
        turned_red=_turned_red(running, on),
        coming=_coming(running, on),
        slowest=_with_parts(running.filter(behind__gt=0, colour__in=("red", "yellow")), "-behind"),
        unverified=_with_parts(running.filter(waiting_since__isnull=False), "waiting_since"),
    )


@dataclass(frozen=True, slots=True)
class LampsNow:
    """The running lamps by colour, and what turned red in the last seven days and still is."""

    colours: Colours
    turned_red: tuple[LampChange, ...]


def lamps_now(user: User, on: date) -> LampsNow:
    """The two parts of the district that a working desk shows, in two queries."""
    running = visible_states(user).filter(ending="").order_by()
    return LampsNow(_colours(running), _turned_red(running, on))


def _colours(rows: QuerySet[CommitmentState]) -> Colours:
    counts = Counter(dict(rows.values_list("colour").annotate(count=Count("pk"))))
    return {colour: counts[colour] for colour in ColourChoice.values}


def _grouped(rows: QuerySet[CommitmentState], field: str) -> dict[int | None, Counter[str]]:
    groups: dict[int | None, Counter[str]] = defaultdict(Counter)
    for pk, colour, count in rows.values_list(field, "colour").annotate(count=Count("pk")):
        groups[pk][colour] = count
    return groups


def _by_field(rows: QuerySet[CommitmentState]) -> tuple[LampRow, ...]:
    groups = _grouped(rows, "field")
    sections = Section.objects.filter(pk__in=[pk for pk in groups if pk]).order_by("report", "order")
    found = [LampRow(_plain(groups[each.pk]), section=each) for each in sections]
    return (*found, *([LampRow(_plain(groups[None]))] if None in groups else []))


def _by_organisation(rows: QuerySet[CommitmentState]) -> tuple[LampRow, ...]:
    """By who leads; those with the most red first."""
    groups = _grouped(rows, "holder")
    organisations = Organisation.objects.filter(pk__in=[pk for pk in groups if pk]).order_by("order", "code")
    found = [LampRow(_plain(groups[each.pk]), organisation=each) for each in organisations]
    return tuple(sorted(found, key=lambda row: (-row.colours["red"], -row.colours["yellow"])))


def _plain(counts: Counter[str]) -> Colours:
    return {colour: counts[colour] for colour in ColourChoice.values}


def _by_month(user: User, on: date, report: int | None) -> tuple[LampRow, ...]:
    """How many lamps had each colour at the end of each month up to now, of the last twelve.

    Counted from changes alone: each adds one to its new colour and takes one from its old.
    """
    seen = visible_commitments(user).order_by()
    if report is not None:
        seen = seen.filter(report=report)
    changes = LampChange.objects.filter(commitment__in=seen.values("pk"), on__lte=on).order_by()
    moves: dict[date, Counter[str]] = defaultdict(Counter)
    for day, before, after, count in changes.values_list("on", "before", "after").annotate(count=Count("pk")):
        month = day.replace(day=1)
        moves[month][after] += count
        moves[month][before] -= count
    if not moves:
        return ()
    months, standing = [], Counter[str]()
    month = min(moves)
    while month <= on:
        for colour, count in moves.get(month, Counter()).items():
            standing[colour] += count
        months.append(LampRow(_plain(standing), month=month))
        month = (month + timedelta(days=32)).replace(day=1)
    return tuple(months[-12:])


def _turned_red(rows: QuerySet[CommitmentState], on: date) -> tuple[LampChange, ...]:
    still = rows.filter(colour="red", colour_since__gt=on - WEEK, colour_since__lte=on)
    changes = LampChange.objects.filter(commitment__in=still.values("pk"), after="red", on__gt=on - WEEK, on__lte=on)
    return tuple(changes.select_related("commitment__lead", "goal").order_by("-on", "commitment_id")[:50])


def _coming(rows: QuerySet[CommitmentState], on: date) -> tuple[GoalState, ...]:
    """Nodes, milestones and last days of the next fourteen days, the nearest first."""
    goals = GoalState.objects.filter(
        goal__commitment__in=rows.values("pk"),
        goal__parent=None,
        next_on__range=(on + timedelta(days=1), on + FORTNIGHT),
    ).exclude(code="reached")
    return tuple(
        goals.select_related("goal__commitment__lead", "goal__duty__holder").order_by("next_on", "goal_id")[:50]
    )


def _with_parts(rows: QuerySet[CommitmentState], order: str) -> tuple[CommitmentState, ...]:
    return tuple(rows.select_related("commitment", "holder", "goal").order_by(order, "commitment_id")[:SHOWN])
