"""The planned figure for every day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.ledger.paths import (
    FaultCode,
    Path,
    Point,
    Shape,
    by_quarters,
    comes_whole,
    faults_in,
    next_point,
    planned,
    quarter_ends,
)

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
LINE = Path(Shape.LINE, FIRST, LAST, 365.0)
WORKS = Path(
    Shape.MILESTONES, FIRST, LAST, 100.0,
    points=(Point(date(2026, 3, 31), 20, "开工"), Point(date(2026, 9, 30), 70, "封顶"), Point(LAST, 100, "竣工")),
)  # fmt: skip


def test_a_line_is_elapsed_days_of_all_days():
    assert [planned(LINE, on) for on in (date(2025, 12, 31), FIRST, date(2026, 1, 31), LAST, date(2027, 5, 1))] == [
        0.0, 1.0, 31.0, 365.0, 365.0,
    ]  # fmt: skip


def test_quarter_nodes_run_straight_between_quarters_ends():
    path = by_quarters(FIRST, LAST, [90, 181, 273, 365])
    assert path.points[0] == Point(date(2026, 3, 31), 90)
    assert [planned(path, on) for on in (date(2026, 3, 31), date(2026, 4, 1), LAST)] == [90.0, 91.0, 365.0]
    assert quarter_ends(date(2026, 2, 10), date(2026, 8, 15)) == (
        date(2026, 3, 31), date(2026, 6, 30), date(2026, 8, 15),
    )  # fmt: skip
    with pytest.raises(ValueError, match="argument"):
        by_quarters(FIRST, LAST, [1, 2])


def test_milestones_step_on_their_days_and_the_next_one_is_known():
    on = (date(2026, 3, 30), date(2026, 3, 31), date(2026, 9, 29), date(2026, 9, 30), LAST)
    assert [planned(WORKS, each) for each in on] == [0.0, 20, 20, 70, 100.0]
    assert next_point(WORKS, date(2026, 3, 31)).name == "封顶"
    assert next_point(LINE, FIRST) == Point(LAST, 365.0)
    assert next_point(LINE, LAST) is None


def test_a_level_holds_from_the_first_day():
    rate = Path(Shape.LEVEL, FIRST, LAST, 5.5)
    assert [planned(rate, on) for on in (FIRST, date(2026, 7, 1), LAST)] == [5.5, 5.5, 5.5]


def test_of_one_whole_thing_none_is_planned_before_the_last_day():
    one = Path(Shape.LINE, FIRST, LAST, 1.0, whole=True)
    assert [planned(one, on) for on in (FIRST, date(2026, 12, 30), LAST, date(2027, 1, 1))] == [0.0, 0.0, 1.0, 1.0]


def test_whole_things_are_planned_one_after_another_and_by_the_last_day_all():
    five = Path(Shape.LINE, FIRST, LAST, 5.0, whole=True)
    days = [FIRST + timedelta(days=each) for each in range(365)]
    firsts = {planned(five, on): on for on in reversed(days)}
    assert firsts == {
        0.0: FIRST, 1.0: date(2026, 3, 14), 2.0: date(2026, 5, 26), 3.0: date(2026, 8, 7), 4.0: date(2026, 10, 19),
        5.0: LAST,
    }  # fmt: skip
    fewer = Path(Shape.LINE, FIRST, LAST, 10.0, 12.0, whole=True)
    assert [planned(fewer, on) for on in (date(2026, 6, 30), date(2026, 7, 3), LAST)] == [12.0, 11.0, 10.0]
    assert [planned(replace(LINE, whole=True), on) for on in days] == [float(each) for each in range(1, 366)]


def test_a_path_written_before_there_were_whole_things_stays_as_it_was():
    assert "whole" not in LINE.to_json()
    assert Path.from_json(LINE.to_json()) == LINE
    whole = replace(LINE, whole=True)
    assert Path.from_json(whole.to_json()) == whole


def test_only_what_starts_and_ends_at_whole_numbers_goes_up_in_whole_things():
    assert comes_whole(LINE)
    assert not comes_whole(replace(LINE, goal=1.5))
    assert not comes_whole(replace(LINE, base=0.5))
    assert not comes_whole(replace(LINE, shape=Shape.LEVEL))


@pytest.mark.parametrize(
    ("path", "codes"),
    [
        (Path(Shape.LINE, LAST, FIRST, 1.0), [FaultCode.BACKWARDS]),
        (Path(Shape.LINE, FIRST, LAST, float("nan")), [FaultCode.NOT_A_NUMBER]),
        (Path(Shape.LINE, FIRST, LAST, 1e30), [FaultCode.NOT_A_NUMBER]),
        (Path(Shape.CURVE, FIRST, LAST, 1.0), [FaultCode.NO_POINTS]),
        (Path(Shape.LINE, FIRST, LAST, 1.0, points=(Point(LAST, 1.0),)), [FaultCode.NEEDLESS_POINTS]),
        (Path(Shape.CURVE, FIRST, LAST, 9.0, points=(Point(date(2027, 1, 1), 9.0),)), [FaultCode.OUTSIDE]),
        (Path(Shape.CURVE, FIRST, LAST, 9.0, points=(Point(LAST, 5.0),)), [FaultCode.NOT_AT_GOAL]),
        (Path(Shape.CURVE, FIRST, LAST, 9.0, points=(Point(FIRST, 12.0), Point(LAST, 9.0))),
         [FaultCode.BEYOND_GOAL, FaultCode.TURNS_BACK]),
        (Path(Shape.CURVE, FIRST, LAST, 9.0, points=(Point(LAST, 5.0), Point(FIRST, 9.0))), [FaultCode.OUT_OF_ORDER]),
        (Path(Shape.MILESTONES, FIRST, LAST, 9.0, points=(Point(LAST, 9.0, " "),)), [FaultCode.NO_NAME]),
        (Path(Shape.QUARTERS, FIRST, LAST, 9.0, points=(Point(date(2026, 3, 30), 1.0), Point(LAST, 9.0))),
         [FaultCode.NOT_QUARTER_END]),
        (WORKS, []),
    ],
)  # fmt: skip
def test_every_fault_is_named(path, codes):
    assert [fault.code for fault in faults_in(path)] == codes


@st.composite
def paths(draw):
    first = draw(st.dates(date(2020, 1, 1), date(2030, 1, 1)))
    length = draw(st.integers(1, 900))
    base, goal = draw(st.floats(-1e6, 1e6)), draw(st.floats(-1e6, 1e6))
    last = first + timedelta(days=length)
    shape = draw(st.sampled_from(Shape))
    if shape in (Shape.LINE, Shape.LEVEL):
        return Path(shape, first, last, goal, base)
    days = sorted(draw(st.sets(st.integers(0, length - 1), max_size=6)))
    parts = sorted(draw(st.lists(st.floats(0, 1), min_size=len(days), max_size=len(days))))
    points = [Point(first + timedelta(days=day), base + (goal - base) * part, "节点")
              for day, part in zip(days, parts, strict=True)]  # fmt: skip
    return Path(Shape.CURVE if shape is Shape.QUARTERS else shape, first, last, goal, base,
                (*points, Point(last, goal, "终点")))  # fmt: skip


@given(paths(), st.integers(-50, 1000), st.integers(0, 300))
def test_a_path_never_turns_back_and_ends_at_its_goal(path, start, later):
    on = path.start_on + timedelta(days=start)
    sign = 1 if path.goal >= path.base else -1
    now, then = planned(path, on), planned(path, on + timedelta(days=later))
    slack = 1e-9 * (abs(path.goal) + abs(path.base) + 1)
    assert sign * now <= sign * then + slack
    assert planned(path, path.due_on) == path.goal
    assert planned(path, path.start_on - timedelta(days=1)) == path.base


@given(paths())
def test_a_path_comes_back_from_json(path):
    assert Path.from_json(path.to_json()) == path
