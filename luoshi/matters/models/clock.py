"""Clocks of matters, the rungs they have climbed, and everything that moved their end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luoshi.matters.choices import ClockState, IncidentKind, PurposeChoice, RungKind, TraceCause
from luoshi.matters.clocks import Rung, next_rung
from luoshi.matters.clocks import Step as ClockStep
from luoshi.matters.models.matter import Matter, Step
from luoshi.people.models import Organisation, User


class Clock(models.Model):
    """What has to be done by when. ``next_at`` is when the sweep has to look at it; null while nothing can be due."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="clocks", verbose_name=_("matter"))
    step = models.ForeignKey(Step, models.PROTECT, null=True, related_name="clocks", verbose_name=_("step"))
    purpose = models.CharField(_("for"), max_length=12, choices=PurposeChoice.choices)
    name = models.CharField(_("name"), max_length=40, blank=True)  # of a follow-up
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name=_("organisation")
    )
    started_at = models.DateTimeField(_("started at"))
    due_on = models.DateField(_("last day"), null=True)  # null while paused
    ends_at = models.DateTimeField(_("ends at"), null=True)
    provisional = models.BooleanField(_("provisional"), default=False)
    calendar_version = models.CharField(max_length=8)
    state = models.CharField(_("state"), max_length=8, choices=ClockState.choices)
    overdue_at = models.DateTimeField(_("overdue at"), null=True)
    ended_at = models.DateTimeField(_("ended at"), null=True)
    rungs = models.JSONField(default=list)  # [number, kind, moment] in the order of time
    climbed = models.PositiveIntegerField(_("rungs climbed"), default=0)  # a bit for each number
    next_number = models.PositiveSmallIntegerField(null=True)
    next_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("clock")
        verbose_name_plural = _("clocks")
        ordering = ("matter", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(next_at=None) | Q(state="running"), name="matters_clock_due_only_running"
            ),
            models.CheckConstraint(
                condition=~Q(state="running") | Q(ends_at__isnull=False), name="matters_clock_running_ends"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("next_at", "id"), condition=Q(next_at__isnull=False), name="matters_clock_next"),
            models.Index(fields=("state", "provisional"), name="matters_clock_provisional"),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.purpose} {self.due_on}"

    @property
    def ladder(self) -> list[ClockStep]:
        """The rungs as the pure core takes them."""
        return [ClockStep(number, Rung(kind), datetime.fromisoformat(at)) for number, kind, at in self.rungs]

    def look_ahead(self, ladder: Sequence[ClockStep] | None = None) -> None:
        """Set what the sweep has to look at next. ``ladder``: the rungs, where they were just made."""
        following = next_rung(ladder or self.ladder, self.climbed)
        self.next_at, self.next_number = (following.at, following.number) if following else (None, None)


class ClockRung(models.Model):
    """A rung that was climbed. The insert is the claim: of two sweeps at once one fails here."""

    clock = models.ForeignKey(Clock, models.PROTECT, related_name="climbs", db_index=False, verbose_name=_("clock"))
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=8, choices=RungKind.choices)
    due_at = models.DateTimeField(_("due at"))
    at = models.DateTimeField(_("taken at"))

    class Meta:
        verbose_name = _("rung")
        verbose_name_plural = _("rungs")
        ordering = ("clock", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("clock", "number"), name="matters_rung_once"),
        ]

    def __str__(self) -> str:
        return f"{self.clock_id} #{self.number} {self.kind}"


class ClockPause(models.Model):
    """A time that does not count on one clock."""

    clock = models.ForeignKey(Clock, models.PROTECT, related_name="pauses", verbose_name=_("clock"))
    since = models.DateTimeField(_("since"))
    until = models.DateTimeField(_("until"), null=True)
    reason = models.CharField(_("reason"), max_length=80)
    caused_by = models.CharField(_("caused by"), max_length=80, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))

    class Meta:
        verbose_name = _("pause")
        verbose_name_plural = _("pauses")
        ordering = ("clock", "since")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("clock",), condition=Q(until=None), name="matters_pause_one_open"),
        ]

    def __str__(self) -> str:
        return f"{self.clock_id} {self.reason}"


class ClockExtension(models.Model):
    """Time granted on top of one clock."""

    clock = models.ForeignKey(Clock, models.PROTECT, related_name="extensions", verbose_name=_("clock"))
    length = models.PositiveIntegerField(_("length"))
    unit = models.CharField(_("unit"), max_length=12)
    why = models.TextField(_("reason"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")
        ordering = ("clock", "at")

    def __str__(self) -> str:
        return f"{self.clock_id} +{self.length} {self.unit}"


class ClockTrace(models.Model):
    """Each time a clock's last day was set or moved: from what to what, why, by which calendar. Appended only."""

    clock = models.ForeignKey(Clock, models.PROTECT, related_name="traces", verbose_name=_("clock"))
    at = models.DateTimeField(_("at"))
    before_on = models.DateField(_("before"), null=True)
    after_on = models.DateField(_("after"), null=True)
    cause = models.CharField(_("cause"), max_length=10, choices=TraceCause.choices)
    calendar_version = models.CharField(max_length=8)

    class Meta:
        verbose_name = _("trace of a clock")
        verbose_name_plural = _("traces of clocks")
        ordering = ("clock", "at", "pk")

    def __str__(self) -> str:
        return f"{self.clock_id} {self.before_on} → {self.after_on}"


class Incident(models.Model):
    """Something that casework cannot put right by itself; a supervisor has to see it."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="incidents", verbose_name=_("matter"))
    clock = models.ForeignKey(Clock, models.PROTECT, null=True, related_name="incidents", verbose_name=_("clock"))
    kind = models.CharField(_("kind"), max_length=16, choices=IncidentKind.choices)
    stage = models.CharField(_("stage"), max_length=40, blank=True)
    at = models.DateTimeField(_("at"))
    solved_at = models.DateTimeField(_("solved at"), null=True)
    solved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("solved by"))
    why = models.TextField(_("how"), blank=True)

    class Meta:
        verbose_name = _("incident")
        verbose_name_plural = _("incidents")
        ordering = ("at", "pk")
        indexes: ClassVar = [
            models.Index(fields=("at",), condition=Q(solved_at=None), name="matters_incident_open"),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.kind}"
