"""The path as a line on the goal's page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from luoshi.ledger.paths import Path, Shape
from luoshi.office.path_chart import corners_of

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
ONE = Path(Shape.LINE, FIRST, LAST, 1.0, whole=True)


def test_of_one_thing_the_line_stays_down_until_the_last_day():
    assert corners_of(ONE) == [(FIRST, 0.0), (LAST, 0.0), (LAST, 1.0)]


def test_few_things_are_steps_and_many_look_like_a_straight_line():
    assert corners_of(replace(ONE, goal=2.0)) == [
        (FIRST, 0.0), (date(2026, 7, 2), 0.0), (date(2026, 7, 2), 1.0), (LAST, 1.0), (LAST, 2.0),
    ]  # fmt: skip
    assert corners_of(replace(ONE, goal=500.0)) == [(FIRST, 1.0), (LAST, 500.0)]
