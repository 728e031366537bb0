"""The lamp of one goal on one day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.ledger.lamps import (
    COLOURS,
    SHIPPED,
    Code,
    Colour,
    Facts,
    Rule,
    is_reached,
    judge,
    report_day,
    silent_months,
    worst,
)
from luoshi.ledger.paths import Path, Shape
from luoshi.ledger.tallies import Stand, Tally, month_of
from luoshi.ledger.thresholds import BadRule, read_rule

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
LINE = Path(Shape.LINE, FIRST, LAST, 365.0)  # one a day
TODAY = date(2026, 7, 1)  # the 182nd day
MONTHS = frozenset(range(month_of(FIRST), month_of(LAST) + 1))


def facts(figure=None, *, verified=True, held_on=TODAY, recorded_on=None, path=LINE, relation="ge", months=MONTHS):
    stand = None if figure is None else Stand(figure, held_on, recorded_on or held_on)
    tally = Tally(reported=stand, verified=stand if verified else None, months=months)
    return Facts(path, relation, FIRST, tally)


def code(facts, on=TODAY, rule=SHIPPED):
    return judge(rule, facts, on).because.code


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        (400.0, Code.REACHED), (365.0, Code.REACHED), (182.0, Code.ON_PATH), (146.0, Code.ON_PATH),
        (145.5, Code.BEHIND), (145.0, Code.BEHIND), (72.5, Code.BEHIND), (72.0, Code.FAR_BEHIND),
        (0.0, Code.FAR_BEHIND),
    ],
)  # fmt: skip
def test_yellow_from_ten_points_behind_and_red_beyond_thirty(figure, expected):
    lamp = judge(SHIPPED, facts(figure), TODAY)
    assert (lamp.because.code, lamp.colour) == (expected, COLOURS[expected])
    assert lamp.planned == 182.0


def test_exactly_ten_points_are_yellow_and_exactly_thirty_not_yet_red():
    path = Path(Shape.LEVEL, FIRST, LAST, 100.0)
    assert code(facts(90.0, path=path)) == Code.BEHIND
    assert code(facts(70.0, path=path)) == Code.BEHIND
    assert code(facts(69.99, path=path)) == Code.FAR_BEHIND


def test_grey_before_the_first_day_and_while_nothing_is_planned():
    assert code(facts(), FIRST - timedelta(days=1)) == Code.NOT_STARTED
    later = Path(Shape.MILESTONES, FIRST, LAST, 100.0, points=())
    assert code(facts(path=later)) == Code.NOT_STARTED


def test_overdue_is_red_until_it_is_reached():
    lamp = judge(SHIPPED, facts(360.0, held_on=LAST), date(2027, 1, 3))
    assert (lamp.colour, lamp.because.code, lamp.because.inputs) == (
        Colour.RED, Code.OVERDUE, (("due_on", "2026-12-31"), ("days", 3)),
    )  # fmt: skip
    assert code(facts(365.0, held_on=LAST), date(2027, 1, 3)) == Code.REACHED


def test_blue_when_on_path_and_soon_due():
    assert code(facts(350.0, held_on=date(2026, 12, 16)), date(2026, 12, 16)) == Code.NEAR_DUE
    assert code(facts(340.0, held_on=date(2026, 12, 15)), date(2026, 12, 15)) == Code.ON_PATH


def test_silent_for_the_third_month_running_is_red():
    quiet = facts(50.0, held_on=date(2026, 2, 20), months=frozenset({month_of(date(2026, 2, 1))}))
    assert silent_months(SHIPPED, quiet, date(2026, 3, 25)) == 0
    assert silent_months(SHIPPED, quiet, date(2026, 3, 26)) == 1
    assert silent_months(SHIPPED, quiet, date(2026, 5, 25)) == 2
    rule = replace(SHIPPED, fresh_days=366)
    assert code(quiet, date(2026, 5, 25), rule) == Code.ON_PATH
    assert code(quiet, date(2026, 5, 26), rule) == Code.SILENT


def test_months_before_it_was_given_out_are_not_owed():
    given_out = replace(facts(months=frozenset()), asked_from=date(2026, 3, 28))
    assert silent_months(SHIPPED, given_out, date(2026, 4, 25)) == 0
    assert silent_months(SHIPPED, given_out, date(2026, 4, 26)) == 1


def test_the_report_day_of_a_short_month_is_its_last():
    rule = replace(SHIPPED, report_day=31)
    assert report_day(rule, date(2026, 2, 3)) == date(2026, 2, 28)
    assert report_day(rule, date(2026, 4, 30)) == date(2026, 4, 30)


def test_a_figure_is_compared_with_the_plan_of_its_own_day_while_it_is_fresh():
    monthly = facts(150.0, held_on=date(2026, 5, 31))
    assert judge(SHIPPED, monthly, date(2026, 6, 24)).planned == 151.0
    assert judge(SHIPPED, monthly, date(2026, 7, 24)).planned == 174.0  # of the 23rd of June, 31 days ago


def test_a_reported_figure_counts_for_a_while_and_then_only_what_was_verified():
    told = Tally(
        Stand(180.0, date(2026, 6, 25), date(2026, 6, 25)),
        Stand(50.0, date(2026, 3, 1), date(2026, 3, 5)),
        None,
        MONTHS,
    )
    of = Facts(LINE, "ge", FIRST, told)
    fresh, old = judge(SHIPPED, of, date(2026, 7, 14)), judge(SHIPPED, of, date(2026, 7, 15))
    assert (fresh.figure, fresh.verified, fresh.colour) == (180.0, False, Colour.GREEN)
    assert (old.figure, old.verified, old.colour) == (50.0, True, Colour.RED)
    strict = judge(replace(SHIPPED, unverified_days=0), of, date(2026, 6, 25))
    assert strict.figure == 50.0


def test_a_ceiling_is_broken_from_above_and_reached_on_its_last_day_only():
    rate = Path(Shape.LEVEL, FIRST, LAST, 5.0)
    assert code(facts(4.8, path=rate, relation="le")) == Code.ON_PATH
    assert code(facts(5.6, path=rate, relation="le")) == Code.BEHIND
    assert code(facts(9.0, path=rate, relation="le")) == Code.FAR_BEHIND
    assert code(facts(4.8, path=rate, relation="le", held_on=LAST), LAST) == Code.REACHED


@pytest.mark.parametrize(
    ("relation", "figure", "reached"),
    [("ge", 365, True), ("gt", 365, False), ("gt", 366, True), ("approx", 347, True), ("approx", 346, False),
     ("eq", 365, True), ("range", 365, True), ("lt", 365, False), ("le", 365, True)],
)  # fmt: skip
def test_what_reaches_a_goal(relation, figure, reached):
    assert is_reached(SHIPPED, facts(figure, relation=relation), figure) is reached


def test_what_has_ended_is_grey():
    assert judge(SHIPPED, replace(facts(1.0), ended="settled"), TODAY).because.inputs == (("ending", "settled"),)


def test_the_worst_first():
    assert worst([Colour.GREEN, Colour.BLUE, Colour.YELLOW]) == Colour.YELLOW
    assert worst([]) == Colour.GREY


def test_rules_come_back_from_json_and_nonsense_is_refused():
    assert read_rule(Rule, SHIPPED.to_json()) == SHIPPED
    for change in ({"red_points": 5.0}, {"silent_months": True}, {"near_days": 1.5}, {"fresh_days": None}):
        with pytest.raises(BadRule):
            read_rule(Rule, {**SHIPPED.to_json(), **change})


@given(st.floats(0, 800), st.floats(0, 800), st.integers(0, 500))
def test_more_done_never_makes_a_lamp_worse(less, more, day):
    less, more = sorted((less, more))
    on = FIRST + timedelta(days=day)
    rank = [Colour.RED, Colour.YELLOW, Colour.BLUE, Colour.GREEN].index
    colours = [judge(SHIPPED, facts(figure, held_on=min(on, LAST)), on).colour for figure in (less, more)]
    if Colour.GREY not in colours:
        assert rank(colours[0]) <= rank(colours[1])
