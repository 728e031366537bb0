"""Who has to do what: one organisation's part in a commitment, and every step of giving and taking it.

A ``DutyStep`` is the record; the changeable columns of ``Duty`` only repeat what the latest step says.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luoshi.ledger.checking_choices import DutyPart, DutyState, DutyStepKind
from luoshi.ledger.models.commitment import Commitment
from luoshi.people.abilities import Asker, Kind, Standing
from luoshi.people.models import Organisation, Post, User


def held_standing(standing: Standing, holder_id: int | None, asker: Asker) -> Standing:
    """A commitment's standing, sharpened: is this very duty that of the asker's organisation, or of one under it?"""
    if holder_id not in asker.charge_ids:
        return standing
    return HELD.get(standing, standing)


# Who is no longer charged with a commitment no longer holds what they once held of it.
HELD = {Standing.GOVERNED_CHARGED: Standing.GOVERNED_HELD, Standing.ABOVE_CHARGED: Standing.ABOVE_HELD}


class Duty(models.Model):
    """One organisation's part in a commitment: to lead it, to bring a share of it, or to support it.

    It has exactly one holder at any time. ``sign_by`` and ``refuse_by`` are days, end of business.
    """

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="duties", verbose_name=_("commitment"))
    number = models.PositiveIntegerField(_("number"))
    part = models.CharField(_("part"), max_length=12, choices=DutyPart.choices)
    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="duties", verbose_name=_("organisation"))
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="duties", verbose_name=_("leader's post"))
    state = models.CharField(_("state"), max_length=12, choices=DutyState.choices)
    is_final = models.BooleanField(_("finally ruled"), default=False)
    dispatched_at = models.DateTimeField(_("dispatched at"))
    due_on = models.DateField(_("due on"))
    sign_by = models.DateField(_("sign for by"), null=True)
    refuse_by = models.DateField(_("may be refused until"), null=True)
    better = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", verbose_name=_("better place named")
    )
    refusal_count = models.PositiveIntegerField(_("refusals"), default=0)
    step_count = models.PositiveIntegerField(_("steps"))

    ability_kind: ClassVar[Kind] = Kind.DUTY

    class Meta:
        verbose_name = _("duty")
        verbose_name_plural = _("duties")
        ordering = ("commitment", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("commitment", "number"), name="ledger_duty_number_once"),
            models.UniqueConstraint(
                fields=("commitment",),
                condition=Q(part=DutyPart.LEAD) & ~Q(state=DutyState.WITHDRAWN),
                name="ledger_duty_one_lead",
            ),
            models.UniqueConstraint(
                fields=("commitment", "holder", "part"),
                condition=~Q(state=DutyState.WITHDRAWN),
                name="ledger_duty_part_once_per_holder",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=("holder", "state"), name="ledger_duty_holder")]

    def __str__(self) -> str:
        return f"{self.commitment_id}/{self.number} {self.part}"

    def standing_to(self, asker: Asker) -> Standing:
        """The commitment's standing, or that the asker's organisation holds this duty."""
        return held_standing(self.commitment.standing_to(asker), self.holder_id, asker)


class DutyStep(models.Model):
    """Dispatched, signed for, refused, re-routed, ruled, withdrawn. Appended only."""

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="steps", verbose_name=_("duty"))
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("step"), max_length=12, choices=DutyStepKind.choices)
    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("organisation"))
    better = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", verbose_name=_("better place named")
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))
    why = models.TextField(_("reason"), blank=True)
    data = models.JSONField(_("data"), default=dict)

    class Meta:
        verbose_name = _("step of a duty")
        verbose_name_plural = _("steps of duties")
        ordering = ("duty", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("duty", "number"), name="ledger_dutystep_number_once"),
        ]
        indexes: ClassVar = [models.Index(fields=("at",), name="ledger_dutystep_at")]

    def __str__(self) -> str:
        return f"{self.duty_id} #{self.number} {self.kind}"
