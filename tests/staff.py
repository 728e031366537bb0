"""People in the units who check: fixtures that the tests of checking and of its pages share."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

import pytest
from pytest_django import DjangoDbBlocker

from luoshi.people.abilities import Role
from luoshi.people.actions import add_user
from luoshi.people.models import Organisation, User
from tests.conftest import BEFORE, PASSWORD, District, taken_back


@dataclass(frozen=True)
class Staff:
    """People in the units, beside those of the district."""

    housing_approver: User
    water_reporter: User
    water_approver: User
    town_clerk: User
    town_approver: User
    second_supervisor: User


@pytest.fixture(scope="module")
def made_staff(made_district: District | None, django_db_blocker: DjangoDbBlocker) -> Iterator[Staff | None]:
    """The people of all tests of a module, as with its district."""
    if made_district is None:
        yield None
        return
    with taken_back(django_db_blocker):
        yield make_staff(made_district)


@pytest.fixture
def staff(request: pytest.FixtureRequest, made_staff: Staff | None, db: None) -> Staff:
    """The people; what a test does to their rows and objects is taken back."""
    return deepcopy(made_staff) if made_staff else make_staff(request.getfixturevalue("district"))


def make_staff(district: District) -> Staff:
    """By the same action as real people."""

    def person(username: str, organisation: Organisation, role: Role) -> User:
        return add_user(
            username=username, display_name=username, organisation=organisation, role=role, password=PASSWORD, at=BEFORE
        )

    return Staff(
        housing_approver=person("zhujianju", district.housing, Role.APPROVER),
        water_reporter=person("shuili", district.water, Role.REPORTER),
        water_approver=person("shuiliju", district.water, Role.APPROVER),
        town_clerk=person("zhen", district.town, Role.REPORTER),
        town_approver=person("zhenzhang", district.town, Role.APPROVER),
        second_supervisor=person("ducha2", district.office, Role.SUPERVISOR),
    )
