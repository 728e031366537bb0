"""What the pages of checking show, and how many queries they cost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from luoshi.ledger.actions import open_notices, refuse_duty, return_entry, sign_for
from luoshi.ledger.lamp_projection import refresh_all
from luoshi.ledger.models import Goal
from luoshi.ledger.queries.checking import (
    DueKind,
    LampFilter,
    changed_since,
    checking_page,
    commitment_lamp_on,
    desk,
    district,
    due_list,
    goal_lamp_on,
    goal_page,
    inbox,
    lamp_list,
    lead_suggestions,
    milestones,
    organisation_page,
    outbox,
    reporting_loads,
)
from luoshi.people.models import User
from tests.ledger.checking.conftest import at, goal_of


def again(user):
    return User.objects.get(pk=user.pk)  # without what an earlier question has cached


def cost(ask):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        ask()
    return len(queries)


def test_a_reporter_sees_what_is_due_and_nothing_else(pipes, school, report_on, district):
    on = date(2026, 3, 20)
    kinds = {(row.kind, row.commitment.pk, row.late > 0) for row in due_list(district.reporter, on)}
    assert kinds == {
        (DueKind.SIGN, pipes.pk, True), (DueKind.SIGN, school.pk, True),
        (DueKind.REPORT, pipes.pk, False), (DueKind.REPORT, school.pk, False),
    }  # fmt: skip

    for duty in (*pipes.duties.filter(part="lead"), *school.duties.filter(part="lead")):
        sign_for(by=district.reporter, duty=duty, expected_step=1, at=at(3, 20))
    first, second = pipes.goals.all()
    report_on(first, "2", at(3, 20))
    entry = report_on(second, "1", at(3, 20))
    return_entry(by=district.supervisor, entry=entry, expected_check=0, at=at(3, 21), why="缺证明")

    rows = due_list(district.reporter, date(2026, 3, 21))
    assert [(row.kind, row.goal.pk) for row in rows] == [
        (DueKind.REPORT, goal_of(school).pk), (DueKind.RETURNED, second.pk),
    ]  # fmt: skip
    assert rows[0].due_on == date(2026, 3, 25)


def test_a_town_is_asked_for_its_share_only(school, staff):
    rows = due_list(staff.town_clerk, date(2026, 3, 1))

    assert {(row.kind, row.goal and row.goal.duty.holder.code) for row in rows} == {
        (DueKind.SIGN, None), (DueKind.REPORT, "town"),
    }  # fmt: skip


def test_home_shows_each_role_what_waits_for_it(pipes, school, report_on, staff, district):
    lead = pipes.duties.get(part="lead")
    refuse_duty(by=staff.housing_approver, duty=lead, expected_step=1, better=district.water, at=at(2, 6), why="非我局")
    report_on(goal_of(school), "1", at(2, 20))

    waits = {each.key: each.count for each in desk(district.supervisor, date(2026, 2, 24)).waiting}
    assert waits == {"refusals": 1, "unsigned": 3, "entries": 1}
    assert desk(district.leader, date(2026, 2, 24)).waiting == ()
    assert desk(district.supervisor, date(2026, 2, 24)).due == ()
    assert desk(district.reporter, date(2026, 2, 24)).due != ()


def test_the_district_on_one_page(pipes, school, report_on, verify, district):
    verify(report_on(goal_of(pipes), "1.5", at(3, 1)), at(3, 2))
    report_on(goal_of(school), "1", at(3, 1))
    refresh_all(date(2026, 6, 30))

    page = district_page(district.leader, date(2026, 6, 30))

    assert page.colours["red"] == 2
    assert [(row.section.title, row.colours["red"]) for row in page.by_field] == [
        ("一、做强城市功能", 1), ("二、办好民生实事", 1),
    ]  # fmt: skip
    assert [(row.organisation.code, row.total) for row in page.by_organisation] == [("housing", 2)]
    assert page.by_month[0].month == date(2026, 2, 1)
    assert page.by_month[-1].colours["red"] == 2
    assert sum(page.by_month[-1].colours.values()) == 2
    assert {state.commitment_id for state in page.unverified} == {school.pk}
    assert page.slowest[0].behind > 0


def district_page(user, on):
    return district(user, on)


def test_what_turned_red_this_week_says_why(pipes, district):
    refresh_all(date(2026, 4, 26))
    (change,) = district_page(district.leader, date(2026, 4, 26)).turned_red

    assert (change.commitment, change.on, change.code) == (pipes, date(2026, 4, 20), "far_behind")
    assert change.inputs == {"points": 30.14, "limit": 30.0}
    refresh_all(date(2026, 4, 27))
    assert district_page(district.leader, date(2026, 4, 27)).turned_red == ()


def test_the_next_fourteen_days(give_out, district):
    plant = give_out("水厂", lead=district.water)
    refresh_all(date(2026, 6, 17))

    coming = district_page(district.leader, date(2026, 6, 17)).coming
    assert [(state.goal.commitment, state.next_on) for state in coming] == [(plant, date(2026, 6, 30))]
    refresh_all(date(2026, 6, 18))
    assert len(district_page(district.leader, date(2026, 6, 15)).coming) == 0


def test_any_past_day_is_shown_as_it_was(pipes, report_on, district):
    goal = goal_of(pipes)
    days = [date(2026, 2, 5) + timedelta(days=each) for each in range(120)]
    shown = {}
    for on in days:
        if on == date(2026, 4, 10):
            report_on(goal, "3.5", at(4, 10))
        refresh_all(on)
        page = checking_page(district.leader, pipes.pk)
        shown[on] = page.state.colour, page.state.code

    for on in days:
        lamp = commitment_lamp_on(district.leader, pipes.pk, on=on)
        assert (lamp.colour, lamp.because.code) == shown[on], on
    assert len(set(shown.values())) > 2


def test_two_clocks(pipes, report_on, district):
    """What was known on a day, and what later rows make of that day."""
    goal = goal_of(pipes)
    report_on(goal, "6", at(6, 10), held_on=date(2026, 5, 31))

    assert goal_lamp_on(district.leader, goal.pk, on=date(2026, 5, 31)).figure is None
    later = goal_lamp_on(district.leader, goal.pk, on=date(2026, 5, 31), known_on=date(2026, 6, 10))
    assert (later.figure, later.colour) == (6.0, "green")
    assert goal_lamp_on(district.leader, goal.pk, on=date(2026, 2, 4)) is None


def test_a_goals_page_shows_the_rule_the_inputs_and_every_day(pipes, report_on, verify, district):
    goal = goal_of(pipes)
    verify(report_on(goal, "1", at(3, 20)), at(3, 21))

    page = goal_page(district.reporter, goal.pk, date(2026, 6, 30))

    assert page.lamp.because.inputs == (("months", 3), ("limit", 3))
    assert (page.rule.red_points, page.rule_version) == (30.0, None)
    assert [each.entry.number for each in page.entries] == [1]
    assert (page.days[0].on, len(page.days), page.days[-1].lamp) == (date(2026, 2, 5), 146, page.lamp)
    with pytest.raises(Goal.DoesNotExist):
        goal_page(district.town_reporter, goal.pk, date(2026, 6, 30))


def test_what_changed_since(pipes, report_on, verify, district):
    verify(report_on(goal_of(pipes), "1", at(3, 20)), at(3, 21))

    assert {row.kind for row in changed_since(district.leader, at(2, 1))} == {
        "duty", "path", "entry", "check", "lamp",
    }  # fmt: skip
    assert [row.kind for row in changed_since(district.leader, at(3, 21, 1))] == ["check"]
    assert changed_since(district.stranger, at(2, 1)) == ()


def test_one_organisations_page_and_what_is_asked_of_it(pipes, school, district):
    page = organisation_page(district.leader, district.housing.pk, date(2026, 3, 1))

    assert {goal.commitment_id for goal in page.goals} == {pipes.pk, school.pk}
    assert (page.load.monthly, page.load.requests, page.load.visits) == (3, 0, 0)
    loads = {row.organisation.code: row.load.monthly for row in reporting_loads(district.supervisor, date(2026, 3, 1))}
    assert loads == {"housing": 3, "town": 1, "water": 1}


def test_milestones_and_the_list_of_lamps(pipes, school, district):
    bars, page = milestones(district.leader, LampFilter(order="due"))
    assert page.total == 2
    assert [bar.path.goal for bar in bars] == [13.0, 8.5, 5.0, 1200.0]
    assert lamp_list(district.leader, LampFilter(text="供热")).rows[0].commitment == pipes
    assert lamp_list(district.leader, LampFilter(colour="red")).total == 0
    assert lamp_list(district.leader, LampFilter(organisation=district.water.pk)).rows[0].commitment == school


def test_inbox_and_outbox(pipes, district):
    assert [each.kind for each in inbox(district.reporter).messages] == ["dispatched"]
    assert inbox(district.reporter).unseen == 1
    assert inbox(district.leader).messages == ()
    assert (outbox(district.supervisor, at(2, 6)).rows, outbox(district.leader, at(2, 6)).rows) == ((), ())


def test_suggested_leads_follow_the_offices_own_choices(confirmed, commitment_with, give_out, district):
    school = commitment_with("幼儿园")
    found = lead_suggestions(district.supervisor, school)
    assert found
    assert sum(each.score for each in found) <= 1.001
    assert lead_suggestions(district.reporter, school) == ()


LIMITED = {
    "desk": 20, "due_list": 13, "district": 15, "goal_page": 26, "checking_page": 21, "organisation_page": 18,
    "reporting_loads": 8, "lamp_list": 8, "milestones": 9, "changed_since": 11, "inbox": 2,
}  # fmt: skip


@pytest.mark.parametrize("who", ["supervisor", "reporter"])
def test_the_number_of_queries_does_not_grow_with_the_rows(give_out, school, report_on, verify, district, who):
    def costs():
        user, on = again(getattr(district, who)), date(2026, 7, 1)
        goal = goal_of(school)
        asked = {
            "desk": lambda: desk(again(user), on),
            "due_list": lambda: due_list(again(user), on),
            "district": lambda: district_page(again(user), on),
            "goal_page": lambda: goal_page(again(user), goal.pk, on),
            "checking_page": lambda: checking_page(again(user), school.pk),
            "organisation_page": lambda: organisation_page(again(user), user.organisation_id, on),
            "reporting_loads": lambda: reporting_loads(again(user), on),
            "lamp_list": lambda: list(lamp_list(again(user), LampFilter()).rows),
            "milestones": lambda: milestones(again(user), LampFilter()),
            "changed_since": lambda: changed_since(again(user), at(2, 1)),
            "inbox": lambda: inbox(again(user)),
        }
        return {name: cost(ask) for name, ask in asked.items()}

    refresh_all(date(2026, 7, 1))
    before = costs()
    for words in ("供热管网", "水厂"):
        give_out(words)
    for goal in Goal.objects.filter(duty__holder=district.housing, shares=None):
        verify(report_on(goal, "1", at(3, 1)), at(3, 2))
        report_on(goal, "2", at(4, 1))
    refresh_all(date(2026, 7, 1))
    open_notices(at=at(7, 1))
    after = costs()

    assert {name: (before[name], count) for name, count in after.items() if count > LIMITED[name] + 1} == {}
    grown = {name: (before[name], count) for name, count in after.items() if count > before[name] + 4}
    assert grown == {}
