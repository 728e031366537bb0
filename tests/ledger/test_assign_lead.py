"""Saying who leads and who supports."""

from __future__ import annotations

import pytest

from luoshi.ledger.actions import ForeignOrganisation, NotAllowed, ReasonRequired, assign_lead
from luoshi.ledger.projection import strayed
from tests.ledger.example_report import LATER


def assign(commitment, district, lead, supporting=(), *, why="", by=None, expected=1):
    return assign_lead(
        by=by or district.supervisor, commitment=commitment, expected_revision=expected, lead=lead,
        supporting=supporting, at=LATER, why=why,
    )  # fmt: skip


def test_a_lead_and_supporting_organisations_of_any_depth(commitment_with, district):
    pipes = commitment_with("供热管网")

    assign(pipes, district, district.housing, [district.water, district.village])

    pipes.refresh_from_db()
    assert pipes.lead == district.housing
    assert set(pipes.supporting.all()) == {district.water, district.village}
    revision = pipes.revisions.latest("number")
    assert (revision.change, revision.snapshot["lead"]) == ("assigned", district.housing.pk)
    assert list(strayed()) == []


def test_who_leads_does_not_also_support(commitment_with, district):
    assigned = assign(commitment_with("供热管网"), district, district.housing, [district.housing, district.water])

    assert list(assigned.supporting.all()) == [district.water]


def test_the_first_assignment_needs_no_reason_and_taking_it_away_does(commitment_with, district):
    pipes = assign(commitment_with("供热管网"), district, district.housing)

    with pytest.raises(ReasonRequired):
        assign(pipes, district, district.water, expected=2)
    assert assign(pipes, district, district.water, why="职责调整", expected=2).lead == district.water
    assert assign(pipes, district, None, why="待定", expected=3).lead is None


def test_the_same_again_writes_nothing(commitment_with, district):
    pipes = assign(commitment_with("供热管网"), district, district.housing)

    assert assign(pipes, district, district.housing, expected=2).revision_count == 2


@pytest.mark.parametrize("outside", ["city", "neighbour"])
def test_organisations_outside_the_government_are_refused(commitment_with, district, outside):
    foreign = getattr(district, outside)

    for lead, supporting in ((foreign, []), (district.housing, [foreign])):
        with pytest.raises(ForeignOrganisation) as refusal:
            assign(commitment_with("供热管网"), district, lead, supporting)
        assert refusal.value.organisation == foreign


def test_others_may_not(commitment_with, district):
    with pytest.raises(NotAllowed):
        assign(commitment_with("供热管网"), district, district.housing, by=district.reporter)
