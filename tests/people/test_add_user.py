"""Adding people and organisations."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from luoshi.people.abilities import Role
from luoshi.people.actions import add_organisation, add_user
from luoshi.people.models import Organisation, OrganisationKind, User
from tests.conftest import BEFORE


def add(district, **changes):
    values = {"username": "new", "display_name": "新人", "organisation": district.water, "role": Role.REPORTER,
              "password": "long-enough-9", "at": BEFORE, **changes}  # fmt: skip
    return add_user(**values)


def test_a_person_is_added_and_the_password_is_not_kept(district):
    user = add(district)

    assert user.check_password("long-enough-9")
    assert "long-enough" not in user.password


def test_without_a_password_nobody_signs_in(district):
    assert not add(district, password=None).has_usable_password()


def test_a_password_that_somebody_has_already_is_not_made_again(district):
    first = add(district)

    second = add(district, username="second", same_as=first)

    assert second.password == first.password
    assert second.check_password("long-enough-9")


@pytest.mark.parametrize(
    "wrong",
    [
        {"password": "short"},
        {"password": "1234567890123"},
        {"password": "password12"},
        {"username": "ducha"},
        {"username": "two words"},
        {"username": ""},
        {"display_name": ""},
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_written(district, wrong):
    before = User.objects.count()

    with pytest.raises(ValidationError):
        add(district, **wrong)

    assert User.objects.count() == before


@pytest.mark.parametrize(
    "wrong", [{"code": "county"}, {"name": ""}, {"kind": "empire"}, {"name": "云浦区水利局", "code": "x"}]
)
def test_an_organisation_that_does_not_fit_is_refused(district, wrong):
    values = {
        "code": "new",
        "kind": OrganisationKind.DEPARTMENT,
        "name": "新局",
        "parent": district.county,
        "at": BEFORE,
        **wrong,
    }

    with pytest.raises(ValidationError):
        add_organisation(**values)

    assert not Organisation.objects.filter(name="新局").exists()
