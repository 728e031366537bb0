"""The reports that a user has."""

from __future__ import annotations

from luoshi.ledger.actions import assign_lead, confirm_commitment, reject_commitment
from luoshi.ledger.queries import shelf
from tests.ledger.example_report import AT


def test_each_report_with_how_far_it_is_confirmed(report, open_text, commitment_with, district):
    older = open_text("我们要奋斗！\n", year=2025)
    confirm_commitment(by=district.supervisor, commitment=commitment_with("泊位"), expected_revision=1, at=AT)
    reject_commitment(by=district.supervisor, commitment=commitment_with("水厂"), expected_revision=1, at=AT, why="x")

    rows = shelf(district.supervisor)

    assert [(row.report, row.live, row.proposed, row.confirmed) for row in rows] == [
        (report, 6, 5, 1), (older, 0, 0, 0),
    ]  # fmt: skip


def test_a_reporter_counts_only_what_charges_them(report, commitment_with, district):
    assign_lead(by=district.supervisor, commitment=commitment_with("水厂"), expected_revision=1, lead=district.housing,
                supporting=[], at=AT, why="")  # fmt: skip

    assert [row.live for row in shelf(district.reporter)] == [1]
    assert shelf(district.stranger) == ()


def test_four_queries_besides_the_users_own(report, open_text, district, django_assert_num_queries):
    open_text("新增学位1个。\n")
    user = type(district.supervisor).objects.get(pk=district.supervisor.pk)

    with django_assert_num_queries(5):
        assert len([row.report.owner.name for row in shelf(user)]) == 2
