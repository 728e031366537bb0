"""Every shipped mechanism is walked to every stage, and every outcome of that stage is taken."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from datetime import timedelta

import pytest

from luoshi.journal.queries import verify
from luoshi.matters.actions import (
    add_document,
    ask_review,
    give_feedback,
    pause_matter,
    record_visit,
    resume_matter,
    sign_matter,
    take_outcome,
)
from luoshi.matters.actions._ticking import limit_of
from luoshi.matters.models import Clock
from luoshi.mechanisms import load_shelf
from luoshi.mechanisms.stages import MOVING, Mechanism, Outcome, OutcomeKind
from tests.matters.conftest import MECHANISMS, MONDAY

DECLARED: dict[str, Mechanism] = {
    each.name: each for pack in load_shelf() for each in pack.mechanisms if each.name in MECHANISMS
}
HOUR = timedelta(hours=1)


def ways(made: Mechanism) -> dict[str, list[tuple[str, Outcome]]]:
    """The shortest way to each stage: (stage, outcome taken there)."""
    found: dict[str, list[tuple[str, Outcome]]] = {made.first: []}
    waiting = deque([made.first])
    while waiting:
        name = waiting.popleft()
        for outcome in made.stage(name).outcomes:
            if outcome.to and outcome.to not in found:
                found[outcome.to] = [*found[name], (name, outcome)]
                waiting.append(outcome.to)
    return found


def cases() -> Iterator[object]:
    for made in DECLARED.values():
        reachable = ways(made)
        for stage in made.stages:
            for outcome in stage.outcomes:
                for word in outcome.classes or ("",):
                    name = f"{made.name}-{stage.name}-{outcome.kind}-{outcome.to or word}"
                    yield pytest.param(made.name, stage.name, outcome, word, stage.name in reachable, id=name)


class Walker:
    """Moves one matter along, an hour a step, with everything that an outcome waits for put in place."""

    def __init__(self, world, bring, mechanism: str) -> None:
        self.world, self.now, self.made = world, MONDAY, DECLARED[mechanism]
        self.matter = bring(mechanism)
        self.fresh()

    def fresh(self):
        self.matter.refresh_from_db()
        return self.matter

    @property
    def worker(self):
        return self.world.worker_of(self.matter.organisation)

    def take(self, outcome: Outcome, word: str = "") -> None:
        self.now += HOUR
        sign_matter(by=self.worker, matter=self.matter, at=self.now)
        for kind in outcome.documents:
            add_document(by=self.worker, matter=self.matter, name="件.txt", content=b"x", kind=kind, at=self.now)
        if outcome.kind is OutcomeKind.RESOLVE:
            for _ in range(self.made.stage(self.matter.stage).visits):
                record_visit(by=self.worker, matter=self.matter, on=self.now.date(), text="入户", at=self.now)
        take_outcome(
            by=self.worker, matter=self.matter, kind=outcome.kind, to=outcome.to, organisation=self.chosen(outcome),
            result_class=word, why="如实记录", at=self.now, expected_step=self.matter.step_count,
        )  # fmt: skip
        self.fresh()

    def chosen(self, outcome: Outcome):
        """Departments have to be chosen where no seat says who."""
        stage = self.made.stage(outcome.to or self.matter.stage)
        if outcome.kind is OutcomeKind.REFER:
            return self.world.district.water
        if outcome.kind is OutcomeKind.FORWARD and stage.tier == "department" and not stage.seat:
            return self.world.district.housing
        return None

    def go_to(self, stage: str) -> None:
        for _, outcome in ways(self.made)[stage]:
            self.take(outcome)

    def come_back_to(self, stage: str) -> None:
        """Stages that only feedback or a review leads to: close it first, by the first way to do so."""
        closing = next(each for each in self.made.stages if each.outcome(OutcomeKind.RESOLVE))
        self.go_to(closing.name)
        outcome = closing.outcome(OutcomeKind.RESOLVE)
        self.take(outcome, outcome.classes[0] if outcome.classes else "")
        self.now += HOUR
        if self.made.reopens_to == stage:
            ask_review(by=None, matter=self.matter, why="不服", at=self.now)
        else:
            give_feedback(by=None, matter=self.matter, answer="不满意", at=self.now)
        assert self.fresh().stage == stage


@pytest.mark.parametrize(("mechanism", "stage", "outcome", "word", "direct"), list(cases()))
def test_every_outcome_of_every_stage(world, bring, mechanism, stage, outcome, word, direct):
    walker = Walker(world, bring, mechanism)
    if direct:
        walker.go_to(stage)
    else:
        walker.come_back_to(stage)
    before = walker.matter.step_count
    assert walker.matter.stage == stage

    if outcome.kind is OutcomeKind.PAUSE:
        pause_and_resume(walker)
        return
    walker.take(outcome, word)

    matter = walker.matter
    ended = matter.steps.get(number=before)
    assert (ended.outcome, ended.ended_by) == (outcome.kind.value, ended.signed_by)
    if outcome.kind in MOVING:
        assert (matter.status, matter.stage, matter.step_count) == ("open", outcome.to or stage, before + 1)
        running = set(matter.clocks.filter(state="running", step__number=before + 1).values_list("purpose", flat=True))
        assert "handle" in running
        assert matter.due_at == matter.clocks.get(step__number=before + 1, purpose="handle").ends_at
    else:
        assert (matter.status, matter.result_class, matter.due_at) == ("closed", word, None)
        assert not matter.clocks.filter(state="running", purpose__in=["handle", "sign", "whole"]).exists()
        if word:
            result = DECLARED[mechanism].result_class(word)
            assert matter.solved is result.solved
            assert (matter.keep_until is None) == (result.keep_years == 0)
    assert not Clock.objects.filter(matter=matter, step__number=before, state="running").exists()
    assert list(verify()) == []


def pause_and_resume(walker: Walker) -> None:
    matter, clock = walker.matter, walker.matter.clocks.get(purpose="handle", state="running")
    before = clock.due_on
    reason = limit_of(clock, matter.mechanism, matter).pauses[0]
    pause_matter(by=walker.worker, matter=matter, reason=reason, at=walker.now)
    assert (walker.fresh().status, matter.due_at) == ("paused", None)
    resume_matter(by=walker.worker, matter=matter, at=walker.now + timedelta(days=7))
    clock.refresh_from_db()
    assert walker.fresh().status == "open"
    assert clock.due_on > before
    assert clock.traces.latest("pk").cause == "resumed"


def test_all_five_are_walked_wholly():
    assert set(DECLARED) == set(MECHANISMS)
    walked = {(case.values[0], case.values[1]) for case in cases()}
    assert walked == {(made.name, stage.name) for made in DECLARED.values() for stage in made.stages}
