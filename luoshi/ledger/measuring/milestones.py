"""Milestones that records settle: which are bound to which things, and how far these had come on any day.

Nobody sets such a milestone by hand: what is typed waits to be verified, as a typed figure does.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Max

from luoshi.ledger.choices import TargetKind
from luoshi.ledger.measuring.naming import Come, come_so_far
from luoshi.ledger.models import Binding, Goal, Target
from luoshi.mechanisms import Milestone
from luoshi.people.abilities import Ability
from luoshi.people.abilities import abilities as abilities_of
from luoshi.people.models import User
from luoshi.registers.models import Record
from luoshi.registers.queries import Reached, latest_pack, reached_stages, visible_records


@dataclass(frozen=True, slots=True)
class ThingPage:
    """A thing with the stages that it had reached; without its record for those who may not see that."""

    name: str
    record: Record | None
    reached: tuple[Reached, ...]
    is_there: bool  # at the stage that was promised


@dataclass(frozen=True, slots=True)
class StagePage:
    """From a milestone to the records that settle it, on any day."""

    goal: Goal
    binding: Binding
    milestone: Milestone
    come: Come
    things: tuple[ThingPage, ...]
    seen: frozenset[int]  # records of stages that the user may open


def milestone_of(goal: Goal) -> Target | None:
    """The milestone that the goal is to reach; None for any other goal."""
    return goal.commitment.targets.filter(order=goal.target_order, kind=TargetKind.MILESTONE).first()


def milestones_in_force(goals: Collection[int] | None = None) -> list[Binding]:
    """The latest binding of each goal that records settle, as far as its pack still declares it."""
    rows = Binding.objects.annotate(last=Max("goal__bindings__number")).filter(number=F("last")).exclude(milestone="")
    if goals is not None:
        rows = rows.filter(goal__in=goals)
    found = rows.select_related("goal__commitment", "goal__duty__holder", "by")
    return [
        each for each in found.prefetch_related("projects__record__merged_into").order_by("pk") if declared_by(each)
    ]


def declared_by(binding: Binding) -> Milestone | None:
    """The declaration as the pack in force has it."""
    pack = latest_pack(binding.pack)
    return next((each for each in pack.milestones if each.name == binding.milestone), None) if pack else None


def stages_of(binding: Binding, *, on: date, as_of: date | None = None) -> Mapping[int, tuple[Reached, ...]]:
    """Record of each of its things → the stages reached by then."""
    declared = declared_by(binding)
    things = [each.record for each in binding.projects.all()]
    if declared is None:
        return {each.pk: () for each in things}
    return reached_stages(binding.pack, declared, things, on=on, as_of=as_of)


def come_of(binding: Binding, reached: Mapping[int, Sequence[Reached]]) -> Come:
    """How far the goal has come."""
    days = [next((each.on for each in some if each.stage == binding.stage), None) for some in reached.values()]
    return come_so_far(days)


def stage_page(user: User, goal: Goal, *, on: date, as_of: date | None = None) -> StagePage | None:
    """What settles a goal; None if nothing does, or if the user may not see the goal."""
    if Ability.SEE not in abilities_of(user, goal):
        return None
    binding = next(iter(milestones_in_force([goal.pk])), None)
    declared = declared_by(binding) if binding is not None else None
    if binding is None or declared is None:
        return None
    reached = stages_of(binding, on=on, as_of=as_of)
    records = [each.record for each in binding.projects.all()]
    ids = {each.pk for each in records} | {each.record for some in reached.values() for each in some}
    seen = frozenset(visible_records(user).filter(pk__in=ids).values_list("pk", flat=True))
    things = tuple(
        ThingPage(
            name="、".join(str(record.values[name]) for name in declared.called if record.values.get(name)),
            record=record if record.pk in seen else None,
            reached=reached[record.pk],
            is_there=any(each.stage == binding.stage for each in reached[record.pk]),
        )
        for record in records
    )
    return StagePage(goal, binding, declared, come_of(binding, reached), things, seen)
