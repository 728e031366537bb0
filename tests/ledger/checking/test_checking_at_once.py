"""Two supervisors at the same entry in the same moment."""

from __future__ import annotations

import pytest

from luoshi.journal.queries import verify
from luoshi.ledger.actions import return_entry, set_rule, verify_entry
from luoshi.ledger.checking_choices import RuleTopic
from luoshi.ledger.lamp_projection import strayed_lamps
from luoshi.ledger.lamps import SHIPPED
from luoshi.ledger.models import RuleVersion
from tests.ledger.checking.conftest import at, goal_of
from tests.ledger.test_at_once import at_once, kinds

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_who_verify_at_once_one_is_told(pipes, report_on, district, staff):
    entry = report_on(goal_of(pipes), "3", at(3, 5))

    def check(by):
        return verify_entry(by=by, entry=entry, expected_check=0, at=at(3, 6))

    outcomes = at_once(lambda: check(district.supervisor), lambda: check(staff.second_supervisor))

    assert kinds(outcomes) == ["Check", "Stale"]
    assert entry.checks.count() == 1
    assert (list(verify()), list(strayed_lamps())) == ([], [])


def test_of_one_who_verifies_and_one_who_returns_at_once_one_is_told(pipes, report_on, district, staff):
    entry = report_on(goal_of(pipes), "3", at(3, 5))

    outcomes = at_once(
        lambda: verify_entry(by=district.supervisor, entry=entry, expected_check=0, at=at(3, 6)),
        lambda: return_entry(by=staff.second_supervisor, entry=entry, expected_check=0, at=at(3, 6), why="缺验收单"),
    )

    assert kinds(outcomes) == ["Check", "Stale"]
    assert entry.checks.count() == 1
    assert (list(verify()), list(strayed_lamps())) == ([], [])


def test_of_two_who_set_a_rule_at_once_one_is_told(pipes, district, staff):
    def rule(by, points):
        values = {**SHIPPED.to_json(), "yellow_points": points}
        return set_rule(by=by, topic=RuleTopic.LAMP, expected_version=0, values=values, at=at(3, 6), why="放宽")

    outcomes = at_once(lambda: rule(district.supervisor, 20.0), lambda: rule(staff.second_supervisor, 25.0))

    assert kinds(outcomes) == ["RuleVersion", "Stale"]
    assert RuleVersion.objects.count() == 1
    assert (list(verify()), list(strayed_lamps())) == ([], [])
