"""Roles: who gives them, and which never go together (三员分立)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from luoshi.journal.models import Line
from luoshi.people.abilities import NotAllowed, Role
from luoshi.people.actions import add_user, grant_role, revoke_role
from luoshi.people.errors import ReasonRequired, RoleHeld, RoleNotHeld, RolesExclude
from luoshi.people.exclusion import ADMINISTRATORS, excluded_by
from luoshi.people.models import RoleGrant, User
from tests.conftest import PASSWORD

AT = datetime(2026, 7, 10, 2, tzinfo=UTC)


def grant(district, user, role, by=None, why="兼任"):
    return grant_role(by=by or district.security_admin, user=user, role=role, why=why, at=AT)


def test_a_user_has_several_roles_each_with_who_gave_it_when_and_why(district):
    given = grant(district, district.reporter, Role.APPROVER)

    assert district.reporter.roles == {Role.REPORTER, Role.APPROVER}
    assert User.objects.get(pk=district.reporter.pk).roles == {Role.REPORTER, Role.APPROVER}
    assert (given.granted_by, given.granted_at, given.why) == (district.security_admin, AT, "兼任")
    assert Line.objects.get(action="role.granted", actor=district.security_admin).data == {"role": "approver"}


def test_a_role_ends_and_its_row_stays(district):
    grant(district, district.reporter, Role.APPROVER)

    ended = revoke_role(by=district.security_admin, user=district.reporter, role=Role.APPROVER, why="不再兼任",
                        at=AT + timedelta(days=1))  # fmt: skip

    assert district.reporter.roles == {Role.REPORTER}
    assert (ended.granted_by, ended.ended_by, ended.ended_why) == (
        district.security_admin, district.security_admin, "不再兼任",
    )  # fmt: skip
    with pytest.raises(RoleNotHeld):
        revoke_role(by=district.security_admin, user=district.reporter, role=Role.APPROVER, why="x", at=AT)
    grant(district, district.reporter, Role.APPROVER)
    assert RoleGrant.objects.filter(user=district.reporter, role="approver").count() == 2


@pytest.mark.parametrize("first", list(Role))
@pytest.mark.parametrize("second", list(Role))
def test_administrators_exclude_each_other_and_everybody_else(first, second):
    alone = {first, second} & {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN}

    refused = bool(excluded_by(second, {first}))

    assert refused == (first != second and bool(alone))


@pytest.mark.parametrize("admin", sorted(ADMINISTRATORS))
@pytest.mark.parametrize("other", list(Role))
def test_the_action_refuses_what_is_excluded_in_both_orders(district, admin, other):
    for number, (first, second) in enumerate([(admin, other), (other, admin)]):
        user = add_user(username=f"somebody{number}", display_name="某", organisation=district.water, role=first,
                        password=PASSWORD, at=AT)  # fmt: skip
        with pytest.raises(RoleHeld if first == second else RolesExclude):
            grant(district, user, second)
        assert User.objects.get(pk=user.pk).roles == {first}


@pytest.mark.parametrize("who", ["supervisor", "leader", "system_admin", "audit_admin", "stranger"])
def test_only_the_security_administrator_gives_and_takes_roles(district, who):
    by = getattr(district, who)
    with pytest.raises(NotAllowed):
        grant(district, district.reporter, Role.APPROVER, by=by)
    with pytest.raises(NotAllowed):
        revoke_role(by=by, user=district.reporter, role=Role.REPORTER, why="x", at=AT)
    assert User.objects.get(pk=district.reporter.pk).roles == {Role.REPORTER}


def test_nobody_gives_roles_to_themselves_or_beyond_their_government(district):
    for user in (district.security_admin, district.stranger):
        with pytest.raises(NotAllowed):
            grant(district, user, Role.VIEWER)


def test_who_adds_users_gives_no_roles(district):
    with pytest.raises(NotAllowed):
        add_user(by=district.system_admin, username="x1", display_name="某", organisation=district.water,
                 password=PASSWORD, role=Role.SUPERVISOR, at=AT)  # fmt: skip
    assert not User.objects.filter(username="x1").exists()


def test_a_reason_is_required(district):
    with pytest.raises(ReasonRequired):
        grant(district, district.reporter, Role.APPROVER, why=" ")


def test_the_database_holds_a_role_once(district):
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.create(user=district.reporter, role="reporter", granted_at=AT)


def test_what_a_user_row_repeats_is_what_the_grants_say(district):
    grant(district, district.reporter, Role.APPROVER)
    for user in User.objects.prefetch_related("grants"):
        assert user.roles == {grant.role for grant in user.grants.all() if grant.ended_at is None}
