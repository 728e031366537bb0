"""The rules of an office, version by version, and what follows from all other rows: the lamps as they stand.

``GoalState``, ``CommitmentState`` and ``LampChange`` repeat what ``luoshi.ledger.replaying`` computes from the rows,
so that lists are fast. They can always be rebuilt, and nobody writes them but ``luoshi.ledger.lamp_projection``.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi.ledger.checking_choices import ColourChoice, Ending, RuleTopic
from luoshi.ledger.models.commitment import Commitment
from luoshi.ledger.models.goal import Goal
from luoshi.ledger.models.report import Section
from luoshi.people.abilities import Asker, Kind, Standing
from luoshi.people.models import Organisation, User


class RuleVersion(models.Model):
    """One version of a government's rule, in force from the day on which it was written down. Appended only."""

    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="rules", verbose_name=_("government"))
    topic = models.CharField(_("topic"), max_length=12, choices=RuleTopic.choices)
    number = models.PositiveIntegerField(_("number"))
    values = models.JSONField(_("values"))
    basis = models.TextField(_("basis"), blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))
    why = models.TextField(_("reason"))

    ability_kind: ClassVar[Kind] = Kind.LAMP_RULE

    class Meta:
        verbose_name = _("rule of the office")
        verbose_name_plural = _("rules of the office")
        ordering = ("owner", "topic", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("owner", "topic", "number"), name="ledger_rule_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.topic} #{self.number}"

    def standing_to(self, asker: Asker) -> Standing:
        """Of the asker's government or one under it, of one above it, or neither."""
        if self.owner_id in asker.governed_ids:
            return Standing.GOVERNED
        return Standing.ABOVE if self.owner_id in asker.line_ids else Standing.OUTSIDE


class GoalState(models.Model):
    """A goal as it stands at the end of ``judged_on``. A projection."""

    goal = models.OneToOneField(Goal, models.CASCADE, related_name="state", primary_key=True)
    judged_on = models.DateField()
    path_number = models.PositiveIntegerField()
    start_on = models.DateField()
    due_on = models.DateField()
    base = models.FloatField()
    goal_figure = models.FloatField()
    next_on = models.DateField(null=True)  # the next node or milestone of the path, or its end
    next_figure = models.FloatField(null=True)
    next_name = models.TextField(blank=True)
    planned = models.FloatField(null=True)
    reported = models.FloatField(null=True)
    reported_held_on = models.DateField(null=True)
    verified = models.FloatField(null=True)
    verified_held_on = models.DateField(null=True)
    waiting_since = models.DateField(null=True)
    last_month = models.PositiveIntegerField(default=0)  # the latest month reported on, as lamps.month_of
    colour = models.CharField(max_length=8, choices=ColourChoice.choices)
    code = models.CharField(max_length=16)
    inputs = models.JSONField(default=dict)
    behind = models.FloatField(null=True)
    silent = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("state of a goal")
        verbose_name_plural = _("states of goals")
        indexes: ClassVar = [
            models.Index(fields=("due_on",), name="ledger_goalstate_due"),
            models.Index(fields=("next_on",), name="ledger_goalstate_next"),
            models.Index(fields=("waiting_since",), name="ledger_goalstate_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.goal_id} {self.colour}"


class CommitmentState(models.Model):
    """A dispatched commitment as it stands at the end of ``judged_on``: the worst of its goals. A projection."""

    commitment = models.OneToOneField(Commitment, models.CASCADE, related_name="state", primary_key=True)
    goal = models.ForeignKey(Goal, models.CASCADE, null=True, related_name="+")
    field = models.ForeignKey(Section, models.PROTECT, null=True, related_name="+")  # the heading at the very top
    holder = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    judged_on = models.DateField()
    colour = models.CharField(max_length=8, choices=ColourChoice.choices)
    code = models.CharField(max_length=16)
    inputs = models.JSONField(default=dict)
    behind = models.FloatField(null=True)
    colour_since = models.DateField()
    due_on = models.DateField()
    waiting_since = models.DateField(null=True)
    ending = models.CharField(max_length=12, choices=Ending.choices, blank=True)
    ended_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("state of a commitment")
        verbose_name_plural = _("states of commitments")
        indexes: ClassVar = [
            models.Index(fields=("colour", "colour_since"), name="ledger_state_colour"),
            models.Index(fields=("due_on",), name="ledger_state_due"),
            models.Index(fields=("waiting_since",), name="ledger_state_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id} {self.colour}"


class LampChange(models.Model):
    """A day at whose end a commitment's lamp was another than at the end of the day before. A projection."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="lamp_changes")
    on = models.DateField()
    before = models.CharField(max_length=8, blank=True)
    after = models.CharField(max_length=8, choices=ColourChoice.choices)
    goal = models.ForeignKey(Goal, models.CASCADE, null=True, related_name="+")
    code = models.CharField(max_length=16)
    inputs = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("change of a lamp")
        verbose_name_plural = _("changes of lamps")
        ordering = ("commitment", "on")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("commitment", "on"), name="ledger_lampchange_once_a_day"),
        ]
        indexes: ClassVar = [models.Index(fields=("on",), name="ledger_lampchange_on")]

    def __str__(self) -> str:
        return f"{self.commitment_id} {self.on} {self.after}"
