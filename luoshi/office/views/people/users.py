"""Users: the list, one user's page, accounts and roles."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from luoshi.office.doors import asker, may
from luoshi.office.forms import people as forms
from luoshi.office.views.people.deed import DeedView
from luoshi.office.views.people.organisations import OrganisationDeed
from luoshi.people.abilities import Ability, Role, abilities
from luoshi.people.actions import (
    add_user,
    correct_user,
    disable_user,
    enable_user,
    grant_role,
    reset_password,
    revoke_role,
)
from luoshi.people.contacts import masked_phone, open_phone
from luoshi.people.models import OFFICE, Organisation, RoleChoice, User
from luoshi.people.queries import posts_held_by, visible_users

PAGE_LENGTH = 50


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """Users by name, role and state."""
    user = asker(request)
    wanted, role, state = (request.GET.get(name, "").strip() for name in ("q", "role", "state"))
    users = visible_users(user).order_by("username")
    if wanted:
        users = users.filter(
            Q(username__icontains=wanted) | Q(display_name__icontains=wanted)
            | Q(organisation__name__icontains=wanted) | Q(organisation__short_name__icontains=wanted)
        )  # fmt: skip
    if role in frozenset(Role):
        users = users.filter(grants__role=role, grants__ended_at=None)
    if state in {"active", "disabled"}:
        users = users.filter(is_active=state == "active")
    page = Paginator(users, PAGE_LENGTH).get_page(request.GET.get("page"))
    context = {
        "here": "people",
        "page": page,
        "rows": [(each, role_words(each)) for each in page.object_list],
        "wanted": wanted,
        "role": role,
        "state": state,
        "roles": RoleChoice.choices,
        "may": may(abilities(user, OFFICE)),
    }
    return render(request, "office/people/users.html", context)


def role_words(user: User) -> str:
    """The roles that the user has."""
    return "、".join(str(RoleChoice(role).label) for role in sorted(user.roles))


@require_safe
def detail(request: HttpRequest, user_id: int) -> HttpResponse:
    """Roles with who gave them, posts, contact."""
    by = asker(request)
    shown = visible_users(by).get(pk=user_id)
    can = abilities(by, shown)
    context = {
        "here": "people",
        "shown": shown,
        "phone": open_phone(shown) if Ability.SEE_CONTACT in can else masked_phone(shown),
        "is_masked": Ability.SEE_CONTACT not in can and bool(shown.phone_sealed),
        "roles": role_words(shown),
        "grants": shown.grants.select_related("granted_by", "ended_by"),
        "posts": posts_held_by(shown, timezone.localdate()),
        "may": may(can),
    }
    return render(request, "office/people/user.html", context)


def fresh_password() -> str:
    """One that can be read out: four groups without letters that look alike."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(4))


class Add(OrganisationDeed):
    """A new account in an organisation."""

    title, ability, form = gettext_lazy("Add a user"), Ability.ADD, forms.UserForm
    note = gettext_lazy("A password is made and shown once. The security administrator gives the role.")

    def act(self, by: User, subject: Organisation, values: dict[str, Any], at: datetime) -> str:
        """Add them."""
        password = fresh_password()
        user = add_user(by=by, organisation=subject, password=password, at=at, **values)
        words = _("%(name)s was added. Password, shown only now: %(password)s")
        return words % {"name": user.display_name, "password": password}


class UserDeed(DeedView):
    """Something done with a user."""

    def find(self, by: User, pk: int) -> User:
        """The user."""
        return visible_users(by).get(pk=pk)

    def address(self, subject: User) -> str:
        """Their page."""
        return reverse("user-detail", args=[subject.pk])


class Correct(UserDeed):
    """Name, organisation, contact."""

    title, ability, form = gettext_lazy("Correct"), Ability.CORRECT, forms.CorrectUserForm

    def initial(self, subject: User) -> dict[str, Any]:
        """As they are; the telephone number stays where it is."""
        return {"display_name": subject.display_name, "organisation": subject.organisation.code, "email": subject.email}

    def act(self, by: User, subject: User, values: dict[str, Any], at: datetime) -> str:
        """Correct them."""
        correct_user(by=by, user=subject, at=at, **values | {"phone": values["phone"] or None})
        return _("Corrected.")


class Disable(UserDeed):
    """They sign in no longer."""

    title, ability, danger = gettext_lazy("Disable"), Ability.DISABLE, True
    note = gettext_lazy("They are signed out at once. Roles and posts stay, so appoint a successor where it matters.")

    def act(self, by: User, subject: User, values: dict[str, Any], at: datetime) -> str:
        """Disable them."""
        disable_user(by=by, user=subject, why=values["why"], at=at)
        return _("%(name)s can no longer sign in.") % {"name": subject.display_name}


class Enable(UserDeed):
    """They sign in again."""

    title, ability = gettext_lazy("Enable"), Ability.DISABLE

    def act(self, by: User, subject: User, values: dict[str, Any], at: datetime) -> str:
        """Enable them."""
        enable_user(by=by, user=subject, why=values["why"], at=at)
        return _("%(name)s can sign in again.") % {"name": subject.display_name}


class ResetPassword(UserDeed):
    """A password for one sign-in."""

    title, ability = gettext_lazy("Reset the password"), Ability.RESET_PASSWORD
    note = gettext_lazy("A password is made and shown once; it must be changed at the next sign-in.")

    def act(self, by: User, subject: User, values: dict[str, Any], at: datetime) -> str:
        """Reset it."""
        password = fresh_password()
        reset_password(by=by, user=subject, password=password, why=values["why"], at=at)
        return _("Password of %(name)s, shown only now: %(password)s") % {
            "name": subject.display_name,
            "password": password,
        }


class Grant(UserDeed):
    """A further role."""

    title, ability, form = gettext_lazy("Give a role"), Ability.GRANT, forms.GrantForm
    note = gettext_lazy("Roles that exclude each other are not offered.")

    def act(self, by: User, subject: User, values: dict[str, Any], at: datetime) -> str:
        """Give it."""
        role = Role(values["role"])
        grant_role(by=by, user=subject, role=role, why=values["why"], at=at)
        return _("%(name)s is now: %(role)s.") % {"name": subject.display_name, "role": RoleChoice(role).label}


class Revoke(UserDeed):
    """A role less."""

    title, ability, form = gettext_lazy("Take a role away"), Ability.GRANT, forms.RevokeForm

    def act(self, by: User, subject: User, values: dict[str, Any], at: datetime) -> str:
        """Take it away."""
        role = Role(values["role"])
        revoke_role(by=by, user=subject, role=role, why=values["why"], at=at)
        words = _("%(name)s is no longer: %(role)s.")
        return words % {"name": subject.display_name, "role": RoleChoice(role).label}
