"""The lamps as they stand, written from histories and from nothing else; so they can always be rebuilt.

Every action that writes about a commitment calls ``refresh`` for it in its own transaction; a nightly run calls
``refresh_all``, since lamps also change because a day goes by. Days that no run has seen are made up for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from luoshi.ledger.checking_choices import DutyPart, DutyState, SettlementState
from luoshi.ledger.choices import PartChoice
from luoshi.ledger.fields import Heading, fields_of
from luoshi.ledger.histories import GoalHistory, Rules, Turn, facts_on, turns_between, worst_of
from luoshi.ledger.lamps import Lamp, judge
from luoshi.ledger.models import Commitment, CommitmentState, Duty, GoalState, LampChange, Section, Settlement
from luoshi.ledger.paths import Path, next_point
from luoshi.ledger.replaying import CHUNK, CommitmentHistory, load_histories

ONE_DAY = timedelta(days=1)


# The first and the last day on which something was written, by commitment, while many actions share one refresh.
_together: ContextVar[dict[int, tuple[date, date]] | None] = ContextVar("luoshi_refresh_together", default=None)


@contextmanager
def refresh_together() -> Iterator[None]:
    """Many actions in one transaction, and each commitment's lamps brought up to them once, at its end.

    For whoever writes months at a time; in between the lamps are behind, and nobody else can see that.
    """
    written: dict[int, tuple[date, date]] = {}
    with transaction.atomic():
        token = _together.set(written)
        try:
            yield
        finally:
            _together.reset(token)
        days: dict[tuple[date, date], list[int]] = defaultdict(list)
        for pk, first_and_last in sorted(written.items()):
            days[first_and_last].append(pk)
        for (first, last), ids in days.items():
            for start in range(0, len(ids), CHUNK):
                _refresh(ids[start : start + CHUNK], last, first)


def refresh(commitment_ids: Collection[int], on: date) -> None:
    """Bring the projections of these commitments up to the end of ``on``, after something was written on that day."""
    ids = sorted(commitment_ids)
    written = _together.get()
    if written is not None:
        for pk in ids:
            first, last = written.get(pk, (on, on))
            written[pk] = (min(first, on), max(last, on))
        return
    for start in range(0, len(ids), CHUNK):
        _refresh(ids[start : start + CHUNK], on, on)


def _refresh(ids: list[int], on: date, first: date) -> None:
    """One chunk up to ``on``, after rows of ``first`` and later; a number of queries that does not grow with it."""
    judged = dict(CommitmentState.objects.filter(commitment__in=ids).values_list("commitment_id", "judged_on"))
    around = _Around(ids)
    made = []
    for history in load_histories(ids):
        last = judged.get(history.commitment)
        since = history.since if last is None else min(first, last + ONE_DAY)
        made.append(_project(history, around, since, on if last is None else max(on, last)))
    for since in {each.since for each in made}:
        again = [each.history.commitment for each in made if each.since == since]
        LampChange.objects.filter(commitment__in=again, on__gte=since).delete()
    LampChange.objects.bulk_create(change for each in made for change in each.changes)
    goals = [GoalState(goal_id=pk, **values) for each in made for pk, values in each.goals.items()]
    _upsert(GoalState, goals, "goal")
    _upsert(
        CommitmentState, [CommitmentState(commitment_id=e.history.commitment, **e.values) for e in made], "commitment"
    )


def _upsert(model: type[GoalState] | type[CommitmentState], rows: list[Any], key: str) -> None:
    fields = [field.name for field in model._meta.concrete_fields if not field.primary_key]
    model._default_manager.bulk_create(rows, update_conflicts=True, unique_fields=[key], update_fields=fields)


class _Around:
    """What stands around some commitments: who leads, how they ended, their field, and their latest change."""

    def __init__(self, ids: list[int]) -> None:
        leads = Duty.objects.filter(commitment__in=ids, part=DutyPart.LEAD).exclude(state=DutyState.WITHDRAWN)
        self.holders = dict(leads.values_list("commitment_id", "holder_id"))
        signed = Settlement.objects.filter(commitment__in=ids, state=SettlementState.SIGNED)
        self.ends = {pk: (end, on) for pk, end, on in signed.values_list("commitment_id", "ending", "ended_on")}
        self.fields = _fields_of(ids)
        self.changes: dict[int, list[tuple[date, str]]] = defaultdict(list)
        rows = LampChange.objects.filter(commitment__in=ids).order_by("commitment_id", "on")
        for pk, on, after in rows.values_list("commitment_id", "on", "after"):
            self.changes[pk].append((on, after))


def _fields_of(ids: list[int]) -> dict[int, int]:
    """The field over each commitment, a heading of its report."""
    rows = Commitment.objects.filter(pk__in=ids, section__isnull=False)
    places = list(rows.values_list("pk", "report_id", "section__path"))
    fields = _fields_in({report for _, report, _ in places})
    found = {pk: fields[report].get(path) for pk, report, path in places}
    return {pk: field for pk, field in found.items() if field is not None}


def _fields_in(reports: Collection[int]) -> dict[int, Mapping[str, int]]:
    headings: dict[int, list[Heading]] = defaultdict(list)
    plans = Section.objects.filter(report__in=reports, part=PartChoice.OUTLOOK).order_by()
    for pk, report, path, start, end in plans.values_list("pk", "report_id", "path", "start", "body_end"):
        headings[report].append(Heading(pk, path, end - start))
    return {report: fields_of(headings[report]) for report in reports}


@transaction.atomic
def refresh_all(on: date) -> int:
    """The nightly run: every commitment that still runs, up to ``on``. Returns how many. Safe to run twice."""
    due = Q(state=None) | Q(state__judged_on__lt=on, state__ending="")
    ids = list(Commitment.objects.filter(due, goals__isnull=False).order_by().values_list("pk", flat=True).distinct())
    refresh(ids, on)
    return len(ids)


def refresh_all_of(owner_id: int, on: date) -> None:
    """All that this government gave out, after its rule for lamps changed."""
    given = Commitment.objects.filter(report__owner=owner_id, goals__isnull=False)
    refresh(list(given.order_by().values_list("pk", flat=True).distinct()), on)


@transaction.atomic
def rebuild_lamps(commitment_ids: Collection[int], on: date) -> None:
    """Forget the projections of these commitments and write them anew from the first day to ``on``."""
    ids = list(commitment_ids)
    for start in range(0, len(ids), CHUNK):
        part = ids[start : start + CHUNK]
        LampChange.objects.filter(commitment__in=part).delete()
        CommitmentState.objects.filter(commitment__in=part).delete()
        GoalState.objects.filter(goal__commitment__in=part).delete()
    refresh(ids, on)


@dataclass(frozen=True, slots=True)
class _Projected:
    """The rows of one commitment from ``since`` on."""

    history: CommitmentHistory
    since: date
    changes: tuple[LampChange, ...]
    goals: dict[int, dict[str, Any]]
    values: dict[str, Any]


def _project(history: CommitmentHistory, around: _Around, since: date, until: date) -> _Projected:
    earlier = [each for each in around.changes[history.commitment] if each[0] < since]
    last_on, last = earlier[-1] if earlier else (since, "")
    turns = turns_between(history.goals, history.rules, since, until, last)
    goals = {goal.goal: goal_values(goal, history.rules, until) for goal in (*history.goals, *history.shares)}
    lamps = {goal.goal: goals[goal.goal][1] for goal in history.goals}
    values = commitment_values(history, around, lamps, until, turns[-1].on if turns else last_on)
    changes = tuple(_change(history.commitment, turn) for turn in turns)
    return _Projected(history, since, changes, {pk: row for pk, (row, _) in goals.items()}, values)


def _change(commitment: int, turn: Turn) -> LampChange:
    cause = turn.worst.lamp.because
    return LampChange(
        commitment_id=commitment,
        on=turn.on,
        before=turn.before,
        after=turn.worst.lamp.colour.value,
        goal_id=turn.worst.goal,
        code=cause.code.value,
        inputs=dict(cause.inputs),
    )


def goal_values(history: GoalHistory, rules: Rules, on: date) -> tuple[dict[str, Any], Lamp]:
    """A goal as it stands at the end of the day: the columns of its state, and its lamp."""
    facts = facts_on(history, on)
    if facts is None:
        raise ValueError(f"goal {history.goal} has no path on {on}")
    lamp = judge(rules.on(on), facts, on)
    number = sum(1 for day, _ in history.paths if day <= on)
    reported, verified = facts.tally.reported, facts.tally.verified
    return {
        **_path_values(facts.path, number, on),
        "judged_on": on,
        "planned": lamp.planned,
        "reported": reported.figure if reported else None,
        "reported_held_on": reported.held_on if reported else None,
        "verified": verified.figure if verified else None,
        "verified_held_on": verified.held_on if verified else None,
        "waiting_since": facts.tally.waiting_since,
        "last_month": max(facts.tally.months, default=0),
        "colour": lamp.colour.value,
        "code": lamp.because.code.value,
        "inputs": dict(lamp.because.inputs),
        "behind": lamp.behind,
        "silent": lamp.silent,
    }, lamp


def _path_values(path: Path, number: int, on: date) -> dict[str, Any]:
    following = next_point(path, on)
    return {
        "next_on": following.on if following else None,
        "next_figure": following.figure if following else None,
        "next_name": following.name if following else "",
        "path_number": number,
        "start_on": path.start_on,
        "due_on": path.due_on,
        "base": path.base,
        "goal_figure": path.goal,
    }


def commitment_values(
    history: CommitmentHistory, around: _Around, lamps: dict[int, Lamp], on: date, colour_since: date
) -> dict[str, Any]:
    """A commitment as it stands at the end of the day: the columns of its state."""
    worst = worst_of(lamps)
    if worst is None:
        raise ValueError(f"commitment {history.commitment} has no goal on {on}")
    ending, ended_on = around.ends.get(history.commitment, ("", None))
    every = [facts for each in history.goals if (facts := facts_on(each, on)) is not None]
    waiting = [facts.tally.waiting_since for facts in every if facts.tally.waiting_since]
    return {
        "goal_id": worst.goal,
        "field_id": around.fields.get(history.commitment),
        "holder_id": around.holders.get(history.commitment),
        "judged_on": on,
        "colour": worst.lamp.colour.value,
        "code": worst.lamp.because.code.value,
        "inputs": dict(worst.lamp.because.inputs),
        "behind": worst.lamp.behind,
        "colour_since": colour_since,
        "due_on": max(facts.path.due_on for facts in every),
        "waiting_since": min(waiting) if waiting else None,
        "ending": ending,
        "ended_on": ended_on,
    }


def strayed_lamps() -> Iterator[int]:
    """Commitments whose projections are not what a replay of their rows gives."""
    judged = list(CommitmentState.objects.order_by("pk").values_list("commitment_id", "judged_on"))
    for start in range(0, len(judged), CHUNK):
        part = dict(judged[start : start + CHUNK])
        projected, replayed = _projected(list(part)), _replayed(part)
        yield from (pk for pk in part if projected[pk] != replayed.get(pk))


def _projected(ids: list[int]) -> dict[int, object]:
    """By commitment: the changes of its lamp, the states of its goals, its own state."""
    changes: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    goals: dict[int, dict[int, dict[str, Any]]] = defaultdict(dict)
    rows = LampChange.objects.filter(commitment__in=ids).order_by("commitment_id", "on")
    for pk, *row in rows.values_list("commitment_id", "on", "before", "after", "goal_id", "code", "inputs"):
        changes[pk].append(tuple(row))
    for row in GoalState.objects.filter(goal__commitment__in=ids).values("goal__commitment", *_columns(GoalState)):
        goals[row.pop("goal__commitment")][row.pop("goal_id")] = row
    states = {
        pk: {name: getattr(state, name) for name in _columns(CommitmentState) if name != "commitment_id"}
        for pk, state in CommitmentState.objects.in_bulk(ids).items()
    }
    return {pk: (changes[pk], goals[pk], state) for pk, state in states.items()}


def _columns(model: type[GoalState] | type[CommitmentState]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def _replayed(judged: dict[int, date]) -> dict[int, object]:
    """The same from the rows, each up to the day on which it was judged."""
    around = _Around(list(judged))
    made: dict[int, object] = {}
    for history in load_histories(judged):
        pk, on = history.commitment, judged[history.commitment]
        turns = turns_between(history.goals, history.rules, history.since, on)
        goals = {goal.goal: goal_values(goal, history.rules, on) for goal in (*history.goals, *history.shares)}
        tops = {goal.goal: goals[goal.goal][1] for goal in history.goals}
        state = commitment_values(history, around, tops, on, turns[-1].on)
        changes = [_change(pk, turn) for turn in turns]
        rows = [(each.on, each.before, each.after, each.goal_id, each.code, each.inputs) for each in changes]
        made[pk] = (rows, {goal: values for goal, (values, _) in goals.items()}, state)
    return made
