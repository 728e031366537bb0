"""One tree of organisations. Name and place of today stand here; those of any day in ``past``."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from luoshi.people.abilities import Asker, Kind, Standing


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
    code = models.CharField(_("code"), max_length=64, unique=True)  # what other systems and imports know it by
    order = models.PositiveIntegerField(_("order"), default=0)
    opened_on = models.DateField(_("opened on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)  # the first day on which it is no more

    objects = OrganisationQuerySet.as_manager()

    ability_kind: ClassVar[Kind] = Kind.ORGANISATION

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ("order", "code")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("parent", "name"),
                condition=models.Q(closed_on=None),
                name="people_organisation_name_once_per_parent",
            ),
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

    def is_open(self, on: date) -> bool:
        """Does it exist on this day?"""
        return (self.opened_on is None or self.opened_on <= on) and (self.closed_on is None or on < self.closed_on)

    def standing_to(self, asker: Asker) -> Standing:
        """Within the asker's government or not."""
        return Standing.GOVERNED if self.pk in asker.governed_ids else Standing.OUTSIDE
