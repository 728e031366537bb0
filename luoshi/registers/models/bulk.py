"""Imports: the file, how far it is done, what was refused, and the mapping of columns that was used last."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi.people.abilities import Asker, Kind, Standing
from luoshi.people.models import Organisation, User
from luoshi.registers.choices import ImportState
from luoshi.registers.models.pack import Register


class ImportJob(models.Model):
    """One file on its way in. ``done`` rows are written, in the same transactions as their records."""

    register = models.ForeignKey(Register, models.PROTECT, related_name="imports", verbose_name=_("register"))
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("kept by"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))
    file_name = models.CharField(_("file name"), max_length=255)
    file_digest = models.CharField(_("digest of the file"), max_length=64)
    mapping = models.JSONField(_("columns"))
    id_column = models.CharField(_("column of the number elsewhere"), max_length=120, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=ImportState.choices, default=ImportState.READY)
    total = models.PositiveIntegerField(_("rows"), default=0)
    done = models.PositiveIntegerField(_("rows done"), default=0)
    added = models.PositiveIntegerField(_("added"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    same = models.PositiveIntegerField(_("unchanged"), default=0)
    refused = models.PositiveIntegerField(_("refused"), default=0)
    beaten_at = models.DateTimeField(_("last sign of life"), null=True)

    class Meta:
        verbose_name = _("import of records")
        verbose_name_plural = _("imports of records")
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.file_name} {self.done}/{self.total}"

    @property
    def ability_kind(self) -> Kind:
        """As a record."""
        return Kind.RECORD

    def standing_to(self, asker: Asker) -> Standing:
        """By the organisation that keeps the records."""
        if self.owner_id in asker.charge_ids:
            return Standing.GOVERNED_CHARGED
        return Standing.GOVERNED if self.owner_id in asker.governed_ids else Standing.OUTSIDE


class ImportFault(models.Model):
    """One cell that was refused, or doubtful, with its row as the spreadsheet numbers it."""

    job = models.ForeignKey(ImportJob, models.CASCADE, related_name="faults", verbose_name=_("import"))
    row = models.PositiveIntegerField(_("row"))
    field = models.CharField(_("field"), max_length=40, blank=True)
    code = models.CharField(_("problem"), max_length=24)
    limit = models.CharField(_("limit"), max_length=400, blank=True)
    written = models.CharField(_("as written"), max_length=200, blank=True)
    is_warning = models.BooleanField(_("only a warning"))

    class Meta:
        verbose_name = _("problem of an import")
        verbose_name_plural = _("problems of imports")
        ordering = ("job", "row", "pk")

    def __str__(self) -> str:
        return f"{self.row} {self.field} {self.code}"


class ColumnMapping(models.Model):
    """Heading → field, as an organisation last mapped a file with these headings."""

    register = models.ForeignKey(Register, models.CASCADE, related_name="+", verbose_name=_("register"))
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name=_("organisation"))
    headings_digest = models.CharField(max_length=64)
    mapping = models.JSONField(_("columns"))
    id_column = models.CharField(_("column of the number elsewhere"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("mapping of columns")
        verbose_name_plural = _("mappings of columns")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("register", "organisation", "headings_digest"), name="registers_mapping_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.register_id} {self.organisation_id}"
