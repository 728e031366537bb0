"""Changes that wait for a second person."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from luoshi.people.abilities import Asker, Kind, Standing
from luoshi.people.models import Organisation, User
from luoshi.registers.choices import RecordChange, RequestState
from luoshi.registers.models.pack import Register
from luoshi.registers.models.record import Record


class ChangeRequest(models.Model):
    """What somebody wants written, kept whole; approving it writes it, refusing it keeps the request."""

    register = models.ForeignKey(Register, models.PROTECT, related_name="requests", verbose_name=_("register"))
    record = models.ForeignKey(Record, models.PROTECT, null=True, related_name="requests", verbose_name=_("record"))
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("kept by"))
    change = models.CharField(_("change"), max_length=12, choices=RecordChange.choices)
    outside_id = models.CharField(_("number elsewhere"), max_length=80, blank=True)
    values = models.JSONField(_("values"), default=dict)
    sealed = models.JSONField(_("sealed values"), default=dict, blank=True)
    masked = models.JSONField(_("masked values"), default=dict, blank=True)
    into = models.ForeignKey(Record, models.PROTECT, null=True, related_name="+", verbose_name=_("merged into"))
    expected_version = models.PositiveIntegerField(_("version it was based on"), default=0)
    why = models.TextField(_("reason"), blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))
    state = models.CharField(_("state"), max_length=12, choices=RequestState.choices, default=RequestState.PENDING)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("decided by"))
    decided_at = models.DateTimeField(_("decided at"), null=True)
    decided_why = models.TextField(_("reason of the decision"), blank=True)

    class Meta:
        verbose_name = _("change request")
        verbose_name_plural = _("change requests")
        ordering = ("at", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("by")), name="registers_request_second_person"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=("state", "at"), name="registers_request_waiting")]

    def __str__(self) -> str:
        return f"{self.register_id} {self.change} {self.state}"

    @property
    def ability_kind(self) -> Kind:
        """As a record."""
        return Kind.RECORD

    def standing_to(self, asker: Asker) -> Standing:
        """By the organisation that keeps, or would keep, the record."""
        if self.owner_id in asker.charge_ids:
            return Standing.GOVERNED_CHARGED
        return Standing.GOVERNED if self.owner_id in asker.governed_ids else Standing.OUTSIDE
