"""When sign-in is refused. No database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.people.throttling import DEFAULT_RULE, LockRule, locked_until

NOON = datetime(2026, 2, 3, 12, 0, tzinfo=UTC)


def minutes(*numbers):
    return [NOON + timedelta(minutes=number) for number in numbers]


@pytest.mark.parametrize(
    ("failed", "now", "until"),
    [
        ([], 0, None),
        ([0, 1, 2, 3], 4, None),
        ([0, 1, 2, 3, 4], 4, 19),
        ([4, 2, 0, 1, 3], 4, 19),
        ([0, 1, 2, 3, 4], 18, 19),
        ([0, 1, 2, 3, 4], 19, None),
        ([0, 1, 2, 3, 16], 16, None),
        ([0, 4, 5, 6, 7, 8], 9, 23),
    ],
)
def test_five_failures_within_a_quarter_close_for_a_quarter(failed, now, until):
    expected = minutes(until)[0] if until is not None else None
    assert locked_until(minutes(*failed), minutes(now)[0]) == expected


@given(st.lists(st.integers(0, 200), max_size=12), st.integers(0, 400))
def test_a_lock_always_ends_within_the_pause(failed, now):
    until = locked_until(minutes(*failed), minutes(now)[0])
    assert until is None or NOON < until <= minutes(max(failed))[0] + DEFAULT_RULE.pause


def test_the_rule_is_data():
    rule = LockRule(failures=1, pause=timedelta(minutes=1))
    assert locked_until(minutes(0), minutes(0)[0], rule) == minutes(1)[0]
