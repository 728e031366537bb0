"""What people's actions refuse, with the facts that a page needs to explain it. No prose."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from luoshi.people.abilities import Role
    from luoshi.people.models import Holding, Organisation


class Refusal(Exception):  # noqa: N818  the names below read better where they are caught
    """An expected failure of an action on people or organisations. Nothing was written."""


class ReasonRequired(Refusal):
    """This change needs a reason."""


class FutureDate(Refusal):
    """This can only be recorded once it has happened."""

    def __init__(self, on: date, today: date) -> None:
        self.on, self.today = on, today
        super().__init__(on, today)


class AlreadyClosed(Refusal):
    """The organisation is closed, so nothing new can hang on it."""

    def __init__(self, organisation: Organisation) -> None:
        self.organisation = organisation
        super().__init__(organisation.pk)


class LoopInTree(Refusal):
    """The organisation would come to stand beneath itself."""

    def __init__(self, organisation: Organisation, under: Organisation) -> None:
        self.organisation, self.under = organisation, under
        super().__init__(organisation.pk, under.pk)


class NameTaken(Refusal):
    """The higher organisation already has lower ones of these names."""

    def __init__(self, parent: Organisation, names: Collection[str]) -> None:
        self.parent, self.names = parent, tuple(names)
        super().__init__(parent.pk, self.names)


class StillInUse(Refusal):
    """Open organisations, active users or filled posts still belong to it."""

    def __init__(self, organisation: Organisation, *, children: int, users: int) -> None:
        self.organisation, self.children, self.users = organisation, children, users
        super().__init__(organisation.pk, children, users)


class RolesExclude(Refusal):
    """The roles that the user holds forbid this one."""

    def __init__(self, role: Role, held: Collection[Role]) -> None:
        self.role, self.held = role, tuple(sorted(held))
        super().__init__(role, self.held)


class RoleHeld(Refusal):
    """The user already has this role."""

    def __init__(self, role: Role) -> None:
        self.role = role
        super().__init__(role)


class RoleNotHeld(Refusal):
    """The user does not have this role."""

    def __init__(self, role: Role) -> None:
        self.role = role
        super().__init__(role)


class PostClash(Refusal):
    """Somebody holds the post for some of these days."""

    def __init__(self, holding: Holding) -> None:
        self.holding = holding
        super().__init__(holding.pk)


class ImportFaults(Refusal):
    """Cells that do not fit; one of them stops the whole import."""

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(count)


class AlreadyApplied(Refusal):
    """This import was carried out before."""


class BadTerm(Refusal):
    """A time in a post that ends before it begins."""

    def __init__(self, since: date, ended_on: date) -> None:
        self.since, self.ended_on = since, ended_on
        super().__init__(since, ended_on)


class TokenRefused(Refusal):
    """No channel comes in with this token: it is unknown, over or revoked, or its organisation is closed."""
