"""How long a decision about a lamp stands while nothing new is written down. Pure.

A replay weighs a goal only on days on which something may be decided otherwise; the days between look the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from luoshi.ledger.lamps import Facts, Rule, counted, report_day
from luoshi.ledger.paths import Shape

ONE_DAY = timedelta(days=1)


def next_look(rule: Rule, facts: Facts, on: date) -> date:
    """The first day after ``on`` on which ``weigh`` may find another code, with the same rule and facts.

    Before it every day has the code of ``on``. It may come too early and never too late.
    """
    if facts.ended:
        return date.max
    return min(day for day in _days(rule, facts, on) if day > on)


def _days(rule: Rule, facts: Facts, on: date) -> Iterator[date]:
    path = facts.path
    yield date.max
    if on < path.start_on:
        yield path.start_on
        return
    yield from (path.due_on, path.due_on + ONE_DAY, path.due_on - timedelta(days=rule.near_days))
    yield report_day(rule, on) + ONE_DAY  # this month's report is owed from then on
    yield (on.replace(day=28) + timedelta(days=4)).replace(day=1)  # another month has begun
    yield _figure_until(rule, facts, on)
    yield _plan_until(rule, facts, on)


def _figure_until(rule: Rule, facts: Facts, on: date) -> date:
    """A reported figure that nobody has verified counts for a while only."""
    stand, verified = counted(rule, facts.tally, on)
    if stand is None or verified:
        return date.max
    return stand.recorded_on + timedelta(days=rule.unverified_days)


def _plan_until(rule: Rule, facts: Facts, on: date) -> date:
    """The plan stands still on the figure's own day as long as the figure is fresh; later it moves on with the days."""
    stand, _ = counted(rule, facts.tally, on)
    if facts.path.shape is Shape.LEVEL or on > facts.path.due_on + timedelta(days=rule.fresh_days):
        return date.max
    if stand is None or stand.held_on > on:
        return on + ONE_DAY
    return max(on, stand.held_on + timedelta(days=rule.fresh_days)) + ONE_DAY
