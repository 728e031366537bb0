"""Many actions, one refresh: the lamps are what they would have been one by one."""

from __future__ import annotations

import pytest

from luoshi.ledger.lamp_projection import refresh_together, strayed_lamps
from luoshi.ledger.models import Entry, GoalState
from tests.ledger.checking.conftest import at, goal_of


def test_lamps_written_together_are_what_a_replay_gives(pipes, report_on, verify) -> None:
    goal = goal_of(pipes)
    with refresh_together():
        for month in (2, 4, 9):
            verify(report_on(goal, str(month), at(month, 20)), at(month, 24))
        assert GoalState.objects.get(goal=goal).reported is None
    state = GoalState.objects.get(goal=goal)
    assert (state.reported, state.verified, state.judged_on) == (9.0, 9.0, at(9, 24).date())
    assert list(strayed_lamps()) == []


def test_what_was_written_for_an_earlier_day_is_judged_from_that_day(pipes, report_on) -> None:
    goal = goal_of(pipes)
    report_on(goal, "1", at(6, 20))
    with refresh_together():
        report_on(goal, "0.5", at(3, 20))
    assert GoalState.objects.get(goal=goal).judged_on == at(6, 20).date()
    assert list(strayed_lamps()) == []


def test_what_fails_leaves_nothing(pipes, report_on) -> None:
    goal = goal_of(pipes)

    def fail() -> None:
        with refresh_together():
            report_on(goal, "1", at(3, 20))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert not Entry.objects.exists()
    report_on(goal, "1", at(3, 20))
    assert GoalState.objects.get(goal=goal).reported == 1.0
