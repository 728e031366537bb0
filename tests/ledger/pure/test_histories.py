"""Replay: what was known on a day, whatever order things were written down in."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.ledger.histories import GoalHistory, Recorded, Rules, Turn, lamp_on, lamps_between, turns_between, worst_of
from luoshi.ledger.lamps import Rule
from luoshi.ledger.paths import Path, Shape
from luoshi.ledger.tallies import Checked, CheckKind, EntryKind, Told, add_up, tally

FIRST = date(2026, 1, 1)
DAYS = 120


def day(number):
    return FIRST + timedelta(days=number)


@st.composite
def entries(draw):
    rows, at = [], 0
    for number in range(1, draw(st.integers(0, 6)) + 1):
        at += draw(st.integers(0, 25))
        checks = []
        checked = at
        for _ in range(draw(st.integers(0, 2))):
            checked += draw(st.integers(0, 20))
            kind = draw(st.sampled_from(CheckKind))
            checks.append(Checked(kind, day(checked), draw(st.none() | st.integers(0, 200).map(float))))
        kind = draw(st.sampled_from(EntryKind))
        figure = None if kind is EntryKind.NOTE else float(draw(st.integers(0, 150)))
        corrects = draw(st.none() | st.integers(1, number - 1)) if number > 1 else None
        held = day(max(0, at - draw(st.integers(0, 40))))
        rows.append(Recorded(Told(number, kind, figure, held, day(at), corrects), tuple(checks)))
    return tuple(rows)


@st.composite
def histories(draw, number=1):
    paths = [(FIRST, Path(Shape.LINE, FIRST, day(draw(st.integers(20, DAYS + 30))), 100.0))]
    if draw(st.booleans()):
        paths.append((day(draw(st.integers(1, DAYS))), Path(Shape.LINE, day(10), day(DAYS), 80.0)))
    parts = tuple(draw(entries()) for _ in range(draw(st.integers(1, 3))))
    endings = ((day(draw(st.integers(1, DAYS))), "settled"),) if draw(st.booleans()) else ()
    return GoalHistory(number, draw(st.sampled_from(["ge", "le", "approx"])), tuple(paths), parts, endings)


RULES = Rules(((day(40), Rule(yellow_points=5.0)), (day(70), Rule(red_points=50.0))))


@settings(max_examples=150, deadline=None)
@given(histories())
def test_going_through_the_days_gives_what_each_day_gives_by_itself(history):
    walked = dict(lamps_between(history, RULES, FIRST, day(DAYS)))
    for number in range(DAYS + 1):
        assert walked[day(number)] == lamp_on(history, RULES, day(number)), number


@settings(max_examples=100, deadline=None)
@given(histories(1), histories(2), st.integers(1, DAYS))
def test_turns_do_not_depend_on_where_the_days_are_cut(first, second, cut):
    whole = turns_between([first, second], RULES, FIRST, day(DAYS))
    before = turns_between([first, second], RULES, FIRST, day(cut - 1))
    colour = before[-1].worst.lamp.colour.value if before else ""
    assert before + turns_between([first, second], RULES, day(cut), day(DAYS), colour) == whole


@settings(max_examples=60, deadline=None)
@given(histories(1), histories(2))
def test_turns_are_exactly_where_the_worst_lamp_changes(first, second):
    shown, before = [], ""
    for number in range(DAYS + 1):
        lamps = {each.goal: lamp_on(each, RULES, day(number)) for each in (first, second)}
        found = worst_of({goal: lamp for goal, lamp in lamps.items() if lamp is not None})
        if found and found.lamp.colour != before:
            shown.append(Turn(day(number), before, found))
            before = found.lamp.colour.value
    assert tuple(shown) == turns_between([first, second], RULES, FIRST, day(DAYS))


@given(histories(), st.integers(0, DAYS), st.integers(0, 60))
def test_what_is_written_later_changes_no_earlier_lamp(history, on, later):
    shown = lamp_on(history, RULES, day(on))
    more = Recorded(Told(99, EntryKind.CUMULATIVE, 77.0, day(on), day(on + later + 1)))
    grown = GoalHistory(
        1, history.relation, history.paths, (history.parts[0] + (more,), *history.parts[1:]), history.endings
    )
    assert lamp_on(grown, RULES, day(on)) == shown


@given(entries())
def test_a_tally_counts_what_stands_and_nothing_twice(rows):
    told = [each.told for each in rows]
    found = tally(told)
    corrected = {each.corrects for each in told if each.corrects}
    standing = [each for each in told if each.number not in corrected]
    if all(each.kind is EntryKind.PERIOD for each in standing) and standing:
        assert found.reported.figure == round(sum(each.figure for each in standing), 6)
    assert (found.reported is None) == all(each.figure is None for each in standing)
    assert add_up([found]).reported == found.reported
