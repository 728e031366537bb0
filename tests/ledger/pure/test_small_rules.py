"""Reminders, shares, settling and load: each a pure decision."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from luoshi.ledger.dispatching import Share, ShareCode, fault_in_shares, split_evenly
from luoshi.ledger.loads import Load, LoadRule, would_exceed
from luoshi.ledger.reminding import SHIPPED, Reminder, RemindRule, Stage, due_monthly, due_reminder, stages
from luoshi.ledger.settling import SettleRule, needs_site
from luoshi.ledger.thresholds import read_rule

DUE = date(2026, 6, 30)


def test_stages_come_in_order_each_once():
    sent, told = set(), []
    for number in range(-30, 60):
        found = due_reminder(SHIPPED, DUE, DUE + timedelta(days=number), sent)
        if found:
            sent.add(found.key)
            told.append((number, found.key))
    assert told == [(-15, "near-15"), (-7, "near-7"), (-3, "near-3"), (0, "due-0"), (1, "late-1"), (7, "late-7"),
                    (14, "late-14"), (30, "late-30")]  # fmt: skip


def test_a_week_of_standing_still_sends_one_reminder():
    assert due_reminder(SHIPPED, DUE, DUE + timedelta(days=8), {"near-15"}) == Reminder(Stage.LATE, 7)
    assert due_reminder(SHIPPED, DUE, DUE + timedelta(days=9), {"near-15", "late-7"}) is None


def test_nothing_on_rest_days():
    assert due_reminder(SHIPPED, DUE, DUE, set(), is_workday=False) is None
    assert not due_monthly(SHIPPED, DUE, DUE, is_reported=False, is_workday=False)


def test_months_are_reminded_shortly_before_their_day():
    on = [due_monthly(SHIPPED, DUE, DUE - timedelta(days=each), is_reported=False) for each in (4, 3, 0, -1)]
    assert on == [False, True, True, False]


@given(st.sets(st.integers(1, 60), max_size=5), st.sets(st.integers(1, 60), max_size=5), st.lists(st.integers(-80, 80)))
def test_no_stage_is_ever_sent_twice(near, late, days):
    rule, sent = RemindRule(tuple(near), tuple(late)), []
    for number in sorted(days):
        found = due_reminder(rule, DUE, DUE + timedelta(days=number), sent)
        if found:
            assert found.key not in sent
            sent.append(found.key)
    assert len(sent) <= len(stages(rule))


@given(st.integers(1, 10**6), st.lists(st.integers(1, 500), min_size=1, max_size=30, unique=True))
def test_an_even_split_adds_up(goal, organisations):
    shares = split_evenly(float(goal), organisations)
    assert sum(each.figure for each in shares) == goal
    assert max(each.figure for each in shares) - min(each.figure for each in shares) <= 1


def test_shares_of_decimals_add_up_as_people_count():
    shares = [Share(1, 0.1), Share(2, 0.2)]
    assert fault_in_shares(0.3, "do", shares) is None
    assert fault_in_shares(0.31, "do", shares).code == ShareCode.NOT_THE_SUM
    assert fault_in_shares(5.5, "grow", [Share(1, 5.5)]).code == ShareCode.NO_NUMBER
    assert fault_in_shares(2, "do", [Share(1, 1), Share(1, 1)]).code == ShareCode.TWICE


def test_what_must_be_seen_on_site():
    assert needs_site(SettleRule(), "milestone")
    assert not needs_site(SettleRule(), "target")
    assert needs_site(SettleRule(on_site_always=True), "action")


def test_the_cap_counts_what_is_asked_beyond_the_monthly_report():
    assert not would_exceed(LoadRule(3, 2), Load(monthly=50, requests=2), 1)
    assert would_exceed(LoadRule(3, 2), Load(monthly=0, requests=2), 2)


def test_rules_with_lists_come_back_from_json():
    assert read_rule(RemindRule, SHIPPED.to_json()) == SHIPPED
