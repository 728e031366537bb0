"""People who sign in, and the roles they were given."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import ClassVar, NamedTuple

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi.people.abilities import Asker, Kind, Role, Standing
from luoshi.people.models.organisation import GOVERNMENTS, Organisation
from luoshi.statements import Statement, ask

# All that an ability may depend on in one statement: every action asks it. The height ends a loop in the tree, which
# no action can make.
REACH = f"""
WITH RECURSIVE line(id, parent_id, kind, height) AS (
    SELECT id, parent_id, kind, 0 FROM people_organisation WHERE id = %s
    UNION SELECT above.id, above.parent_id, above.kind, line.height + 1
    FROM people_organisation above JOIN line ON above.id = line.parent_id WHERE line.height < 64
), government(id) AS (
    SELECT id FROM line WHERE kind IN ({", ".join(f"'{kind.value}'" for kind in sorted(GOVERNMENTS))})
    OR parent_id IS NULL ORDER BY height LIMIT 1
), governed(id) AS (
    SELECT id FROM government
    UNION SELECT child.id FROM people_organisation child JOIN governed ON child.parent_id = governed.id
), charge(id) AS (
    SELECT id FROM line WHERE height = 0
    UNION SELECT child.id FROM people_organisation child JOIN charge ON child.parent_id = charge.id
) SELECT 0, id FROM line UNION ALL SELECT 1, id FROM governed UNION ALL SELECT 2, id FROM charge
"""  # noqa: S608  words of the code


class Reach(NamedTuple):
    """Ids of organisations: over the user's own, beneath the user's government, beneath the user's own; all with it."""

    line: frozenset[int]
    governed: frozenset[int]
    charge: frozenset[int]


class RoleChoice(models.TextChoices):
    """The roles with their words on the screen."""

    SUPERVISOR = Role.SUPERVISOR.value, _("Supervisor")
    REPORTER = Role.REPORTER.value, _("Reporter")
    APPROVER = Role.APPROVER.value, _("Approver")
    LEADER = Role.LEADER.value, _("Leader")
    VIEWER = Role.VIEWER.value, _("Viewer")
    DEPUTY = Role.DEPUTY.value, _("Deputy")
    AUDITOR = Role.AUDITOR.value, _("Auditor")
    SYSTEM_ADMIN = Role.SYSTEM_ADMIN.value, _("System administrator")
    SECURITY_ADMIN = Role.SECURITY_ADMIN.value, _("Security administrator")
    AUDIT_ADMIN = Role.AUDIT_ADMIN.value, _("Audit administrator")


class UserManager(BaseUserManager["User"]):
    """Looks users up by name; accounts are made by the action ``add_user``."""


class User(AbstractBaseUser):
    """A person who signs in. What they may do follows from their roles and their organisation alone."""

    username = models.CharField(_("user name"), max_length=150, unique=True, validators=[UnicodeUsernameValidator()])
    display_name = models.CharField(_("name"), max_length=80)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="members", verbose_name=_("organisation")
    )
    is_active = models.BooleanField(_("active"), default=True)
    phone_sealed = models.TextField(_("telephone"), blank=True)  # luoshi.people.contacts opens it
    email = models.EmailField(_("e-mail"), blank=True)
    roles_held = models.CharField(_("roles"), max_length=200, blank=True)  # a projection of the open grants, for speed
    must_change_password = models.BooleanField(_("must change the password"), default=False)

    objects: ClassVar[UserManager] = UserManager()

    ability_kind: ClassVar[Kind] = Kind.USER

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name", "organisation"]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ("username",)

    def __str__(self) -> str:
        return self.display_name

    def standing_to(self, asker: Asker) -> Standing:
        """The asker themself, or by organisation."""
        if self.pk == asker.pk:
            return Standing.OWN
        return self.organisation.standing_to(asker)

    @property
    def roles(self) -> frozenset[Role]:
        """What the user is here for now."""
        return frozenset(Role(role) for role in self.roles_held.split() if role in frozenset(Role))

    @cached_property
    def government(self) -> Organisation:
        """The nearest government at or above the user's organisation; the root of the tree if there is none."""
        line = {each.pk: each for each in Organisation.objects.above(self.organisation_id)}
        here = line[self.organisation_id]
        while not here.is_government and here.parent_id is not None:
            here = line[here.parent_id]
        return here

    @property
    def line_ids(self) -> frozenset[int]:
        """Ids of the user's organisation and of everything over it."""
        return self._reach.line

    @property
    def governed_ids(self) -> frozenset[int]:
        """Ids of the user's government and of everything beneath it."""
        return self._reach.governed

    @property
    def charge_ids(self) -> frozenset[int]:
        """Ids of the user's own organisation and of everything beneath it."""
        return self._reach.charge

    @property
    def reach_to_ask(self) -> Statement | None:
        """Asks for the three sets of ids; None when they are known. Whoever asks tells ``learn_reach`` the answer."""
        return None if "_reach" in self.__dict__ else Statement(REACH, [self.organisation_id], is_frequent=True)

    def learn_reach(self, rows: Iterable[tuple[int, int]]) -> None:
        """The answer to ``reach_to_ask``."""
        found: tuple[set[int], set[int], set[int]] = (set(), set(), set())
        for which, pk in rows:
            found[which].add(pk)
        self._reach = Reach(*map(frozenset, found))

    @cached_property
    def _reach(self) -> Reach:
        self.learn_reach(ask([Statement(REACH, [self.organisation_id], is_frequent=True)])[0])
        return self._reach


class RoleGrant(models.Model):
    """One role given to one user: by whom, when, why, and how it ended. ``granted_by`` is None at the installation."""

    user = models.ForeignKey(User, models.PROTECT, related_name="grants", verbose_name=_("user"))
    role = models.CharField(_("role"), max_length=16, choices=RoleChoice.choices)
    granted_at = models.DateTimeField(_("granted at"))
    granted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("granted by"))
    why = models.TextField(_("reason"), blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("ended by"))
    ended_why = models.TextField(_("why it ended"), blank=True)

    class Meta:
        verbose_name = _("role of a user")
        verbose_name_plural = _("roles of users")
        ordering = ("granted_at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("user", "role"), condition=models.Q(ended_at=None), name="people_role_held_once"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None) | models.Q(ended_at__gte=models.F("granted_at")),
                name="people_role_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"
