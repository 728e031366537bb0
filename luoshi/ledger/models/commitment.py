"""Commitments, every version of them, and the targets inside.

A ``CommitmentRevision`` is the record; the changeable columns of ``Commitment`` and all ``Target`` rows only repeat
the latest one, so that the account can be filtered. ``luoshi.ledger.projection`` rebuilds them from it.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from luoshi.ledger.choices import (
    LIVE,
    Change,
    CommitmentKind,
    ModalityChoice,
    ModeChoice,
    Origin,
    RelationChoice,
    Status,
    TargetKind,
)
from luoshi.ledger.models.report import Report, Section
from luoshi.people.abilities import Asker, Kind, Standing
from luoshi.people.models import Organisation, User


class Commitment(models.Model):
    """An assignable promise: a sentence of the outlook, or a part of it. Live ones of a report never overlap."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="commitments", verbose_name=_("report"))
    section = models.ForeignKey(
        Section, models.PROTECT, null=True, related_name="commitments", verbose_name=_("section")
    )
    number = models.PositiveIntegerField(_("number"))
    origin = models.CharField(_("origin"), max_length=8, choices=Origin.choices)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField(_("sentence"))
    kind = models.CharField(_("kind"), max_length=12, choices=CommitmentKind.choices)
    modality = models.CharField(_("modality"), max_length=8, choices=ModalityChoice.choices)
    status = models.CharField(_("status"), max_length=12, choices=Status.choices)
    lead = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="led_commitments", verbose_name=_("lead organisation")
    )
    supporting = models.ManyToManyField(
        Organisation, related_name="supported_commitments", verbose_name=_("supporting organisations")
    )
    successors = models.ManyToManyField(
        "self", symmetrical=False, related_name="predecessors", verbose_name=_("replaced by")
    )
    due_on = models.DateField(_("due on"))
    due_stated = models.BooleanField(_("due day stated in the report"))
    revision_count = models.PositiveIntegerField(_("revisions"))

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering = ("report", "start", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("report", "number"), name="ledger_commitment_number_once"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="ledger_commitment_span_sane"),
            models.CheckConstraint(condition=Q(revision_count__gte=1), name="ledger_commitment_has_revision"),
        ]
        indexes: ClassVar = [
            models.Index(fields=("report", "start"), name="ledger_commitment_place"),
            models.Index(fields=("due_on",), name="ledger_commitment_due"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.text[:30]}"

    @property
    def is_live(self) -> bool:
        """Does it still promise something?"""
        return self.status in LIVE

    @property
    def ability_kind(self) -> Kind:
        """A replaced commitment is history: nothing more may be done with it."""
        return Kind.REPLACED_COMMITMENT if self.status == Status.REPLACED else Kind.COMMITMENT

    def standing_to(self, asker: Asker) -> Standing:
        """The report's standing, and whether the asker's organisation leads or supports."""
        standing = self.report.standing_to(asker)
        if standing is Standing.OUTSIDE:
            return standing
        charged = {self.lead_id, *(each.pk for each in self.supporting.all())}
        if charged.isdisjoint(asker.charge_ids):
            return standing
        return Standing.GOVERNED_CHARGED if standing is Standing.GOVERNED else Standing.ABOVE_CHARGED


class CommitmentRevision(models.Model):
    """One version of a commitment, whole. Appended only; triggers in the database refuse anything else."""

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="revisions", verbose_name=_("commitment"))
    number = models.PositiveIntegerField(_("number"))
    change = models.CharField(_("change"), max_length=12, choices=Change.choices)
    snapshot = models.JSONField(_("snapshot"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))
    why = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ("commitment", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("commitment", "number"), name="ledger_revision_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="ledger_revision_number_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id} #{self.number} {self.change}"


class Target(models.Model):
    """A number or a stage promised inside a commitment, as its latest revision has it."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="targets", verbose_name=_("commitment"))
    order = models.PositiveSmallIntegerField(_("order"))
    kind = models.CharField(_("kind"), max_length=12, choices=TargetKind.choices)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField(_("quote"))
    clause = models.TextField(_("clause"), blank=True)
    value = models.FloatField(_("value"), null=True)
    value_high = models.FloatField(_("upper value"), null=True)
    unit = models.TextField(_("unit"), blank=True)
    relation = models.CharField(_("relation"), max_length=8, choices=RelationChoice.choices, blank=True)
    mode = models.CharField(_("mode"), max_length=8, choices=ModeChoice.choices, blank=True)
    modality = models.CharField(_("modality"), max_length=8, choices=ModalityChoice.choices)
    action = models.TextField(_("verb"), blank=True)
    object = models.TextField(_("object"), blank=True)
    deadline = models.DateField(_("deadline"), null=True)
    names = models.JSONField(_("names"), default=list)

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ("commitment", "order")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("commitment", "order"), name="ledger_target_order_once"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="ledger_target_span_sane"),
            models.CheckConstraint(
                condition=Q(kind="milestone") | Q(value__isnull=False), name="ledger_target_has_value"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=("unit",), name="ledger_target_unit")]

    def __str__(self) -> str:
        return self.quote
