"""Which measure a goal takes its figure from, or the stages of which projects settle it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luoshi.ledger.models.goal import Goal
from luoshi.people.models import User
from luoshi.registers.models import Record


class Binding(models.Model):
    """A goal bound from this row on to a measure, or (a milestone) to a stage of named projects; or freed from what it
    was bound to, with neither. Appended only; the latest holds.
    """

    goal = models.ForeignKey(Goal, models.PROTECT, related_name="bindings", verbose_name=_("goal"))
    number = models.PositiveIntegerField(_("number"))
    pack = models.CharField(_("pack"), max_length=40, blank=True)
    measure = models.CharField(_("measure"), max_length=40, blank=True)
    milestone = models.CharField(_("declaration of milestones"), max_length=40, blank=True)
    stage = models.CharField(_("stage"), max_length=80, blank=True)
    division = models.CharField(_("division code"), max_length=12, blank=True)
    part = models.FloatField(_("declared part"), default=1)
    family = models.CharField(_("family"), max_length=40, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))
    why = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("binding to a measure")
        verbose_name_plural = _("bindings to measures")
        ordering = ("goal", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("goal", "number"), name="ledger_binding_number_once"),
            models.CheckConstraint(condition=Q(part__gt=0, part__lte=1), name="ledger_binding_part_sane"),
        ]

    def __str__(self) -> str:
        return f"{self.goal_id} #{self.number} {self.pack}.{self.measure}"

    @property
    def holds(self) -> bool:
        """Does the goal take its figure from records?"""
        return bool(self.measure or self.milestone)


class BoundProject(models.Model):
    """A record whose stages settle a milestone, named with its binding. Appended only."""

    binding = models.ForeignKey(Binding, models.PROTECT, related_name="projects", verbose_name=_("binding"))
    record = models.ForeignKey(Record, models.PROTECT, related_name="+", verbose_name=_("record"))

    class Meta:
        verbose_name = _("project of a milestone")
        verbose_name_plural = _("projects of milestones")
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("binding", "record"), name="ledger_project_once_per_binding"),
        ]

    def __str__(self) -> str:
        return f"{self.binding_id} {self.record_id}"
