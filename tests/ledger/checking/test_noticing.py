"""Notices, the day's run, reminders, rules, and how much may be asked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from luoshi.journal.queries import verify
from luoshi.ledger.actions import (
    BadPath,
    LoadExceeded,
    NotAllowed,
    NotNow,
    ReasonRequired,
    SelfApproval,
    Stale,
    UnfitRule,
    answer_notice,
    close_notice,
    decide_path,
    open_notices,
    propose_path,
    request_entries,
    return_answer,
    set_rule,
)
from luoshi.ledger.actions.reminding import run_day
from luoshi.ledger.checking_choices import RuleTopic
from luoshi.ledger.lamp_projection import rebuild_lamps, refresh_all, strayed_lamps
from luoshi.ledger.lamps import SHIPPED
from luoshi.ledger.loads import LoadRule
from luoshi.ledger.models import CommitmentState, EntryRequest, LampChange, Message, Notice, RuleVersion
from luoshi.ledger.paths import Path, Shape
from luoshi.ledger.queries.checking import commitment_lamp_on, due_list, goal_page
from tests.ledger.checking.conftest import at, days, goal_of


@pytest.fixture
def notice(pipes) -> Notice:
    refresh_all(date(2026, 4, 22))
    (made,) = open_notices(at=at(4, 22))
    return made


def test_a_red_lamp_opens_one_notice_with_its_own_clock(notice, pipes, district):
    assert (notice.holder, notice.code, notice.answer_by, notice.state) == (
        district.housing, "far_behind", date(2026, 4, 29), "open",
    )  # fmt: skip
    assert open_notices(at=at(4, 23)) == []
    assert any(row.notice == notice for row in due_list(district.reporter, date(2026, 4, 23)))


def test_answered_sent_back_answered_and_closed(notice, district):
    answered = answer_notice(by=district.reporter, notice=notice, expected_step=1, at=at(4, 24), why="增派两个班组")
    back = return_answer(by=district.supervisor, notice=answered, expected_step=2, at=at(4, 27), why="没有完成时间")
    assert (back.state, back.answer_by) == ("open", date(2026, 5, 7))
    answered = answer_notice(by=district.reporter, notice=back, expected_step=3, at=at(4, 28), why="6月底前赶上")
    closed = close_notice(by=district.supervisor, notice=answered, expected_step=4, at=at(4, 29), why="措施可行")

    assert [step.kind for step in closed.steps.all()] == ["opened", "answered", "returned", "answered", "closed"]
    assert open_notices(at=at(4, 30)) == []  # still red, since the same day: that has been answered
    assert list(verify()) == []


def test_others_do_not_answer_and_who_comes_second_is_told(notice, district, staff):
    with pytest.raises(NotAllowed):
        answer_notice(by=staff.water_reporter, notice=notice, expected_step=1, at=at(4, 24), why="x")
    with pytest.raises(ReasonRequired):
        answer_notice(by=district.reporter, notice=notice, expected_step=1, at=at(4, 24), why="")
    answer_notice(by=district.reporter, notice=notice, expected_step=1, at=at(4, 24), why="x")
    with pytest.raises(Stale):
        answer_notice(by=staff.housing_approver, notice=notice, expected_step=1, at=at(4, 24), why="y")


def test_a_year_of_daily_runs_reminds_in_stages_and_never_twice(pipes, district):
    for on in days(date(2026, 11, 20), date(2027, 1, 20)):
        run_day(at=at(on.month, on.day, year=on.year))
        run_day(at=at(on.month, on.day, 15, year=on.year))

    told = Message.objects.filter(recipient=district.reporter, channel="inbox", commitment=pipes)
    keys = [
        key.split("/")[0].removeprefix(f"due-{pipes.pk}-2026-12-31-")
        for key in told.filter(kind__in=("near", "due", "late")).order_by("created_at").values_list("key", flat=True)
    ]
    assert keys == ["near-15", "near-7", "near-3", "due-0", "late-1", "late-7", "late-14"]
    assert all(day.weekday() < 5 for day in told.values_list("created_at__date", flat=True))
    monthly = Message.objects.filter(recipient=district.reporter, kind="monthly").values_list("key", flat=True)
    assert len(monthly) == len(set(monthly)) == 2
    assert list(strayed_lamps()) == []


def test_days_that_no_run_saw_are_made_up_for(pipes, give_out):
    plant = give_out("水厂")
    for on in days(date(2026, 2, 6), date(2026, 8, 1)):
        refresh_all(on)
    daily = list(LampChange.objects.values_list("commitment", "on", "before", "after", "code"))
    rebuild_lamps([pipes.pk, plant.pk], date(2026, 8, 1))

    assert list(LampChange.objects.values_list("commitment", "on", "before", "after", "code")) == daily
    assert len(daily) > 4


def test_a_rule_holds_from_its_day_on_and_changes_no_past_lamp(pipes, district):
    refresh_all(date(2026, 3, 20))
    before = commitment_lamp_on(district.leader, pipes.pk, on=date(2026, 3, 20))
    values = {**SHIPPED.to_json(), "yellow_points": 25.0}
    version = set_rule(by=district.supervisor, topic=RuleTopic.LAMP, expected_version=0, values=values, at=at(3, 21),
                       why="放宽")  # fmt: skip

    assert (before.colour, version.number) == ("yellow", 1)
    assert commitment_lamp_on(district.leader, pipes.pk, on=date(2026, 3, 20)) == before
    assert CommitmentState.objects.get(commitment=pipes).colour == "green"
    assert goal_page(district.leader, goal_of(pipes).pk, date(2026, 3, 21)).rule_version == version
    assert list(strayed_lamps()) == []


@pytest.mark.parametrize(
    "values",
    [{"yellow_points": -1}, {"yellow_points": 40}, {"silent_months": 0}, {"near_days": "x"}, {"unknown": 1},
     {"report_day": 2.5}],
)  # fmt: skip
def test_a_rule_that_makes_no_sense_is_refused(pipes, district, values):
    with pytest.raises(UnfitRule):
        set_rule(by=district.supervisor, topic=RuleTopic.LAMP, expected_version=0,
                 values={**SHIPPED.to_json(), **values}, at=at(3, 21), why="x")  # fmt: skip
    assert not RuleVersion.objects.exists()


def test_others_set_no_rules(pipes, district):
    for who in (district.leader, district.reporter, district.system_admin):
        with pytest.raises(NotAllowed):
            set_rule(by=who, topic=RuleTopic.LAMP, expected_version=0, values=SHIPPED.to_json(), at=at(3, 21), why="x")


def test_of_two_who_set_a_rule_the_second_is_told_what_the_first_wrote(pipes, district, staff):
    def rule(by, points, expected):
        values = {**SHIPPED.to_json(), "yellow_points": points}
        return set_rule(by=by, topic=RuleTopic.LAMP, expected_version=expected, values=values, at=at(3, 21), why="放宽")

    first = rule(district.supervisor, 25.0, 0)
    with pytest.raises(Stale) as refusal:
        rule(staff.second_supervisor, 20.0, 0)

    assert refusal.value.current == first
    assert RuleVersion.objects.get() == first
    assert rule(staff.second_supervisor, 20.0, 1).number == 2


def test_more_may_not_be_asked_of_an_organisation_than_its_cap(pipes, school, district):
    set_rule(by=district.supervisor, topic=RuleTopic.LOAD, expected_version=0, values=LoadRule(2, 2).to_json(),
             at=at(3, 1), why="减负")  # fmt: skip
    goals = list(pipes.goals.all())

    def ask(goals, due=date(2026, 3, 20)):
        return request_entries(by=district.supervisor, goals=goals, asks="补报清单", basis="常务会议纪要", due_on=due,
                               at=at(3, 2))  # fmt: skip

    ask(goals[:1])
    with pytest.raises(LoadExceeded) as refusal:
        ask(goals)
    assert (refusal.value.organisation, refusal.value.load.requests, refusal.value.cap) == (district.housing, 1, 2)
    assert EntryRequest.objects.count() == 1
    ask(goals[1:])
    ask(goals, date(2026, 4, 20))
    with pytest.raises(ReasonRequired):
        request_entries(by=district.supervisor, goals=goals, asks="x", basis=" ", due_on=date(2026, 5, 1), at=at(3, 2))


def test_a_path_is_changed_by_one_and_approved_by_another_and_the_first_is_kept(pipes, staff, district):
    goal = goal_of(pipes)
    first = Path.from_json(goal.paths.get().path)
    slower = Path(Shape.LINE, date(2026, 6, 1), first.due_on, first.goal)
    proposal = propose_path(by=district.reporter, goal=goal, expected_path=1, path=slower, at=at(3, 20), why="雨季推迟")
    assert not proposal.adjusts

    with pytest.raises(NotAllowed):
        decide_path(by=district.reporter, proposal=proposal, approve=True, at=at(3, 21))
    decide_path(by=district.supervisor, proposal=proposal, approve=True, at=at(3, 21))

    assert [Path.from_json(each.path) for each in goal.paths.order_by("number")] == [first, slower]
    assert commitment_lamp_on(district.leader, pipes.pk, on=date(2026, 3, 20)).colour == "yellow"
    with pytest.raises(NotNow):
        decide_path(by=staff.second_supervisor, proposal=proposal, approve=False, at=at(3, 22), why="x")
    assert list(strayed_lamps()) == []


def test_another_goal_or_day_is_for_a_leader(pipes, district):
    goal = goal_of(pipes)
    less = Path(Shape.LINE, date(2026, 1, 1), date(2026, 12, 31), 10.0)
    proposal = propose_path(by=district.supervisor, goal=goal, expected_path=1, path=less, at=at(3, 20), why="规划调整")

    assert proposal.adjusts
    with pytest.raises(NotAllowed):
        decide_path(by=district.supervisor, proposal=proposal, approve=True, at=at(3, 21))
    with pytest.raises(ReasonRequired):
        decide_path(by=district.leader, proposal=proposal, approve=False, at=at(3, 21))
    decide_path(by=district.leader, proposal=proposal, approve=True, at=at(3, 21))
    assert goal.paths.count() == 2


def test_nobody_approves_their_own_and_stale_or_crooked_paths_are_refused(pipes, district):
    goal = goal_of(pipes)
    path = Path(Shape.LINE, date(2026, 2, 1), date(2026, 12, 31), 13.0)
    proposal = propose_path(by=district.supervisor, goal=goal, expected_path=1, path=path, at=at(3, 20), why="x")
    with pytest.raises(SelfApproval):
        decide_path(by=district.supervisor, proposal=proposal, approve=True, at=at(3, 21))
    with pytest.raises(Stale):
        propose_path(by=district.reporter, goal=goal, expected_path=0, path=path, at=at(3, 20), why="x")
    with pytest.raises(BadPath):
        propose_path(by=district.reporter, goal=goal, expected_path=1, at=at(3, 20), why="x",
                     path=Path(Shape.LINE, date(2026, 12, 31), date(2026, 12, 30) - timedelta(1), 13.0))  # fmt: skip
