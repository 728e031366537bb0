"""Another path: who asks for it, who decides, and what stays as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from luoshi.ledger.actions import (
    BadPath,
    NotAllowed,
    NotNow,
    ReasonRequired,
    SelfApproval,
    Stale,
    decide_path,
    propose_path,
)
from luoshi.ledger.models import PathProposal, PathVersion
from luoshi.ledger.paths import Path
from luoshi.ledger.queries.checking import goal_page
from tests.ledger.checking.conftest import at, goal_of

LATER = {"start_on": date(2026, 6, 1)}  # 匀速 all the same, but from June on


@pytest.fixture
def goal(pipes):
    return goal_of(pipes)


def path_of(goal) -> Path:
    return Path.from_json(goal.paths.latest("number").path)


@pytest.fixture
def ask(goal, district):
    def ask(*, by=None, expected=1, why="管沟迁改未完", when=None, **changes):
        path = replace(path_of(goal), **(changes or LATER))
        return propose_path(by=by or district.reporter, goal=goal, expected_path=expected, path=path,
                            at=when or at(3, 1), why=why)  # fmt: skip

    return ask


def test_approved_it_holds_from_that_day_and_the_first_path_is_kept(goal, ask, district):
    first = path_of(goal)
    decision = decide_path(by=district.supervisor, proposal=ask(), approve=True, at=at(3, 5))

    versions = list(PathVersion.objects.filter(goal=goal).order_by("number"))
    assert [each.number for each in versions] == [1, 2]
    assert Path.from_json(versions[0].path) == first
    assert (decision.version, versions[1].by, versions[1].approved_by, versions[1].why) == (
        versions[1], district.reporter, district.supervisor, "管沟迁改未完"
    )  # fmt: skip


def test_the_lamp_goes_by_the_path_of_its_own_day(goal, ask, district):
    """On the first path work has begun; on the later one it begins in June."""
    decide_path(by=district.supervisor, proposal=ask(), approve=True, at=at(3, 5))

    before, after = (goal_page(district.leader, goal.pk, date(2026, 3, day)).lamp for day in (4, 6))
    assert before.colour != "grey"
    assert after.colour == "grey"


def test_declined_needs_a_reason_and_changes_no_path(goal, ask, district):
    proposal = ask()
    with pytest.raises(ReasonRequired):
        decide_path(by=district.supervisor, proposal=proposal, approve=False, at=at(3, 5))
    decision = decide_path(by=district.supervisor, proposal=proposal, approve=False, at=at(3, 5), why="工期可以赶上")

    assert (decision.approved, decision.version) == (False, None)
    assert goal.paths.count() == 1


def test_it_is_decided_once_and_not_when_another_path_came_between(goal, ask, district, staff):
    first, second = ask(), ask(base=1.0)
    decide_path(by=district.supervisor, proposal=first, approve=True, at=at(3, 5))

    with pytest.raises(NotNow) as decided:
        decide_path(by=staff.second_supervisor, proposal=first, approve=False, at=at(3, 6), why="x")
    with pytest.raises(NotNow) as overtaken:
        decide_path(by=staff.second_supervisor, proposal=second, approve=True, at=at(3, 6))

    assert (decided.value.state, overtaken.value.state) == ("decided", "overtaken")
    assert goal.paths.count() == 2


def test_nobody_approves_their_own(goal, ask, district):
    with pytest.raises(SelfApproval):
        decide_path(by=district.supervisor, proposal=ask(by=district.supervisor), approve=True, at=at(3, 5))
    assert goal.paths.count() == 1


@pytest.mark.parametrize("change", [{"goal": 12.0}, {"due_on": date(2027, 3, 31)}], ids=["goal", "last day"])
def test_another_goal_or_last_day_is_an_adjustment_that_a_leader_approves(goal, ask, district, change):
    proposal = ask(**change)

    assert proposal.adjusts
    with pytest.raises(NotAllowed):
        decide_path(by=district.supervisor, proposal=proposal, approve=True, at=at(3, 5))
    assert decide_path(by=district.leader, proposal=proposal, approve=True, at=at(3, 5)).version.number == 2


def test_what_is_asked_without_reason_from_an_old_page_or_with_a_broken_path_is_not_taken(goal, ask):
    for refusal, changes in (
        (ReasonRequired, {"why": " "}),
        (Stale, {"expected": 2}),
        (BadPath, {"start_on": date(2027, 1, 1)}),
    ):
        with pytest.raises(refusal):
            ask(**changes)
    assert not PathProposal.objects.exists()


def test_another_unit_asks_for_no_path(ask, staff):
    with pytest.raises(NotAllowed):
        ask(by=staff.town_clerk)
