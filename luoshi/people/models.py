"""Organisations in one tree, and the people who work in them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from luoshi.people.abilities import Asker, Kind, Role, Standing


class OrganisationKind(models.TextChoices):
    """The levels of the tree, from province to grid, and what hangs beside them."""

    PROVINCE = "province", _("Province")
    CITY = "city", _("City")
    COUNTY = "county", _("County or district")
    TOWN = "town", _("Town or subdistrict")
    COMMUNITY = "community", _("Village or community")
    GRID = "grid", _("Grid")
    DEPARTMENT = "department", _("Department")
    ENTERPRISE = "enterprise", _("State-owned enterprise")
    OTHER = "other", _("Other")


GOVERNMENTS = frozenset(
    {OrganisationKind.PROVINCE, OrganisationKind.CITY, OrganisationKind.COUNTY, OrganisationKind.TOWN}
)

# UNION, not UNION ALL: a loop in the tree, which no action can make, would end here and not hang.
DOWN = """
WITH RECURSIVE tree(id) AS (
    SELECT id FROM people_organisation WHERE id = %s
    UNION SELECT child.id FROM people_organisation child JOIN tree ON child.parent_id = tree.id
) SELECT id FROM tree
"""
UP = """
WITH RECURSIVE line(id, parent_id) AS (
    SELECT id, parent_id FROM people_organisation WHERE id = %s
    UNION SELECT above.id, above.parent_id FROM people_organisation above JOIN line ON above.id = line.parent_id
) SELECT id FROM line
"""


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Ways through the tree."""

    def under(self, organisation_id: int) -> OrganisationQuerySet:
        """This organisation and everything beneath it, at any depth."""
        return self.filter(pk__in=RawSQL(DOWN, [organisation_id]))  # noqa: S611  a constant with one parameter

    def above(self, organisation_id: int) -> OrganisationQuerySet:
        """This organisation and everything over it, up to the root."""
        return self.filter(pk__in=RawSQL(UP, [organisation_id]))  # noqa: S611  a constant with one parameter


class Organisation(models.Model):
    """A government, department, town, community or grid."""

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("higher organisation")
    )
    kind = models.CharField(_("kind"), max_length=16, choices=OrganisationKind.choices)
    name = models.CharField(_("name"), max_length=120)
    short_name = models.CharField(_("short name"), max_length=40, blank=True)
    code = models.CharField(_("code"), max_length=64, unique=True)
    order = models.PositiveIntegerField(_("order"), default=0)

    objects = OrganisationQuerySet.as_manager()

    ability_kind: ClassVar[Kind] = Kind.ORGANISATION

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ("order", "code")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("parent", "name"), name="people_organisation_name_once_per_parent"),
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")), name="people_organisation_not_its_own_parent"
            ),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name

    @property
    def is_government(self) -> bool:
        """Does it issue work reports of its own?"""
        return self.kind in GOVERNMENTS

    def standing_to(self, asker: Asker) -> Standing:
        """Within the asker's government or not."""
        return Standing.GOVERNED if self.pk in asker.governed_ids else Standing.OUTSIDE


class UserManager(BaseUserManager["User"]):
    """Looks users up by name; accounts are made by the action ``add_user``."""


class User(AbstractBaseUser):
    """A person who signs in. What they may do follows from role and organisation alone."""

    class RoleChoice(models.TextChoices):
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

    username = models.CharField(_("user name"), max_length=150, unique=True, validators=[UnicodeUsernameValidator()])
    display_name = models.CharField(_("name"), max_length=80)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="members", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=16, choices=RoleChoice.choices)
    is_active = models.BooleanField(_("active"), default=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name", "organisation", "role"]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ("username",)

    def __str__(self) -> str:
        return self.display_name

    @property
    def roles(self) -> frozenset[Role]:
        """What the user is here for now; none for a role that this version does not know."""
        return frozenset({Role(self.role)}) if self.role in frozenset(Role) else frozenset()

    @cached_property
    def government(self) -> Organisation:
        """The nearest government at or above the user's organisation; the root of the tree if there is none."""
        line = {each.pk: each for each in Organisation.objects.above(self.organisation_id)}
        here = line[self.organisation_id]
        while not here.is_government and here.parent_id is not None:
            here = line[here.parent_id]
        return here

    @cached_property
    def line_ids(self) -> frozenset[int]:
        """Ids of the user's organisation and of everything over it."""
        return frozenset(Organisation.objects.above(self.organisation_id).values_list("pk", flat=True))

    @cached_property
    def governed_ids(self) -> frozenset[int]:
        """Ids of the user's government and of everything beneath it."""
        return frozenset(Organisation.objects.under(self.government.pk).values_list("pk", flat=True))

    @cached_property
    def charge_ids(self) -> frozenset[int]:
        """Ids of the user's own organisation and of everything beneath it."""
        return frozenset(Organisation.objects.under(self.organisation_id).values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class Office:
    """The asker's own government as a whole, for what is done before there is any object."""

    ability_kind: Kind = Kind.OFFICE

    def standing_to(self, asker: Asker) -> Standing:
        """Everybody belongs to the own office."""
        return Standing.GOVERNED


OFFICE = Office()


class LoginFailure(models.Model):
    """One failed sign-in. The account is kept as a digest: people type passwords into the wrong box."""

    account_digest = models.CharField(max_length=64)
    address = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("failed login")
        verbose_name_plural = _("failed logins")
        indexes: ClassVar = [
            models.Index(fields=("account_digest", "address", "at"), name="people_failure_pair"),
        ]

    def __str__(self) -> str:
        return f"{self.address} {self.at:%Y-%m-%d %H:%M}"
