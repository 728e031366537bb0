"""The lamps as they stand, written from histories and from nothing else; so they can always be rebuilt.

Every action that writes about a commitment calls ``refresh`` for it in its own transaction; a nightly run calls
``refresh_all``, since lamps also change because a day goes by. Days that no run has seen are made up for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from luoshi.ledger.checking_choices import DutyPart, DutyState, SettlementState
from luoshi.ledger.histories import GoalHistory, Rules, Turn, facts_on, turns_between, worst_of
from luoshi.ledger.lamps import Lamp, judge
from luoshi.ledger.models import Commitment, CommitmentState, Duty, GoalState, LampChange, Section, Settlement
from luoshi.ledger.paths import Path, next_point
from luoshi.ledger.replaying import CHUNK, CommitmentHistory, load_histories

ONE_DAY = timedelta(days=1)


def refresh(commitment_ids: Collection[int], on: date) -> None:
    """Bring the projections of these commitments up to the end of ``on``, after something was written on that day."""
    held = CommitmentState.objects.filter(commitment__in=commitment_ids).values_list("commitment_id", "judged_on")
    judged = dict(held)
    for history in load_histories(commitment_ids):
        last = judged.get(history.commitment)
        since = history.since if last is None else min(on, last + ONE_DAY)
        _project(history, since, on if last is None else max(on, last))


@transaction.atomic
def refresh_all(on: date) -> int:
    """The nightly run: every commitment that still runs, up to ``on``. Returns how many. Safe to run twice."""
    due = Q(state=None) | Q(state__judged_on__lt=on)
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


def _project(history: CommitmentHistory, since: date, until: date) -> None:
    changes = LampChange.objects.filter(commitment=history.commitment)
    changes.filter(on__gte=since).delete()
    last = changes.order_by("-on").first()
    turns = turns_between(history.goals, history.rules, since, until, last.after if last else "")
    LampChange.objects.bulk_create(_change(history.commitment, turn) for turn in turns)
    lamps: dict[int, Lamp] = {}
    for goal in (*history.goals, *history.shares):
        values, lamp = goal_values(goal, history.rules, until)
        GoalState.objects.update_or_create(goal_id=goal.goal, defaults=values)
        lamps[goal.goal] = lamp
    tops = {goal.goal: lamps[goal.goal] for goal in history.goals}
    colour_since = turns[-1].on if turns else last.on if last else since
    values = commitment_values(history, tops, until, colour_since)
    CommitmentState.objects.update_or_create(commitment_id=history.commitment, defaults=values)


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
    history: CommitmentHistory, lamps: dict[int, Lamp], on: date, colour_since: date
) -> dict[str, Any]:
    """A commitment as it stands at the end of the day: the columns of its state."""
    worst = worst_of(lamps)
    if worst is None:
        raise ValueError(f"commitment {history.commitment} has no goal on {on}")
    lead = Duty.objects.filter(commitment=history.commitment, part=DutyPart.LEAD).exclude(state=DutyState.WITHDRAWN)
    signed = Settlement.objects.filter(commitment=history.commitment, state=SettlementState.SIGNED).first()
    every = [facts for each in history.goals if (facts := facts_on(each, on)) is not None]
    waiting = [facts.tally.waiting_since for facts in every if facts.tally.waiting_since]
    return {
        "goal_id": worst.goal,
        "field_id": _field_of(history.commitment),
        "holder_id": lead.values_list("holder_id", flat=True).first(),
        "judged_on": on,
        "colour": worst.lamp.colour.value,
        "code": worst.lamp.because.code.value,
        "inputs": dict(worst.lamp.because.inputs),
        "behind": worst.lamp.behind,
        "colour_since": colour_since,
        "due_on": max(facts.path.due_on for facts in every),
        "waiting_since": min(waiting) if waiting else None,
        "ending": signed.ending if signed else "",
        "ended_on": signed.ended_on if signed else None,
    }


def _field_of(commitment_id: int) -> int | None:
    """The heading at the very top over the commitment."""
    commitment = Commitment.objects.select_related("section").only("section__path", "report").get(pk=commitment_id)
    if commitment.section is None:
        return None
    top = int(commitment.section.path.split(".")[0])
    return Section.objects.filter(report=commitment.report_id, order=top).values_list("pk", flat=True).first()


def strayed_lamps() -> Iterator[int]:
    """Commitments whose projections are not what a replay of their rows gives."""
    for state in CommitmentState.objects.order_by("pk").iterator(chunk_size=CHUNK):
        if _projected(state.commitment_id) != _replayed(state.commitment_id, state.judged_on):
            yield state.commitment_id


def _projected(commitment_id: int) -> object:
    changes = LampChange.objects.filter(commitment=commitment_id).order_by("on")
    goals = [dict(row) for row in GoalState.objects.filter(goal__commitment=commitment_id).values()]
    state = dict(CommitmentState.objects.filter(commitment=commitment_id).values().get())
    state.pop("commitment_id")
    rows = list(changes.values_list("on", "before", "after", "goal_id", "code", "inputs"))
    return rows, {row.pop("goal_id"): row for row in goals}, state


def _replayed(commitment_id: int, on: date) -> object:
    (history,) = load_histories([commitment_id])
    turns = turns_between(history.goals, history.rules, history.since, on)
    made = [_change(commitment_id, turn) for turn in turns]
    goals = {goal.goal: goal_values(goal, history.rules, on) for goal in (*history.goals, *history.shares)}
    tops = {goal.goal: goals[goal.goal][1] for goal in history.goals}
    state = commitment_values(history, tops, on, turns[-1].on)
    rows = [(each.on, each.before, each.after, each.goal_id, each.code, each.inputs) for each in made]
    return rows, {pk: values for pk, (values, _) in goals.items()}, state
