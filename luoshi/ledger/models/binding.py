"""Which measure a goal takes its figure from."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luoshi.ledger.models.goal import Goal
from luoshi.people.models import User


class Binding(models.Model):
    """A goal bound to a measure from this row on, or freed from it (no measure). Appended only; the latest holds."""

    goal = models.ForeignKey(Goal, models.PROTECT, related_name="bindings", verbose_name=_("goal"))
    number = models.PositiveIntegerField(_("number"))
    pack = models.CharField(_("pack"), max_length=40, blank=True)
    measure = models.CharField(_("measure"), max_length=40, blank=True)
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
        """Does the goal take its figure from the measure?"""
        return bool(self.measure)
