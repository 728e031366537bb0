"""Giving and taking roles."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from luoshi.journal.actions import record
from luoshi.people.abilities import Ability, Role
from luoshi.people.actions._guarding import guard, require_reason
from luoshi.people.errors import RoleHeld, RoleNotHeld, RolesExclude
from luoshi.people.exclusion import excluded_by
from luoshi.people.models import RoleGrant, User


@transaction.atomic
def grant_role(*, by: User | None, user: User, role: Role, why: str, at: datetime) -> RoleGrant:
    """``user`` has the role from now on. Raises RolesExclude, RoleHeld, ReasonRequired, NotAllowed."""
    guard(by, Ability.GRANT, user)
    why = require_reason(why)
    held = _lock_roles(user)
    if role in held:
        raise RoleHeld(role)
    if excluded_by(role, held):
        raise RolesExclude(role, excluded_by(role, held))
    grant = RoleGrant.objects.create(user=user, role=role.value, granted_at=at, granted_by=by, why=why)
    _project_roles(user)
    record(by=by, action="role.granted", subject=user, at=at, why=why, data={"role": role.value})
    return grant


@transaction.atomic
def revoke_role(*, by: User | None, user: User, role: Role, why: str, at: datetime) -> RoleGrant:
    """``user`` has the role no longer. Raises RoleNotHeld, ReasonRequired, NotAllowed."""
    guard(by, Ability.GRANT, user)
    why = require_reason(why)
    _lock_roles(user)
    grant = user.grants.filter(role=role.value, ended_at=None).first()
    if grant is None:
        raise RoleNotHeld(role)
    grant.ended_at, grant.ended_by, grant.ended_why = at, by, why
    grant.save(update_fields=["ended_at", "ended_by", "ended_why"])
    _project_roles(user)
    record(by=by, action="role.revoked", subject=user, at=at, why=why, data={"role": role.value})
    return grant


def _lock_roles(user: User) -> frozenset[Role]:
    """The roles held, read while nobody else can give the user another: two grants at once must not both be first."""
    User.objects.select_for_update().get(pk=user.pk)
    held = user.grants.filter(ended_at=None).values_list("role", flat=True)
    return frozenset(Role(role) for role in held)


def _project_roles(user: User) -> None:
    """Repeat the open grants in the user's row: every request asks for them, and nothing else writes there."""
    held = user.grants.filter(ended_at=None).order_by("role").values_list("role", flat=True)
    user.roles_held = " ".join(held)
    user.save(update_fields=["roles_held"])
