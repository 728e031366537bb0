"""Choosing the things whose records settle a milestone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from luoshi.journal.actions import record as write_line
from luoshi.journal.digests import Json
from luoshi.ledger.measuring.binding import BadBinding, BadBindingCode, lock_to_bind
from luoshi.ledger.measuring.milestone_posting import post_milestones
from luoshi.ledger.measuring.milestones import milestone_of
from luoshi.ledger.measuring.naming import Candidate, Named, promised_stage, suggest_things
from luoshi.ledger.models import Binding, BoundProject, Goal
from luoshi.mechanisms import Milestone
from luoshi.people.models import User
from luoshi.registers.choices import RecordState
from luoshi.registers.models import Record
from luoshi.registers.queries import adopted_packs, latest_pack, named_things, visible_records


@dataclass(frozen=True, slots=True)
class StageSuggestion:
    """A pack's declaration under which a goal may be settled: the stage it promises, and the things it may name."""

    pack: str
    milestone: Milestone
    stage: str  # "" if none of the stages' words is in the promise
    things: tuple[Named, ...]


def suggest_stages(user: User, goal: Goal) -> list[StageSuggestion]:
    """What the packs in force offer for a goal that is a milestone."""
    target = milestone_of(goal)
    if target is None:
        return []
    names = tuple(target.names) or (target.object or target.quote,)
    found = []
    for version in adopted_packs(user):
        for each in version.pack.milestones:
            things = [
                Candidate(thing.record, thing.names, thing.places) for thing in named_things(user, version.name, each)
            ]
            stage = promised_stage(target.action, target.quote, each.words)
            named = suggest_things(names, goal.commitment.text, things)
            found.append(StageSuggestion(version.name, each, stage, tuple(named)))
    return found


@transaction.atomic
def bind_milestone(
    *,
    by: User,
    goal: Goal,
    expected_binding: int,
    pack: str,
    milestone: str,
    stage: str,
    things: Sequence[int],
    at: datetime,
    why: str = "",
) -> Binding:
    """From here on the goal has come as far as the records of these things (by id) say.

    Raises NotAllowed, Ended, Stale, BadBinding, and ReasonRequired to change a binding that holds.
    """
    current = lock_to_bind(goal, by, expected_binding, why)
    chosen = _fitting(by, current, pack, milestone, stage, things)
    made = Binding.objects.create(
        goal=current,
        number=expected_binding + 1,
        pack=pack,
        milestone=milestone,
        stage=stage,
        by=by,
        at=at,
        why=why.strip(),
    )
    BoundProject.objects.bulk_create(BoundProject(binding=made, record=each) for each in chosen)
    ids: list[Json] = [each.pk for each in chosen]
    facts: dict[str, Json] = {"pack": pack, "milestone": milestone, "stage": stage, "records": ids}
    write_line(by=by, action="goal.bound", subject=current, at=at, why=why, data=facts)
    post_milestones(at=at, goals=[current.pk])
    return made


def _fitting(by: User, goal: Goal, pack: str, milestone: str, stage: str, things: Sequence[int]) -> list[Record]:
    """The records, all of them, or a refusal."""
    if goal.shares.exists():
        raise BadBinding(BadBindingCode.HAS_SHARES, goal)
    if milestone_of(goal) is None:
        raise BadBinding(BadBindingCode.NO_MILESTONE, goal)
    found = latest_pack(pack)
    declared = next((each for each in found.milestones if each.name == milestone), None) if found else None
    if declared is None or stage not in declared.words:
        raise BadBinding(BadBindingCode.UNKNOWN_STAGE, goal, stage)
    rows = visible_records(by).filter(
        pk__in=things, register__pack_name=pack, register__name=declared.things, state=RecordState.LIVE
    )
    chosen = list(rows.order_by("pk"))
    if not chosen or len(chosen) != len(set(things)):
        raise BadBinding(BadBindingCode.UNKNOWN_THING, goal)
    return chosen
