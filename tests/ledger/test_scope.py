"""Scoped queries and abilities give one answer: compared for every user, report and commitment."""

from __future__ import annotations

import pytest

from luoshi.ledger.actions import assign_lead, split_commitment
from luoshi.ledger.models import Commitment, Report
from luoshi.ledger.queries import visible_commitments, visible_reports
from luoshi.people.abilities import Ability, Role, abilities
from luoshi.people.actions import add_user
from luoshi.people.models import Organisation, User
from tests.ledger.example_report import AT


@pytest.fixture
def everyone(district):
    """A user of every role in every organisation."""
    return [
        add_user(username=f"{role}-{place.code}", display_name="某人", organisation=place, role=role,
                 password="open-the-account-7", at=AT)
        for role in Role
        for place in Organisation.objects.all()
    ]  # fmt: skip


@pytest.fixture
def accounts(open_text, report, commitment_with, district):
    """The county's, the town's and the neighbour's account, with charges and a split."""
    open_text(by=district.town_supervisor)
    open_text(by=district.stranger)
    assign_lead(by=district.supervisor, commitment=commitment_with("水厂"), expected_revision=1, lead=district.water,
                supporting=[district.village, district.housing], at=AT, why="")  # fmt: skip
    pipes = commitment_with("供热管网")
    assign_lead(by=district.supervisor, commitment=pipes, expected_revision=1, lead=district.housing,
                supporting=[district.town], at=AT, why="")  # fmt: skip
    split_commitment(by=district.supervisor, commitment=pipes, expected_revision=2, at_offsets=[pipes.start + 4],
                     at=AT, why="分")  # fmt: skip


@pytest.mark.parametrize("ability", [Ability.SEE, Ability.EXPORT])
def test_the_scope_is_exactly_where_the_ability_is(accounts, everyone, ability):
    reports = list(Report.objects.all())
    commitments = list(Commitment.objects.select_related("report").prefetch_related("supporting"))
    seen = 0
    for user in [*everyone, *User.objects.filter(is_active=True)]:
        expected = {each.pk for each in reports if ability in abilities(user, each)}
        assert set(visible_reports(user, ability).values_list("pk", flat=True)) == expected, user
        expected = {each.pk for each in commitments if ability in abilities(user, each)}
        listed = list(visible_commitments(user, ability).values_list("pk", flat=True))
        assert len(listed) == len(set(listed))
        assert set(listed) == expected, (user, user.roles, user.organisation)
        seen += len(expected)
    assert seen > 100


def test_a_department_reporter_sees_the_countys_report_and_only_what_charges_it(accounts, district):
    seen = visible_commitments(district.reporter)

    assert {each.text[:6] for each in seen} == {"更新改造", "供热管网13", "6月底前建成"}
    assert visible_reports(district.reporter).count() == 2  # the county's, and the town's under it


def test_a_village_reporter_looks_up_at_the_countys_and_town_reports(accounts, district):
    assert {each.text for each in visible_commitments(district.town_reporter)} == {"6月底前建成竹箬水厂。"}
    assert {each.owner.code for each in visible_reports(district.town_reporter)} == {"town", "county"}


def test_nobody_sees_across_to_a_neighbour(accounts, district):
    owners = {each.owner.code for each in visible_reports(district.supervisor)}

    assert owners == {"county", "town"}


def test_a_closed_account_sees_nothing(accounts, district):
    district.leader.is_active = False

    assert not visible_reports(district.leader).exists()
    assert not visible_commitments(district.leader).exists()
