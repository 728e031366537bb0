"""The tree, at any depth."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from luoshi.people.actions import add_organisation
from luoshi.people.models import OFFICE, Organisation, OrganisationKind, User
from luoshi.people.queries import visible_organisations
from tests.conftest import BEFORE


def codes(organisations):
    return {each.code for each in organisations}


def test_under_and_above(district):
    assert codes(Organisation.objects.under(district.county.pk)) == {
        "county", "office", "housing", "water", "town", "village",
    }  # fmt: skip
    assert codes(Organisation.objects.above(district.village.pk)) == {"village", "town", "county", "city"}


def test_fifty_levels_in_one_query(district, django_assert_num_queries):
    parent = district.village
    for level in range(50):
        parent = add_organisation(
            code=f"g{level}", kind=OrganisationKind.GRID, name=f"网格{level}", parent=parent, at=BEFORE
        )

    with django_assert_num_queries(1):
        assert len(Organisation.objects.under(district.town.pk)) == 52
    with django_assert_num_queries(1):
        assert len(Organisation.objects.above(parent.pk)) == 54


def test_a_loop_made_by_hand_does_not_hang(district):
    Organisation.objects.filter(pk=district.county.pk).update(parent=district.village)

    assert codes(Organisation.objects.above(district.village.pk)) == {"village", "town", "county"}


def test_nobody_is_their_own_parent(district):
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(pk=district.town.pk).update(parent=district.town.pk)


def test_a_persons_government_is_the_nearest_above(district):
    assert district.supervisor.government == district.county
    assert district.leader.government == district.county
    assert district.town_reporter.government == district.town


def test_without_a_government_above_it_is_the_root(district):
    group = add_organisation(code="group", kind=OrganisationKind.ENTERPRISE, name="集团", at=BEFORE)
    branch = add_organisation(code="branch", kind=OrganisationKind.ENTERPRISE, name="分公司", parent=group, at=BEFORE)
    User.objects.filter(pk=district.viewer.pk).update(organisation=branch)

    assert User.objects.get(pk=district.viewer.pk).government == group


def test_organisations_to_choose_from_are_the_governments_own(district):
    assert codes(visible_organisations(district.town_supervisor)) == {"town", "village"}
    assert [each.code for each in visible_organisations(district.supervisor)] == [
        "county", "office", "housing", "water", "town", "village",
    ]  # fmt: skip
    district.supervisor.is_active = False
    assert not visible_organisations(district.supervisor).exists()


def test_standing_of_organisations_and_of_the_office(district):
    assert district.village.standing_to(district.supervisor) == "governed"
    assert district.city.standing_to(district.supervisor) == "outside"
    assert OFFICE.standing_to(district.viewer) == "governed"
