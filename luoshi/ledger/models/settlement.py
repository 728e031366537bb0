"""How a commitment ends, and the supervision notices on the way there."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luoshi.ledger.checking_choices import (
    Ending,
    NoticeState,
    NoticeStepKind,
    SettlementState,
    SettlementStepKind,
)
from luoshi.ledger.models.commitment import Commitment
from luoshi.ledger.models.duty import held_standing
from luoshi.ledger.models.goal import Goal
from luoshi.matters.models import Matter
from luoshi.people.abilities import Asker, Kind, Standing
from luoshi.people.models import Organisation, User
from luoshi.workdays import day_of

ONE_MOMENT = timedelta(microseconds=1)  # a clock ends with the first moment after its last day


class Settlement(models.Model):
    """One application to end a commitment: settled, carried over or dropped. Signed, it is the commitment's end."""

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="settlements", verbose_name=_("commitment"))
    number = models.PositiveIntegerField(_("number"))
    ending = models.CharField(_("ending"), max_length=12, choices=Ending.choices)
    state = models.CharField(_("state"), max_length=12, choices=SettlementState.choices)
    applicant = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("applicant"))
    on_site = models.BooleanField(_("to be verified on site"))
    applied_at = models.DateTimeField(_("applied at"))
    ended_on = models.DateField(_("ended on"), null=True)
    step_count = models.PositiveIntegerField(_("steps"))

    ability_kind: ClassVar[Kind] = Kind.SETTLEMENT

    class Meta:
        verbose_name = _("settlement")
        verbose_name_plural = _("settlements")
        ordering = ("commitment", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("commitment", "number"), name="ledger_settlement_number_once"),
            models.UniqueConstraint(
                fields=("commitment",),
                condition=~Q(state=SettlementState.RETURNED),
                name="ledger_settlement_one_open_or_signed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id} {self.ending} {self.state}"

    def standing_to(self, asker: Asker) -> Standing:
        """The commitment's standing; held by its lead."""
        return held_standing(self.commitment.standing_to(asker), self.applicant_id, asker)


class SettlementStep(models.Model):
    """Applied, verified, signed or returned. Appended only."""

    settlement = models.ForeignKey(Settlement, models.PROTECT, related_name="steps", verbose_name=_("settlement"))
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("step"), max_length=12, choices=SettlementStepKind.choices)
    seen_on = models.DateField(_("seen on site on"), null=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))
    why = models.TextField(_("reason"), blank=True)
    data = models.JSONField(_("data"), default=dict)

    class Meta:
        verbose_name = _("step of a settlement")
        verbose_name_plural = _("steps of settlements")
        ordering = ("settlement", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("settlement", "number"), name="ledger_settlementstep_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.settlement_id} #{self.number} {self.kind}"


class Notice(models.Model):
    """督办单: opened when a lamp turns red, with its own clock. One at a time for each commitment."""

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="notices", verbose_name=_("commitment"))
    goal = models.ForeignKey(Goal, models.PROTECT, null=True, related_name="+", verbose_name=_("goal"))
    number = models.PositiveIntegerField(_("number"))
    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="notices", verbose_name=_("organisation"))
    state = models.CharField(_("state"), max_length=12, choices=NoticeState.choices)
    opened_on = models.DateField(_("opened on"))
    answer_by = models.DateField(_("answer by"))
    code = models.CharField(_("cause"), max_length=16)
    inputs = models.JSONField(_("inputs"), default=dict)
    step_count = models.PositiveIntegerField(_("steps"))
    # Where supervision runs as casework the matter has the clocks and the steps; the notice ends when it does.
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="+", verbose_name=_("matter"))

    ability_kind: ClassVar[Kind] = Kind.NOTICE

    class Meta:
        verbose_name = _("supervision notice")
        verbose_name_plural = _("supervision notices")
        ordering = ("commitment", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("commitment", "number"), name="ledger_notice_number_once"),
            models.UniqueConstraint(
                fields=("commitment",), condition=~Q(state=NoticeState.CLOSED), name="ledger_notice_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id} {self.code} {self.state}"

    def standing_to(self, asker: Asker) -> Standing:
        """The commitment's standing; held by the organisation that must answer."""
        return held_standing(self.commitment.standing_to(asker), self.holder_id, asker)

    @property
    def due_on(self) -> date:
        """The last day for what comes next: that of the matter's clock, if there is one and it runs."""
        if self.matter is None or self.matter.due_at is None:
            return self.answer_by
        return day_of(self.matter.due_at - ONE_MOMENT)


class NoticeStep(models.Model):
    """Opened, answered, sent back, closed. ``by`` is null for what the nightly run did. Appended only."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="steps", verbose_name=_("supervision notice"))
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("step"), max_length=12, choices=NoticeStepKind.choices)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))
    why = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("step of a notice")
        verbose_name_plural = _("steps of notices")
        ordering = ("notice", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("notice", "number"), name="ledger_noticestep_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} #{self.number} {self.kind}"
