"""Whatever the people of the district do, in whatever order and on whatever day: nothing is lost, every duty has one
holder, the lamps are what a replay gives, and the journal holds together.

LUOSHI_SEQUENCES says how many sequences are tried (`make prove-ledger`: 10,000).
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luoshi.journal.models import Line
from luoshi.journal.queries import verify
from luoshi.ledger.actions import (
    Dispatch,
    EntryDraft,
    Refusal,
    Upload,
    add_entry,
    answer_notice,
    apply_for_settlement,
    check_on_site,
    close_notice,
    decide_path,
    dispatch_commitment,
    propose_path,
    refuse_duty,
    reroute_duty,
    return_answer,
    return_entry,
    return_settlement,
    run_day,
    sign_for,
    sign_settlement,
    uphold_duty,
    verify_entry,
    verify_settlement,
    withdraw_duty,
)
from luoshi.ledger.checking_choices import DutyPart, DutyState, Ending
from luoshi.ledger.dispatching import Share
from luoshi.ledger.lamp_projection import strayed_lamps
from luoshi.ledger.models import (
    Check,
    Commitment,
    CommitmentRevision,
    Duty,
    DutyStep,
    Entry,
    Evidence,
    Goal,
    Notice,
    NoticeStep,
    PathDecision,
    PathProposal,
    PathVersion,
    Settlement,
    SettlementStep,
)
from luoshi.ledger.paths import Path
from luoshi.ledger.projection import strayed
from luoshi.people.abilities import NotAllowed
from tests.ledger.checking.conftest import CHINA, at
from tests.ledger.checking.test_reporting import PNG

SEQUENCES = int(os.environ.get("LUOSHI_SEQUENCES", "8"))
LONGEST = 25
FILE = [Upload("验收.png", PNG)]
# What only grows. A row of these is never changed or taken away.
KEPT = (
    Line, Check, CommitmentRevision, Commitment, Duty, DutyStep, Entry, Evidence, Goal, Notice, NoticeStep,
    PathDecision, PathProposal, PathVersion, Settlement, SettlementStep,
)  # fmt: skip
HISTORIES = (Check, DutyStep, Entry, NoticeStep, PathDecision, PathProposal, PathVersion, SettlementStep)


class Year:
    """A year of the district, in which a seed decides who does what next. Most of it is refused, as it should be."""

    def __init__(self, district, staff, seed: int) -> None:
        self.random = Random(seed)
        self.now = at(2, 5)
        self.outcomes: Counter[str] = Counter()
        self.office, self.places = district.supervisor, [district.housing, district.water, district.town]
        self.units = [district.reporter, *(getattr(staff, each) for each in (
            "housing_approver", "water_reporter", "water_approver", "town_clerk", "town_approver",
        ))]  # fmt: skip
        self.everybody = [*self.units, self.office, staff.second_supervisor, district.leader, district.viewer,
                          district.stranger]  # fmt: skip
        self.acts: list[Callable[[], object]] = [
            self.let_days_pass, self.give_out, self.sign, self.refuse, self.reroute, self.uphold, self.withdraw,
            self.report, self.report, self.report, self.verify, self.verify, self.send_back, self.visit, self.propose,
            self.decide, self.decide, self.apply, self.verify_end, self.sign_end, self.return_end, self.answer,
            self.return_answer, self.close,
        ]  # fmt: skip

    def act(self, chosen: Callable[[], object] | None = None) -> None:
        """One thing that somebody tries. A refusal is an answer as good as any; anything else raised is a fault."""
        chosen = chosen or self.random.choice(self.acts)
        try:
            with transaction.atomic():
                done = chosen()
        except (Refusal, NotAllowed) as refusal:
            self.outcomes[type(refusal).__name__] += 1
        else:
            self.outcomes[chosen.__name__ if done is not None else "nothing to do"] += 1

    def who(self, *likely):
        """Mostly those whose business it is, at times anybody at all."""
        return self.random.choice(likely or self.units) if self.random.random() < 0.8 else self.choose(self.everybody)

    def choose(self, rows):
        rows = list(rows)
        return self.random.choice(rows) if rows else None

    def count(self, number: int) -> int:
        """What the asker saw last: at times not the latest."""
        return number if self.random.random() < 0.9 else number - 1

    def let_days_pass(self):
        self.now += timedelta(days=self.random.choice([1, 1, 3, 10, 40]))
        return run_day(at=self.now)

    def give_out(self):
        commitment = self.choose(Commitment.objects.filter(status="confirmed").order_by("pk"))
        lead, other = self.random.sample(self.places, 2)
        shares = {}
        if "学位" in commitment.text and self.random.random() < 0.7:
            shares = {2: [Share(lead.pk, 700), Share(other.pk, 500)]}
        dispatch = Dispatch(lead, supporting=self.random.choice([[], [other]]), shares=shares)
        return dispatch_commitment(by=self.who(self.office), commitment=commitment, dispatch=dispatch, at=self.now,
                                   expected_revision=self.count(commitment.revision_count), why="交办")  # fmt: skip

    def with_duty(self, action, by, **more):
        duty = self.choose(Duty.objects.order_by("pk"))
        if duty is None:
            return None
        holders = [each for each in self.units if each.organisation_id == duty.holder_id]
        by = by or self.who(*holders)
        return action(by=by, duty=duty, expected_step=self.count(duty.step_count), at=self.now, **more)

    def sign(self):
        return self.with_duty(sign_for, None)

    def refuse(self):
        return self.with_duty(refuse_duty, None, better=self.choose(self.places), why="不归我管")

    def reroute(self):
        return self.with_duty(reroute_duty, self.who(self.office), to=self.choose(self.places), why="改派")

    def uphold(self):
        return self.with_duty(uphold_duty, self.who(self.office), why="应由其承办")

    def withdraw(self):
        return self.with_duty(withdraw_duty, self.who(self.office), why="不再需要")

    def goal(self):
        return self.choose(Goal.objects.select_related("duty", "commitment__report").order_by("pk"))

    def report(self):
        goal = self.goal()
        if goal is None:
            return None
        holders = [each for each in self.units if each.organisation_id == goal.duty.holder_id]
        path = Path.from_json(goal.paths.latest("number").path)
        held_on = self.now.astimezone(CHINA).date() - timedelta(days=self.random.choice([0, 0, 0, 5, 60, -1]))
        figure = self.random.choice(["0", "1", f"{path.goal / 2:g}", f"{path.goal:g}", f"{path.goal * 1.2:g}", "若干"])
        corrects = self.random.choice([None, None, None, 1])
        draft = EntryDraft(held_on, figure, corrects=corrects, why_lower=self.random.choice(["", "复测"]))
        return add_entry(by=self.who(*holders), goal=goal, expected_entry=self.count(goal.entries.count()), draft=draft,
                         at=self.now, evidence=self.random.choice([[], FILE]))  # fmt: skip

    def with_entry(self, action, **more):
        entry = self.choose(Entry.objects.select_related("goal__commitment__report", "goal__duty").order_by("pk"))
        if entry is None:
            return None
        expected = self.count(entry.checks.count())
        return action(by=self.who(self.office), entry=entry, expected_check=expected, at=self.now, **more)

    def verify(self):
        return self.with_entry(verify_entry, figure=self.random.choice([None, None, "1"]), why="现场数")

    def send_back(self):
        return self.with_entry(return_entry, why="材料不全")

    def visit(self):
        day = self.now.astimezone(CHINA).date() - timedelta(days=self.random.choice([0, 2, -1]))
        return self.with_entry(check_on_site, seen_on=day, figure=self.random.choice([None, "2"]), why="现场看")

    def propose(self):
        goal = self.goal()
        if goal is None:
            return None
        latest = goal.paths.latest("number")
        path = Path.from_json(latest.path)
        later = path.due_on + timedelta(days=self.random.choice([0, 30, -30, -400]))
        path = replace(path, due_on=later, goal=path.goal * self.random.choice([1, 1, 2]))
        return propose_path(by=self.who(*self.units, self.office), goal=goal, expected_path=self.count(latest.number),
                            path=path, at=self.now, why="调整")  # fmt: skip

    def decide(self):
        proposal = self.choose(PathProposal.objects.select_related("goal__commitment__report").order_by("pk"))
        if proposal is None:
            return None
        by = self.who(self.office, self.everybody[-3])
        return decide_path(by=by, proposal=proposal, approve=self.random.random() < 0.7, at=self.now, why="已研究")

    def apply(self):
        commitment = self.choose(Commitment.objects.filter(duties__isnull=False).order_by("pk").distinct())
        if commitment is None:
            return None
        ending = self.choose(Ending)
        return apply_for_settlement(by=self.who(), commitment=commitment, ending=ending, at=self.now, why="已完成",
                                    evidence=self.random.choice([[], FILE]))  # fmt: skip

    def with_end(self, action, by, **more):
        end = self.choose(Settlement.objects.order_by("pk"))
        if end is None:
            return None
        return action(by=by, settlement=end, expected_step=self.count(end.step_count), at=self.now, **more)

    def verify_end(self):
        seen_on = self.random.choice([None, self.now.astimezone(CHINA).date()])
        return self.with_end(verify_settlement, self.who(self.office), seen_on=seen_on)

    def sign_end(self):
        return self.with_end(sign_settlement, self.who(self.everybody[-3]))

    def return_end(self):
        return self.with_end(return_settlement, self.who(self.office), why="再核")

    def with_notice(self, action, by):
        notice = self.choose(Notice.objects.order_by("pk"))
        if notice is None:
            return None
        return action(by=by, notice=notice, expected_step=self.count(notice.step_count), at=self.now, why="说明")

    def answer(self):
        return self.with_notice(answer_notice, self.who())

    def return_answer(self):
        return self.with_notice(return_answer, self.who(self.office))

    def close(self):
        return self.with_notice(close_notice, self.who(self.office))


def rows_of(models) -> dict[str, dict[int, tuple]]:
    return {model.__name__: {row[0]: row for row in model.objects.values_list()} for model in models}


def counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in KEPT}


def holders_are_clear() -> None:
    """One lead for each commitment given out; what a duty says is what its latest step says; steps are without gaps."""
    leads = Counter(
        Duty.objects.exclude(state=DutyState.WITHDRAWN).filter(part=DutyPart.LEAD).values_list("commitment", flat=True)
    )
    assert leads == Counter(set(Duty.objects.values_list("commitment", flat=True)))
    for duty in Duty.objects.prefetch_related("steps"):
        steps = sorted(duty.steps.all(), key=lambda step: step.number)
        assert [step.number for step in steps] == list(range(1, duty.step_count + 1))
        assert (steps[-1].holder_id, steps[-1].better_id) == (duty.holder_id, duty.better_id)
    assert not Goal.objects.filter(duty__state=DutyState.WITHDRAWN).exists()


def numbers_are_without_gaps() -> None:
    for model, owner in ((Entry, "goal"), (Check, "entry"), (PathVersion, "goal"), (SettlementStep, "settlement")):
        found: dict[int, list[int]] = {}
        for pk, number in model.objects.order_by("number").values_list(owner, "number"):
            found.setdefault(pk, []).append(number)
        assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in found.values()), model


SEEN: Counter[str] = Counter()


def live_through(district, staff, seed: int, length: int) -> None:
    """One sequence, with the invariants after each step; what it wrote is forgotten afterwards."""
    sid = transaction.savepoint()
    try:
        year = Year(district, staff, seed)
        for _ in range(3):
            year.act(year.give_out)
        before, history = counts(), rows_of(HISTORIES)
        for _ in range(length):
            year.act()
            after, now = counts(), rows_of(HISTORIES)
            assert all(after[name] >= number for name, number in before.items())
            assert all(now[name].get(pk) == row for name, rows in history.items() for pk, row in rows.items())
            holders_are_clear()
            numbers_are_without_gaps()
            assert (list(strayed_lamps()), list(strayed())) == ([], [])
            before, history = after, now
        assert list(verify()) == []
        SEEN.update(year.outcomes)
    finally:
        transaction.savepoint_rollback(sid)


@pytest.mark.django_db
def test_in_any_order_nothing_is_lost_and_the_lamps_are_what_a_replay_gives(confirmed, district, staff):
    SEEN.clear()

    @settings(
        max_examples=SEQUENCES, deadline=None, derandomize=SEQUENCES < 50, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(st.integers(0, 2**32), st.integers(10, LONGEST))
    def sequences(seed: int, length: int) -> None:
        live_through(district, staff, seed, length)

    sequences()
    print(dict(SEEN))
    done = {"report", "give_out", "let_days_pass"}
    if SEQUENCES >= 50:
        done |= {"verify", "sign", "reroute", "propose", "decide", "refuse"}
    assert done <= SEEN.keys(), f"the sequences never came to {done - SEEN.keys()}"
