"""A year of the district, in which anybody may try anything at any time. Most of it is refused, as it should be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import ClassVar

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from luoshi.journal.queries import verify
from luoshi.ledger.actions import (
    Dispatch,
    EntryDraft,
    Refusal,
    add_entry,
    answer_notice,
    apply_for_settlement,
    check_on_site,
    close_notice,
    decide_path,
    dispatch_commitment,
    propose_path,
    refuse_duty,
    request_entries,
    reroute_duty,
    return_answer,
    return_entry,
    return_settlement,
    run_day,
    set_rule,
    sign_for,
    sign_settlement,
    uphold_duty,
    verify_entry,
    verify_settlement,
    withdraw_duty,
)
from luoshi.ledger.checking_choices import Ending, RuleTopic, SettlementState
from luoshi.ledger.dispatching import Share
from luoshi.ledger.lamp_projection import strayed_lamps
from luoshi.ledger.lamps import SHIPPED as LAMP
from luoshi.ledger.loads import SHIPPED as LOAD
from luoshi.ledger.models import Commitment, Duty, Entry, Goal, Notice, PathProposal, RuleVersion, Settlement
from luoshi.ledger.paths import Path
from luoshi.ledger.projection import strayed
from luoshi.ledger.settling import SHIPPED as SETTLING
from luoshi.ledger.tallies import EntryKind
from luoshi.people.abilities import NotAllowed
from tests.ledger.checking.any_order.invariants import everything_holds, files_are_there, rows_now
from tests.ledger.checking.any_order.starts import FILE, World
from tests.ledger.checking.conftest import CHINA

SEEDS = st.integers(0, 2**32 - 1)
Tried = Counter[tuple[str, str]]


def step(needs: type | None = None) -> Callable[[Callable[..., object]], Callable[..., None]]:
    """A rule of the machine, tried where there is a row of what it needs.

    One seed decides its details, so that a failing sequence is a short list of numbers.
    """

    def make(act: Callable[..., object]) -> Callable[..., None]:
        def take(self: Year, seed: int) -> None:
            self.live(act, Random(seed))

        take.__name__ = act.__name__
        if needs is not None:
            take = precondition(lambda self: bool(self.rows[needs]))(take)
        return rule(seed=SEEDS)(take)

    return make


class Year(RuleBasedStateMachine):
    """One sequence. ``world``, ``tried`` and ``often`` are set on a subclass before it is run."""

    world: ClassVar[World]
    tried: ClassVar[Tried]
    often: ClassVar[int] = 4  # after one in so many steps all lamps are replayed, and always at the end

    def __init__(self) -> None:
        super().__init__()
        self.sid = transaction.savepoint()
        self.now = self.world.now
        self.steps = 0
        self.rows = rows_now()

    def live(self, act: Callable[..., object], dice: Random) -> None:
        """One thing that somebody tries. A refusal is as good an answer as any, and leaves no trace."""
        self.dice = dice
        self.steps += 1
        try:
            act(self)
        except (Refusal, NotAllowed) as refusal:
            self.tried[act.__name__, type(refusal).__name__] += 1
            assert rows_now() == self.rows, f"{act.__name__} was refused and left something behind"
            return
        self.tried[act.__name__, "done"] += 1
        before, self.rows = self.rows, rows_now()
        everything_holds(before, self.rows)
        if not self.steps % self.often:
            assert list(strayed_lamps()) == [], "a lamp is not what a replay gives"

    def teardown(self) -> None:
        """What a sequence wrote is looked at as a whole, then forgotten."""
        try:
            assert (list(strayed_lamps()), list(strayed())) == ([], []), "a projection is not what its rows give"
            assert list(verify()) == [], "the journal does not hold together"
            files_are_there(self.rows)
        finally:
            transaction.savepoint_rollback(self.sid)

    # Choosing

    def who(self, *likely):
        """Mostly those whose business it is, at times anybody at all."""
        often = likely or [each for pair in self.world.units.values() for each in pair]
        return self.dice.choice(often) if self.dice.random() < 0.9 else self.dice.choice(self.world.everybody)

    def of(self, organisation_id: int):
        """Somebody of the unit."""
        return self.who(*self.world.units[organisation_id])

    def one(self, rows):
        return self.dice.choice(list(rows))

    def seen(self, number: int) -> int:
        """The number that the asker saw last: at times not the latest."""
        return number if self.dice.random() < 0.9 else number - 1

    def today(self) -> date:
        return self.now.astimezone(CHINA).date()

    # The year and the office

    @step()
    def let_days_pass(self):
        self.now += timedelta(days=self.dice.choice([1, 1, 3, 10, 40]))
        return run_day(at=self.now)

    @step()
    def set_rule(self):
        """Another version of a rule: lamps of earlier days stay as they were shown."""
        topic, values = self.dice.choice([
            (RuleTopic.LAMP, replace(LAMP, yellow_points=self.dice.choice([5, 20]), silent_months=2)),
            (RuleTopic.SETTLING, replace(SETTLING, on_site_always=self.dice.random() < 0.5)),
            (RuleTopic.LOAD, replace(LOAD, most_requests=self.dice.choice([0, 2]))),
            (RuleTopic.LAMP, LAMP),
        ])  # fmt: skip
        values = {**values.to_json(), **self.dice.choice([{}, {}, {"colour": "green"}])}  # nobody sets a lamp by hand
        by = self.who(self.world.office)
        seen = RuleVersion.objects.filter(owner=by.government, topic=topic).count() - self.dice.choice([0] * 9 + [1])
        return set_rule(by=by, topic=topic, expected_version=seen, values=values, at=self.now,
                        why="按新办法")  # fmt: skip

    @step()
    def give_out(self):
        commitment = self.one(Commitment.objects.filter(status="confirmed").order_by("pk"))
        lead, other = self.dice.sample(self.world.places, 2)
        shares = {}
        if "学位" in commitment.text and self.dice.random() < 0.7:
            shares = {2: [Share(lead.pk, 700), Share(other.pk, 500)]}
        dispatch = Dispatch(lead, supporting=self.dice.choice([[], [other]]), shares=shares)
        return dispatch_commitment(
            by=self.who(self.world.office), commitment=commitment, dispatch=dispatch, at=self.now,
            expected_revision=self.seen(commitment.revision_count), why="交办",
        )  # fmt: skip

    @step(Goal)
    def request(self):
        goal = self.goal()
        due_on = self.today() + timedelta(days=self.dice.choice([7, 20]))
        by = self.who(self.world.office)
        return request_entries(by=by, goals=[goal], asks="说明情况", basis="区政府常务会议", due_on=due_on, at=self.now)

    # Duties

    def with_duty(self, action, by=None, **more):
        duty = self.one(Duty.objects.order_by("pk"))
        by = by or self.of(duty.holder_id)
        return action(by=by, duty=duty, expected_step=self.seen(duty.step_count), at=self.now, **more)

    @step(Duty)
    def sign(self):
        return self.with_duty(sign_for)

    @step(Duty)
    def refuse(self):
        return self.with_duty(refuse_duty, better=self.one(self.world.places), why="不归我管")

    @step(Duty)
    def reroute(self):
        final = self.dice.random() < 0.2
        by = self.who(self.world.office)
        return self.with_duty(reroute_duty, by, to=self.one(self.world.places), why="改派", final=final)

    @step(Duty)
    def uphold(self):
        final = self.dice.random() < 0.2
        return self.with_duty(uphold_duty, self.who(self.world.office), why="应由其承办", final=final)

    @step(Duty)
    def withdraw(self):
        return self.with_duty(withdraw_duty, self.who(self.world.office), why="不再需要")

    # Entries

    def goal(self):
        return self.one(Goal.objects.select_related("duty", "commitment__report").order_by("pk"))

    def tell(self):
        goal = self.goal()
        wanted = Path.from_json(goal.paths.latest("number").path).goal
        held_on = self.today() - timedelta(days=self.dice.choice([0, 0, 0, 5, 60, -1]))
        figure = self.dice.choice(
            ["0", "1", f"{wanted / 2:g}", f"{wanted:g}", f"{wanted:g}", f"{wanted * 1.2:g}", "若干"]
        )
        draft = EntryDraft(
            held_on, figure, self.dice.choice([EntryKind.CUMULATIVE, EntryKind.CUMULATIVE, EntryKind.PERIOD]),
            corrects=self.dice.choice([None, None, None, 1]), why_lower=self.dice.choice(["", "复测"]),
        )  # fmt: skip
        return add_entry(
            by=self.of(goal.duty.holder_id), goal=goal, expected_entry=self.seen(goal.entries.count()), draft=draft,
            at=self.now, evidence=self.dice.choice([[], FILE]),
        )  # fmt: skip

    @step(Goal)
    def report(self):
        return self.tell()

    @step(Goal)
    def report_again(self):
        """Twice among the rules: without figures there is little to verify."""
        return self.tell()

    def with_entry(self, action, **more):
        entry = self.one(Entry.objects.select_related("goal__commitment__report", "goal__duty").order_by("pk"))
        by = self.who(self.world.office)
        return action(by=by, entry=entry, expected_check=self.seen(entry.checks.count()), at=self.now, **more)

    @step(Entry)
    def verify(self):
        return self.with_entry(verify_entry, figure=self.dice.choice([None, None, None, "1"]), why="现场数")

    @step(Entry)
    def send_back(self):
        return self.with_entry(return_entry, why=self.dice.choice(["材料不全", "材料不全", " "]))

    @step(Entry)
    def visit(self):
        seen_on = self.today() - timedelta(days=self.dice.choice([0, 2, -1]))
        return self.with_entry(check_on_site, seen_on=seen_on, figure=self.dice.choice([None, "2"]), why="现场看")

    # Paths

    @step(Goal)
    def propose(self):
        goal = self.goal()
        latest = goal.paths.latest("number")
        path = Path.from_json(latest.path)
        due_on = path.due_on + timedelta(days=self.dice.choice([0, 30, -30, -400]))
        path = replace(path, due_on=due_on, goal=path.goal * self.dice.choice([1, 1, 2]))
        by = self.who(*self.world.units[goal.duty.holder_id], self.world.office)
        return propose_path(
            by=by, goal=goal, expected_path=self.seen(latest.number), path=path, at=self.now, why="调整"
        )

    @step(PathProposal)
    def decide(self):
        proposal = self.one(PathProposal.objects.select_related("goal__commitment__report").order_by("pk"))
        by = self.who(*([self.world.leader] if proposal.adjusts else [self.world.office, self.world.second]))
        return decide_path(by=by, proposal=proposal, approve=self.dice.random() < 0.7, at=self.now, why="已研究")

    # Ends

    @step(Duty)
    def apply(self):
        commitment = self.one(Commitment.objects.filter(duties__isnull=False).order_by("pk").distinct())
        lead = commitment.duties.filter(part="lead").order_by("-number")[0]
        return apply_for_settlement(
            by=self.of(lead.holder_id), commitment=commitment, ending=self.one(Ending), at=self.now,
            why=self.dice.choice(["已完成", "已完成", ""]), evidence=self.dice.choice([[], FILE, FILE]),
        )  # fmt: skip

    def with_end(self, action, likely: dict[str, object], **more):
        end = self.one(Settlement.objects.order_by("pk"))
        by = self.who(likely.get(end.state, self.world.office))
        return action(by=by, settlement=end, expected_step=self.seen(end.step_count), at=self.now, **more)

    @step(Settlement)
    def verify_end(self):
        return self.with_end(verify_settlement, {}, seen_on=self.dice.choice([None, self.today(), self.today()]))

    @step(Settlement)
    def sign_end(self):
        return self.with_end(sign_settlement, {SettlementState.VERIFIED: self.world.leader})

    @step(Settlement)
    def return_end(self):
        return self.with_end(return_settlement, {SettlementState.VERIFIED: self.world.leader}, why="再核")

    # Notices

    def with_notice(self, action, by=None):
        notice = self.one(Notice.objects.order_by("pk"))
        by = by or self.of(notice.holder_id)
        return action(by=by, notice=notice, expected_step=self.seen(notice.step_count), at=self.now, why="说明")

    @step(Notice)
    def answer(self):
        return self.with_notice(answer_notice)

    @step(Notice)
    def return_answer(self):
        return self.with_notice(return_answer, self.who(self.world.office))

    @step(Notice)
    def close(self):
        return self.with_notice(close_notice, self.who(self.world.office))


def lines_about(tried: Tried) -> Iterator[str]:
    """How often each action was done, and how often it was refused and why."""
    for name in sorted({name for name, _ in tried}):
        outcomes = {why: count for (each, why), count in tried.most_common() if each == name}
        done = outcomes.pop("done", 0)
        refused = ", ".join(f"{why} {count}" for why, count in outcomes.items())
        yield f"{name:14} done {done:6}   {refused}"
