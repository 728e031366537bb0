"""Versions of mechanisms, and the seats that a place fills."""

from __future__ import annotations

from functools import lru_cache
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luoshi.matters.choices import DeskChoice, VersionStatus
from luoshi.mechanisms import Pack, load_files
from luoshi.mechanisms.stages import Mechanism
from luoshi.people.abilities import Asker, Kind, Standing
from luoshi.people.models import Organisation, User


class MechanismVersion(models.Model):
    """One version of a mechanism with everything it rests on. What was live is never changed, only followed."""

    name = models.CharField(_("name"), max_length=40)
    number = models.PositiveIntegerField(_("number"))
    pack = models.CharField(_("pack"), max_length=40)
    pack_version = models.CharField(_("version"), max_length=40)
    title = models.CharField(_("title"), max_length=80)
    desk = models.CharField(_("desk"), max_length=12, choices=DeskChoice.choices)
    digest = models.CharField(_("digest"), max_length=64)
    files = models.JSONField(_("files"))
    is_own = models.BooleanField(_("the place's own"), default=False)
    status = models.CharField(_("status"), max_length=8, choices=VersionStatus.choices)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))

    ability_kind: ClassVar[Kind] = Kind.MECHANISM

    class Meta:
        verbose_name = _("version of a mechanism")
        verbose_name_plural = _("versions of mechanisms")
        ordering = ("name", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("name", "number"), name="matters_version_number_once"),
            models.UniqueConstraint(fields=("name",), condition=Q(status="live"), name="matters_version_one_live"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.pack_version}"

    def standing_to(self, asker: Asker) -> Standing:
        """Mechanisms belong to the installation."""
        return Standing.GOVERNED

    @property
    def unpacked(self) -> Pack:
        """The whole pack of this version. A row's files never change, so they are read once for each process."""
        return _load(self.pk, self.digest)

    @property
    def mechanism(self) -> Mechanism:
        """The mechanism as it was when this version was made."""
        return self.unpacked.mechanism(self.name)


@lru_cache(maxsize=200)
def _load(pk: int, digest: str) -> Pack:
    row = MechanismVersion.objects.get(pk=pk, digest=digest)
    return load_files(row.pack, row.files, is_own=row.is_own)


class Seat(models.Model):
    """Which organisation fills an office that mechanisms name, under one government."""

    seat = models.CharField(_("seat"), max_length=40)
    government = models.ForeignKey(
        Organisation, models.PROTECT, related_name="seats_given", verbose_name=_("government")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="seats_held", verbose_name=_("organisation")
    )
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        ordering = ("seat", "government")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("seat", "government"), name="matters_seat_filled_once"),
        ]

    def __str__(self) -> str:
        return f"{self.seat}: {self.organisation}"


class CodeCounter(models.Model):
    """The last number given to a matter of one government in one year. Locked while the next one is taken."""

    government = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("government"))
    year = models.PositiveIntegerField(_("year"))
    last = models.PositiveIntegerField(_("last number"), default=0)

    class Meta:
        verbose_name = _("counter of matters")
        verbose_name_plural = _("counters of matters")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("government", "year"), name="matters_counter_once"),
        ]

    def __str__(self) -> str:
        return f"{self.government_id} {self.year}: {self.last}"


class CalendarEdition(models.Model):
    """One yearly notice as an administrator brought it in. The latest of a year counts."""

    year = models.PositiveIntegerField(_("year"))
    number = models.PositiveIntegerField(_("number"))
    off = models.JSONField(_("days off"))
    work = models.JSONField(_("days worked"))
    issued_on = models.DateField(_("issued on"), null=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))
    why = models.TextField(_("reason"), blank=True)

    ability_kind: ClassVar[Kind] = Kind.CALENDAR

    class Meta:
        verbose_name = _("notice on holidays")
        verbose_name_plural = _("notices on holidays")
        ordering = ("year", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("year", "number"), name="matters_edition_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.year} #{self.number}"

    def standing_to(self, asker: Asker) -> Standing:
        """The calendar belongs to the installation."""
        return Standing.GOVERNED
