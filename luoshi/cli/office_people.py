"""The first organisation and the first login of a new home; everybody else is added by them."""

from __future__ import annotations

import secrets

from django.db import transaction

from luoshi.people.abilities import Role
from luoshi.people.actions import add_organisation, add_user
from luoshi.people.models import OrganisationKind, User

FIRST = "admin"


def is_empty() -> bool:
    """Has nobody an account yet?"""
    return not User.objects.exists()


@transaction.atomic
def add_first_user() -> str:
    """A government and a supervisor in it; returns the supervisor's generated password."""
    government = add_organisation(
        code="government", kind=OrganisationKind.COUNTY, name="本级人民政府", short_name="本级政府"
    )
    password = secrets.token_urlsafe(12)
    add_user(username=FIRST, display_name="督查员", organisation=government, role=Role.SUPERVISOR, password=password)
    return password
