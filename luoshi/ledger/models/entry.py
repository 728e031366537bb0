"""What was reported, what was found when it was checked, and the evidence. All of it is appended only."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luoshi.ledger.checking_choices import CheckChoice, EntryChoice, EntrySource
from luoshi.ledger.models.duty import held_standing
from luoshi.ledger.models.goal import Goal
from luoshi.people.abilities import Asker, Kind, Standing
from luoshi.people.models import Organisation, User


class Entry(models.Model):
    """One reported figure or note. Two clocks: ``held_on`` is the day it tells of, ``at`` when it was written down."""

    goal = models.ForeignKey(Goal, models.PROTECT, related_name="entries", verbose_name=_("goal"))
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=12, choices=EntryChoice.choices)
    figure = models.FloatField(_("figure"), null=True)
    typed = models.CharField(_("as typed"), max_length=60, blank=True)
    held_on = models.DateField(_("as at"))
    note = models.TextField(_("note"), blank=True)
    why_lower = models.TextField(_("why lower than before"), blank=True)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="corrections", verbose_name=_("corrects")
    )
    source = models.CharField(_("source"), max_length=8, choices=EntrySource.choices, default=EntrySource.FORM)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("organisation"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))

    ability_kind: ClassVar[Kind] = Kind.ENTRY

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering = ("goal", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("goal", "number"), name="ledger_entry_number_once"),
            models.CheckConstraint(
                condition=Q(kind=EntryChoice.NOTE, figure=None) | (~Q(kind=EntryChoice.NOTE) & Q(figure__isnull=False)),
                name="ledger_entry_figure_unless_note",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=("at",), name="ledger_entry_at")]

    def __str__(self) -> str:
        return f"{self.goal_id} #{self.number} {self.figure}"

    def standing_to(self, asker: Asker) -> Standing:
        """That of its goal: the holder of the duty today, not only who reported then."""
        return held_standing(self.goal.commitment.standing_to(asker), self.goal.duty.holder_id, asker)


class Check(models.Model):
    """An entry verified, returned, or checked on site. ``figure`` is the cumulative one found; null: as reported."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="checks", verbose_name=_("entry"))
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=12, choices=CheckChoice.choices)
    figure = models.FloatField(_("figure found"), null=True)
    seen_on = models.DateField(_("seen on"), null=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))
    why = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("check")
        verbose_name_plural = _("checks")
        ordering = ("entry", "number")
        constraints: ClassVar = [
            # Two who check at once both write this number: one wins, the other is told.
            models.UniqueConstraint(fields=("entry", "number"), name="ledger_check_number_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=("at",), name="ledger_check_at"),
            models.Index(fields=("seen_on",), name="ledger_check_seen"),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} #{self.number} {self.kind}"


class Evidence(models.Model):
    """A file behind an entry or a step of a settlement. The bytes lie under their digest, outside the web root."""

    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="evidence", verbose_name=_("entry"))
    step = models.ForeignKey(
        "ledger.SettlementStep", models.PROTECT, null=True, related_name="evidence", verbose_name=_("settlement")
    )
    digest = models.CharField(_("digest of the file"), max_length=64)
    name = models.CharField(_("file name"), max_length=120)
    form = models.CharField(_("file form"), max_length=8)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ("pk",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(entry__isnull=False, step=None) | Q(entry=None, step__isnull=False),
                name="ledger_evidence_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return self.name
