"""Alerts that rules raised."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi.people.abilities import Asker, Kind, Standing
from luoshi.people.models import Organisation, User
from luoshi.registers.choices import AlertResult, AlertSeverity, AlertState
from luoshi.registers.models.pack import PackVersion, Register
from luoshi.registers.models.record import Record


class NightWatch(models.Model):
    """One night's run of all rules, written when it had gone through."""

    on = models.DateField(_("day"), unique=True)
    records = models.PositiveIntegerField(_("records looked at"))
    raised = models.PositiveIntegerField(_("new alerts"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("nightly watch")
        verbose_name_plural = _("nightly watches")
        ordering = ("-on",)

    def __str__(self) -> str:
        return f"{self.on}"


class Alert(models.Model):
    """A rule held for a record, for one cause, once."""

    register = models.ForeignKey(Register, models.PROTECT, related_name="alerts", verbose_name=_("register"))
    record = models.ForeignKey(Record, models.PROTECT, related_name="alerts", verbose_name=_("record"))
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("kept by"))
    pack_version = models.ForeignKey(PackVersion, models.PROTECT, related_name="+", verbose_name=_("pack version"))
    rule = models.CharField(_("rule"), max_length=40)
    cause = models.TextField(_("cause"), blank=True)
    cause_digest = models.CharField(max_length=64)
    inputs = models.JSONField(_("inputs"))
    severity = models.CharField(_("severity"), max_length=8, choices=AlertSeverity.choices)
    raised_at = models.DateTimeField(_("raised at"))
    due_on = models.DateField(_("to be seen to by"), null=True)
    state = models.CharField(_("state"), max_length=8, choices=AlertState.choices, default=AlertState.OPEN)
    result = models.CharField(_("result"), max_length=12, choices=AlertResult.choices, blank=True)
    note = models.TextField(_("note"), blank=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("closed by"))
    closed_at = models.DateTimeField(_("closed at"), null=True)

    class Meta:
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        ordering = ("raised_at", "pk")
        constraints: ClassVar = [
            # Two sweeps at once, or one run twice, raise each alert once.
            models.UniqueConstraint(fields=("record", "rule", "cause_digest"), name="registers_alert_once_per_cause"),
        ]
        indexes: ClassVar = [
            models.Index(fields=("state", "owner", "raised_at"), name="registers_alert_open"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.record_id} {self.state}"

    @property
    def ability_kind(self) -> Kind:
        """Known to the table of abilities."""
        return Kind.ALERT

    def standing_to(self, asker: Asker) -> Standing:
        """By the organisation that keeps the record."""
        if self.owner_id in asker.charge_ids:
            return Standing.GOVERNED_CHARGED
        return Standing.GOVERNED if self.owner_id in asker.governed_ids else Standing.OUTSIDE
