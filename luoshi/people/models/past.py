"""What an organisation was called, where it stood, and what became of it. Rows are appended, never changed.

An entry without ``since`` holds from the beginning. Of two with the same day the later recorded one is right: it
corrects the other.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi.people.models.organisation import Organisation


class Dated(models.Model):
    """Holds from a day on, until a later row holds."""

    since = models.DateField(_("since"), null=True, blank=True)
    why = models.TextField(_("reason"), blank=True)
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name=_("recorded by")
    )

    class Meta:
        abstract = True


class OrganisationName(Dated):
    """The name that an organisation bears from a day on."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="names", verbose_name=_("organisation"))
    name = models.CharField(_("name"), max_length=120)
    short_name = models.CharField(_("short name"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("name of an organisation")
        verbose_name_plural = _("names of organisations")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name


class OrganisationPlace(Dated):
    """The higher organisation that an organisation belongs to from a day on."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="places", verbose_name=_("organisation")
    )
    parent = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", verbose_name=_("higher organisation")
    )

    class Meta:
        verbose_name = _("place of an organisation")
        verbose_name_plural = _("places of organisations")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.organisation_id} → {self.parent_id}"


class Merger(models.Model):
    """One organisation goes into another.

    It then stands, closed, beneath its successor, so that what hangs on it is found there.
    """

    absorbed = models.OneToOneField(
        Organisation, models.PROTECT, related_name="merger", verbose_name=_("absorbed organisation")
    )
    into = models.ForeignKey(Organisation, models.PROTECT, related_name="mergers", verbose_name=_("successor"))
    on = models.DateField(_("date"))
    why = models.TextField(_("reason"))
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name=_("recorded by")
    )

    class Meta:
        verbose_name = _("merger")
        verbose_name_plural = _("mergers")
        ordering = ("on", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(absorbed=models.F("into")), name="people_merger_of_two_organisations"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.absorbed_id} → {self.into_id}"
