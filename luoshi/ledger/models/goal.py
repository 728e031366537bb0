"""What a duty has to reach, and every path that was planned for it.

A goal outlives corrections of its commitment's targets: entries hang on it. Its value and last day stand in its path,
and a path changes only by a further version; the first one is kept for ever.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi.ledger.choices import ModeChoice, RelationChoice
from luoshi.ledger.models.commitment import Commitment
from luoshi.ledger.models.duty import Duty, held_standing
from luoshi.people.abilities import Asker, Kind, Standing
from luoshi.people.models import User


class Goal(models.Model):
    """A target of a commitment, an organisation's share of one, or a commitment without a number (in percent)."""

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="goals", verbose_name=_("commitment"))
    duty = models.ForeignKey(Duty, models.PROTECT, related_name="goals", verbose_name=_("duty"))
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="shares", verbose_name=_("shared out from")
    )
    number = models.PositiveIntegerField(_("number"))
    target_order = models.PositiveSmallIntegerField(_("target"), default=0)  # 0: the commitment as a whole
    object = models.TextField(_("object"), blank=True)
    quote = models.TextField(_("quote"), blank=True)
    unit = models.TextField(_("unit"), blank=True)
    relation = models.CharField(_("relation"), max_length=8, choices=RelationChoice.choices)
    mode = models.CharField(_("mode"), max_length=8, choices=ModeChoice.choices)

    ability_kind: ClassVar[Kind] = Kind.GOAL

    class Meta:
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        ordering = ("commitment", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("commitment", "number"), name="ledger_goal_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.object}{self.quote}"

    def standing_to(self, asker: Asker) -> Standing:
        """The commitment's standing, or that the asker's organisation holds the duty."""
        return held_standing(self.commitment.standing_to(asker), self.duty.holder_id, asker)


class PathVersion(models.Model):
    """One path of a goal, in force from the day on which it was written down. Appended only."""

    goal = models.ForeignKey(Goal, models.PROTECT, related_name="paths", verbose_name=_("goal"))
    number = models.PositiveIntegerField(_("number"))
    path = models.JSONField(_("path"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("approved by"))
    at = models.DateTimeField(_("at"))
    why = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("path")
        verbose_name_plural = _("paths")
        ordering = ("goal", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("goal", "number"), name="ledger_path_number_once"),
        ]
        indexes: ClassVar = [models.Index(fields=("at",), name="ledger_path_at")]

    def __str__(self) -> str:
        return f"{self.goal_id} #{self.number}"


class PathProposal(models.Model):
    """A path that somebody asks for, with the reason. Appended only; a ``PathDecision`` answers it."""

    goal = models.ForeignKey(Goal, models.PROTECT, related_name="proposals", verbose_name=_("goal"))
    replaces = models.ForeignKey(PathVersion, models.PROTECT, related_name="+", verbose_name=_("path then in force"))
    path = models.JSONField(_("path"))
    adjusts = models.BooleanField(_("changes the goal or its last day"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))
    why = models.TextField(_("reason"))

    class Meta:
        verbose_name = _("proposed path")
        verbose_name_plural = _("proposed paths")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.goal_id} {self.why[:30]}"


class PathDecision(models.Model):
    """The answer to a proposal. Appended only, once."""

    proposal = models.OneToOneField(
        PathProposal, models.PROTECT, related_name="decision", verbose_name=_("proposed path")
    )
    approved = models.BooleanField(_("approved"))
    version = models.OneToOneField(PathVersion, models.PROTECT, null=True, related_name="+", verbose_name=_("path"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))
    why = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("decision on a path")
        verbose_name_plural = _("decisions on paths")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.approved}"
