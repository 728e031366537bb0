"""Scoped queries of checking and the table of abilities give one answer, for every role, place, object and ability."""

from __future__ import annotations

import pytest

from luoshi.ledger.actions import (
    Upload,
    apply_for_settlement,
    open_notices,
    propose_path,
    request_entries,
    withdraw_duty,
)
from luoshi.ledger.checking_choices import Ending
from luoshi.ledger.lamp_projection import refresh_all
from luoshi.ledger.models import Commitment, Duty, Entry, Goal, Notice, Settlement
from luoshi.ledger.paths import Path
from luoshi.ledger.queries import checking
from luoshi.people.abilities import Ability, Role, abilities
from luoshi.people.actions import add_user
from luoshi.people.models import Organisation
from luoshi.workdays import day_of
from tests.conftest import BEFORE, PASSWORD
from tests.ledger.checking.conftest import at, goal_of
from tests.ledger.checking.test_reporting import PNG

QUERIES = {
    Duty: checking.visible_duties,
    Goal: checking.visible_goals,
    Entry: checking.visible_entries,
    Settlement: checking.visible_settlements,
    Notice: checking.visible_notices,
}


@pytest.fixture
def everyone(district):
    """A user of every role in every organisation."""
    return [
        add_user(username=f"{role}-{place.code}", display_name="某人", organisation=place, role=role,
                 password=PASSWORD, at=BEFORE)
        for role in Role
        for place in Organisation.objects.all()
    ]  # fmt: skip


@pytest.fixture
def busy(give_out, school, report_on, district, staff):
    """Something of everything hanging on three commitments of the county, and one of the town's own."""
    pipes = give_out(supporting=[district.water, district.village])
    plant = give_out("水厂", lead=district.water, supporting=[district.office])
    withdraw_duty(by=district.supervisor, duty=plant.duties.get(part="supporting"), expected_step=1, at=at(2, 6),
                  why="不需要")  # fmt: skip
    report_on(goal_of(pipes), "1", at(3, 1))
    report_on(school.goals.get(duty__holder=district.town), "80", at(3, 1), by=staff.town_clerk)
    goal = goal_of(pipes)
    path = Path.from_json(goal.paths.get().path)
    propose_path(by=district.reporter, goal=goal, expected_path=1, path=path, at=at(3, 2), why="x")
    request_entries(
        by=district.supervisor, goals=[goal], asks="补报", basis="区政府要求", due_on=day_of(at(3, 9)), at=at(3, 2)
    )
    apply_for_settlement(by=staff.water_approver, commitment=plant, ending=Ending.DROPPED, at=at(3, 3), why="停建",
                         evidence=[Upload("a.png", PNG)])  # fmt: skip
    refresh_all(day_of(at(9, 1)))
    open_notices(at=at(9, 1))
    return pipes


@pytest.mark.parametrize("model", list(QUERIES), ids=lambda model: model.__name__)
def test_the_scope_is_exactly_where_the_ability_is(busy, everyone, model):
    objects = list(model.objects.all())
    assert objects
    seen = 0
    for user in everyone:
        may = {each.pk: abilities(user, each) for each in objects}
        for ability in Ability:
            if not any(ability in each for each in may.values()) and ability not in (Ability.SEE, Ability.REPORT):
                continue
            listed = list(QUERIES[model](user, ability).values_list("pk", flat=True))
            assert len(listed) == len(set(listed))
            assert set(listed) == {pk for pk, each in may.items() if ability in each}, (user.username, ability)
            seen += len(listed)
    assert seen > 50


def test_whoever_sees_a_commitment_sees_what_hangs_on_it_and_nobody_else(busy, everyone):
    for user in everyone:
        visible = set(Commitment.objects.values_list("pk", flat=True)) & set(
            checking.visible_duties(user).values_list("commitment_id", flat=True)
        )
        for query in (checking.visible_goals, checking.visible_notices, checking.visible_settlements):
            assert set(query(user).values_list("commitment_id", flat=True)) <= visible, user.username
        assert set(checking.visible_states(user).values_list("pk", flat=True)) == visible


def test_a_closed_account_sees_nothing(busy, district):
    district.supervisor.is_active = False

    for query in (*QUERIES.values(), checking.visible_messages):
        assert not query(district.supervisor).exists()
