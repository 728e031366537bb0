"""When a message is tried again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from luoshi.ledger.retrying import LEASE, STEPS, next_attempt

AT = datetime(2026, 3, 5, 8, 0, tzinfo=UTC)


def test_waits_grow() -> None:
    waits = [next_attempt(attempts, AT) - AT for attempts in range(1, len(STEPS) + 1)]
    assert waits == sorted(set(waits))


def test_a_receiver_that_is_away_for_three_days_still_gets_it() -> None:
    assert sum(STEPS, timedelta()) > timedelta(days=3)


def test_in_the_end_it_is_given_up() -> None:
    assert next_attempt(len(STEPS) + 1, AT) is None


def test_nothing_is_tried_again_before_it_was_tried() -> None:
    assert next_attempt(0, AT) is None


def test_a_lease_outlasts_the_sending() -> None:
    assert timedelta(minutes=1) < LEASE
