"""Days that need no look, and tallies that are kept up, give what is found by looking at everything every day."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.ledger.histories import facts_on
from luoshi.ledger.lamps import Rule, weigh
from luoshi.ledger.steadiness import next_look
from luoshi.ledger.tallies import RunningTally, tally
from tests.ledger.pure.test_histories import DAYS, day, entries, histories

RULE = st.builds(
    Rule, fresh_days=st.integers(0, 40), unverified_days=st.integers(0, 40), silent_months=st.integers(1, 4),
    report_day=st.integers(1, 31), near_days=st.integers(0, 40),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(histories(), RULE, st.integers(0, DAYS), st.integers(0, DAYS))
def test_nothing_is_decided_otherwise_before_the_next_look(history, rule, on, known):
    facts = facts_on(history, day(on), day(known))
    if facts is None:
        return
    code, until = weigh(rule, facts, day(on)).code, next_look(rule, facts, day(on))
    between = [day(on) + timedelta(days=each) for each in range(1, 400)]
    assert {weigh(rule, facts, each).code for each in between if each < until} <= {code}
    assert until > day(on)


@settings(max_examples=150, deadline=None)
@given(entries())
def test_a_running_tally_is_what_folding_everything_gives(rows):
    running, known = RunningTally(), {}
    stages = [stage for row in rows for stage in row.stages()]
    for _, told in sorted(stages, key=lambda stage: stage[0]):
        running.put(told)
        known[told.number] = told
        assert running.tally() == tally(list(known.values()))
