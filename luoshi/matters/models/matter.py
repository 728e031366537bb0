"""A matter and the steps it went through. The columns of ``Matter`` that change repeat its latest step.

A foreign key has no index of its own where nobody asks by it or another index begins with it: each change of a row
would write that one, too.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luoshi.matters.choices import LIVE, DeskChoice, OpenerChoice, OutcomeChoice, Status
from luoshi.matters.models.mechanism import MechanismVersion
from luoshi.mechanisms.stages import Mechanism
from luoshi.people.abilities import Asker, Kind, Standing
from luoshi.people.models import Organisation, User

IS_LIVE = Q(status__in=[each.value for each in LIVE])


class Matter(models.Model):
    """Something brought by someone that must be answered in time. One code a case."""

    code = models.CharField(_("code"), max_length=32, unique=True)
    version = models.ForeignKey(
        MechanismVersion, models.PROTECT, related_name="matters", db_index=False, verbose_name=_("mechanism")
    )
    mechanism_name = models.CharField(_("mechanism"), max_length=40)
    desk = models.CharField(_("desk"), max_length=12, choices=DeskChoice.choices)
    title = models.CharField(_("title"), max_length=200)
    values = models.JSONField(_("form"))
    grade = models.CharField(_("grade"), max_length=40, blank=True)
    place = models.ForeignKey(Organisation, models.PROTECT, related_name="matters_here", verbose_name=_("place"))
    government = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("government"))
    opener = models.CharField(_("opened by"), max_length=12, choices=OpenerChoice.choices)
    opened_at = models.DateTimeField(_("opened at"))
    opened_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name=_("taken in by")
    )
    source_type = models.CharField(_("source"), max_length=60, blank=True)
    source_id = models.BigIntegerField(null=True)
    request_key = models.CharField(max_length=64, blank=True)  # the same click twice opens one matter
    query_digest = models.CharField(max_length=64, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts", verbose_name=_("part of"))
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="merged", verbose_name=_("merged into")
    )

    status = models.CharField(_("status"), max_length=8, choices=Status.choices)
    stage = models.CharField(_("stage"), max_length=40, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        related_name="matters_in_hand",
        db_index=False,  # the queue's begins with it
        verbose_name=_("in the hands of"),
    )
    step_count = models.PositiveIntegerField(_("steps"), default=0)
    return_count = models.PositiveIntegerField(_("times returned"), default=0)
    redo_count = models.PositiveIntegerField(_("times redone"), default=0)
    due_at = models.DateTimeField(_("due"), null=True)
    overdue_count = models.PositiveIntegerField(_("times overdue"), default=0)
    answered_at = models.DateTimeField(_("first answered at"), null=True)
    result_class = models.CharField(_("result"), max_length=40, blank=True)
    solved = models.BooleanField(_("solved"), null=True)
    feedback = models.CharField(_("feedback"), max_length=20, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True)
    keep_until = models.DateField(_("kept until"), null=True)  # null while open, and for what is kept for ever

    class Meta:
        verbose_name = _("matter")
        verbose_name_plural = _("matters")
        ordering = ("-pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("request_key",), condition=~Q(request_key=""), name="matters_request_once"),
            models.UniqueConstraint(
                fields=("source_type", "source_id"),
                condition=~Q(source_type="") & Q(status__in=[each.value for each in LIVE]),
                name="matters_one_open_a_source",
            ),
            models.CheckConstraint(
                condition=~Q(status="open") | Q(organisation__isnull=False), name="matters_in_hands"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("organisation", "status", "due_at", "id"), name="matters_queue"),
            models.Index(fields=("government", "status", "due_at", "id"), name="matters_desk"),
            # In the order of a desk: whoever sees many reads from its front, whoever sees few is led by Involvement.
            models.Index(fields=("due_at", "id"), condition=IS_LIVE, name="matters_live_due"),
            models.Index(fields=("desk", "due_at", "id"), condition=IS_LIVE, name="matters_live_desk"),
            models.Index(fields=("mechanism_name", "status", "stage"), name="matters_funnel"),
            models.Index(fields=("closed_at",), name="matters_closed"),
            models.Index(fields=("keep_until",), condition=Q(keep_until__isnull=False), name="matters_kept_until"),
            models.Index(fields=("source_type", "source_id"), condition=~Q(source_type=""), name="matters_source"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def mechanism(self) -> Mechanism:
        """The mechanism by the version that the matter started with."""
        return self.version.mechanism

    @property
    def is_live(self) -> bool:
        """Is there still something to do?"""
        return self.status in LIVE

    @property
    def ability_kind(self) -> Kind:
        """A matter to be looked after, or one that is over."""
        return Kind.MATTER if self.is_live else Kind.CLOSED_MATTER

    def standing_to(self, asker: Asker) -> Standing:
        """Whose government it is, and whether the asker's organisation has a hand in it."""
        charged = self.organisation_id in asker.charge_ids or any(
            each in asker.charge_ids for each in self.involvements.values_list("organisation_id", flat=True)
        )
        if self.government_id in asker.governed_ids:
            return Standing.GOVERNED_CHARGED if charged else Standing.GOVERNED
        return Standing.ABOVE_CHARGED if charged else Standing.OUTSIDE


class Involvement(models.Model):
    """An organisation that has or had a hand in a matter: as handler, by an opinion, or through a part.

    ``desk`` and ``is_live`` repeat the matter's, so that an index alone counts what an organisation has on a desk.
    """

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="involvements", verbose_name=_("matter"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", db_index=False, verbose_name=_("organisation")
    )
    desk = models.CharField(_("desk"), max_length=12, choices=DeskChoice.choices)
    is_live = models.BooleanField(_("in hand"), default=True)

    class Meta:
        verbose_name = _("involvement")
        verbose_name_plural = _("involvements")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("organisation", "matter"), name="matters_involved_once"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=("organisation", "desk", "matter"), condition=Q(is_live=True), name="matters_involved_live"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.organisation_id}"


class Step(models.Model):
    """One stay of a matter at one stage with one organisation: from dispatch to its outcome."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="steps", db_index=False, verbose_name=_("matter"))
    number = models.PositiveIntegerField(_("number"))
    stage = models.CharField(_("stage"), max_length=40)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", db_index=False, verbose_name=_("organisation")
    )
    dispatched_at = models.DateTimeField(_("dispatched at"))
    dispatched_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name=_("by")
    )
    handler = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name=_("handler")
    )
    signed_at = models.DateTimeField(_("signed for at"), null=True)
    signed_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name=_("signed for by")
    )
    refused_at = models.DateTimeField(_("refused at"), null=True)
    refused_why = models.TextField(_("why refused"), blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True)
    ended_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name=_("ended by")
    )
    outcome = models.CharField(_("outcome"), max_length=12, choices=OutcomeChoice.choices, blank=True)
    because = models.CharField(_("because"), max_length=12, blank=True)  # set when it ended by itself
    why = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ("matter", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("matter", "number"), name="matters_step_number_once"),
            models.UniqueConstraint(fields=("matter",), condition=Q(ended_at=None), name="matters_step_one_open"),
            models.CheckConstraint(
                condition=Q(ended_at=None, outcome="") | Q(ended_at__isnull=False) & ~Q(outcome=""),
                name="matters_step_ends_with_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} #{self.number} {self.stage}"
