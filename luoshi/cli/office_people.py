"""The first organisation and the first logins of a new home; everybody else is added by them."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from luoshi.people.abilities import Role
from luoshi.people.actions import add_organisation, add_user
from luoshi.people.models import OrganisationKind, User

# The three administrators exclude each other (三员分立), so a new home needs all of them, and somebody who works.
FIRST = (
    ("admin", "系统管理员", Role.SYSTEM_ADMIN),
    ("security", "安全管理员", Role.SECURITY_ADMIN),
    ("audit", "审计管理员", Role.AUDIT_ADMIN),
    ("ducha", "督查员", Role.SUPERVISOR),
)


@dataclass(frozen=True, slots=True)
class FirstLogin:
    """What to type, and who one is then."""

    username: str
    password: str
    title: str


def is_empty() -> bool:
    """Has nobody an account yet?"""
    return not User.objects.exists()


@transaction.atomic
def add_first_users(at: datetime) -> list[FirstLogin]:
    """A government with its administrators and a supervisor, each with a password of their own."""
    government = add_organisation(
        code="government", kind=OrganisationKind.COUNTY, name="本级人民政府", short_name="本级政府", at=at
    )
    logins = [FirstLogin(username, secrets.token_urlsafe(12), title) for username, title, _ in FIRST]
    for login, (_, _, role) in zip(logins, FIRST, strict=True):
        add_user(
            username=login.username,
            display_name=login.title,
            organisation=government,
            role=role,
            password=login.password,
            at=at,
        )
    return logins
