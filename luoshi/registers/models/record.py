"""Records, every version of them, the keys they are found by, and files.

A ``RecordVersion`` is the record; the changeable columns of ``Record`` and all ``RecordKey`` rows only repeat the
latest one, so that records can be listed and counted.

A column that repeats what the row it hangs on says already (the register of a version or key) or that names a row whose
table refuses DELETE (a pack version) is not checked once more by the database: at a hundred thousand rows an import
spent a third of its time on that. An index that another one begins with is left out for the same reason.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luoshi.people.abilities import Asker, Kind, Standing
from luoshi.people.models import Organisation, User
from luoshi.registers.choices import RecordChange, RecordState
from luoshi.registers.models.pack import PackVersion, Register


class Content(models.Model):
    """What a version says and the record repeats. Sensitive values stand only in sealed, masked, digested form."""

    values = models.JSONField(_("values"))
    sealed = models.JSONField(_("sealed values"), default=dict, blank=True)
    masked = models.JSONField(_("masked values"), default=dict, blank=True)
    digests = models.JSONField(_("digests of sealed values"), default=dict, blank=True)
    held_on = models.DateField(_("held on"))
    division = models.CharField(_("division code"), max_length=12, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=RecordState.choices)
    merged_into = models.ForeignKey(
        "registers.Record", models.PROTECT, null=True, related_name="+", db_index=False, verbose_name=_("merged into")
    )
    pack_version = models.ForeignKey(
        PackVersion, models.PROTECT, related_name="+", db_index=False, db_constraint=False,
        verbose_name=_("checked against"),
    )  # fmt: skip

    class Meta:
        abstract = True


CONTENT_FIELDS = ("values", "sealed", "masked", "digests", "held_on", "division", "state", "merged_into_id")


class Record(Content):
    """One fact, as its latest version has it."""

    register = models.ForeignKey(
        Register, models.PROTECT, related_name="records", db_index=False, verbose_name=_("register")
    )
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False, verbose_name=_("kept by"))
    outside_id = models.CharField(_("number elsewhere"), max_length=80, blank=True)
    version_count = models.PositiveIntegerField(_("versions"))
    written_at = models.DateTimeField(_("written at"))
    sought = models.TextField(_("what filters look for"), blank=True)  # see ``luoshi.registers.sought``

    class Meta:
        verbose_name = _("record")
        verbose_name_plural = _("records")
        ordering = ("-held_on", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("register", "outside_id"), condition=~Q(outside_id=""), name="registers_record_outside_id_once"
            ),
            models.CheckConstraint(condition=Q(version_count__gte=1), name="registers_record_has_version"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=("register", "state", "owner", "-held_on", "-id", "division", "sought"),
                name="registers_record_list",
            ),
            models.Index(fields=("register", "state", "-held_on", "-id"), name="registers_record_day"),
            models.Index(
                fields=("merged_into",), condition=Q(merged_into__isnull=False), name="registers_record_merged"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.register_id} #{self.pk}"

    @property
    def ability_kind(self) -> Kind:
        """Known to the table of abilities."""
        return Kind.RECORD

    def standing_to(self, asker: Asker) -> Standing:
        """By the organisation that keeps it."""
        if self.owner_id in asker.charge_ids:
            return Standing.GOVERNED_CHARGED
        return Standing.GOVERNED if self.owner_id in asker.governed_ids else Standing.OUTSIDE


class RecordVersion(Content):
    """One version of a record, whole. Appended only; triggers in the database refuse anything else."""

    record = models.ForeignKey(
        Record, models.PROTECT, related_name="versions", db_index=False, verbose_name=_("record")
    )
    register = models.ForeignKey(
        Register, models.PROTECT, related_name="+", db_index=False, db_constraint=False, verbose_name=_("register")
    )
    number = models.PositiveIntegerField(_("number"))
    change = models.CharField(_("change"), max_length=12, choices=RecordChange.choices)
    corrects = models.PositiveIntegerField(_("corrects version"), null=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name=_("by"))
    at = models.DateTimeField(_("at"))
    why = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("record version")
        verbose_name_plural = _("record versions")
        ordering = ("record", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("record", "number"), name="registers_version_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="registers_version_number_from_one"),
        ]
        indexes: ClassVar = [models.Index(fields=("register", "at"), name="registers_version_day")]

    def __str__(self) -> str:
        return f"{self.record_id} #{self.number} {self.change}"


class RecordKey(models.Model):
    """A digest by which a record is found: one for each declared key and each sealed field."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="keys", verbose_name=_("record"))
    register = models.ForeignKey(
        Register, models.PROTECT, related_name="+", db_index=False, db_constraint=False, verbose_name=_("register")
    )
    kind = models.CharField(_("kind"), max_length=48)  # "key.0", "field.id_number", "link.household_no"
    digest = models.CharField(_("digest"), max_length=64)
    is_key = models.BooleanField(_("declared key"))

    class Meta:
        verbose_name = _("record key")
        verbose_name_plural = _("record keys")
        constraints: ClassVar = [
            # Two writers of one fact at once: the second one fails as a whole.
            models.UniqueConstraint(
                fields=("register", "kind", "digest"), condition=Q(is_key=True), name="registers_key_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("register", "kind", "digest"), name="registers_key_digest"),
        ]

    def __str__(self) -> str:
        return f"{self.record_id} {self.kind}"


class RecordFile(models.Model):
    """A file that belongs to a record, kept under its digest outside the web root."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="files", verbose_name=_("record"))
    name = models.CharField(_("file name"), max_length=255)
    digest = models.CharField(_("digest of the file"), max_length=64)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("attachment of a record")
        verbose_name_plural = _("attachments of records")
        ordering = ("record", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("record", "digest"), name="registers_file_once_per_record"),
        ]

    def __str__(self) -> str:
        return self.name
