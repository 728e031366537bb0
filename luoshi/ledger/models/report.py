"""A report as received, its outline, its glossary, and the forward sentences that promise nothing."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from luoshi.ledger.choices import PartChoice, PassageReason
from luoshi.people.abilities import Asker, Kind, Standing
from luoshi.people.models import Organisation, User

EARLIEST, LATEST = 1949, 2200


class Report(models.Model):
    """The source text, kept as received. Every span of every other row indexes ``text``."""

    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="reports", verbose_name=_("government"))
    title = models.CharField(_("title"), max_length=200)
    place = models.CharField(_("place"), max_length=80)
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(EARLIEST), MaxValueValidator(LATEST)]
    )
    text = models.TextField(_("text"))
    source_name = models.CharField(_("file name"), max_length=255)
    source_form = models.CharField(_("file form"), max_length=8)
    source_digest = models.CharField(_("digest of the file"), max_length=64)
    pages = models.JSONField(_("page starts"), default=list, blank=True)
    traditional = models.BooleanField(_("traditional characters"), default=False)
    reading_version = models.CharField(_("reading version"), max_length=32)
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("opened by"))
    opened_at = models.DateTimeField(_("opened at"))

    ability_kind: ClassVar[Kind] = Kind.REPORT

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ("-year", "place", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("owner", "source_digest"), name="ledger_report_once_per_owner"),
            models.CheckConstraint(condition=Q(year__range=(EARLIEST, LATEST)), name="ledger_report_year_sane"),
        ]

    def __str__(self) -> str:
        return self.title

    def standing_to(self, asker: Asker) -> Standing:
        """Of the asker's government or one under it, of one above it, or neither."""
        if self.owner_id in asker.governed_ids:
            return Standing.GOVERNED
        return Standing.ABOVE if self.owner_id in asker.line_ids else Standing.OUTSIDE


class Layout(models.Model):
    """Where each line of the text stands in the file as received: ``Source.marks``, apart because they are many."""

    report = models.OneToOneField(Report, models.CASCADE, primary_key=True, verbose_name=_("report"))
    marks = models.JSONField(_("places of its lines"))

    class Meta:
        verbose_name = _("layout of a report")
        verbose_name_plural = _("layouts of reports")

    def __str__(self) -> str:
        return str(self.report_id)


class Section(models.Model):
    """One heading and the passage under it. ``trail`` is all titles from the top down to this one."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="sections", verbose_name=_("report"))
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="children", verbose_name=_("parent"))
    order = models.PositiveIntegerField(_("order"))
    path = models.CharField(max_length=255)
    level = models.PositiveSmallIntegerField(_("level"))
    title = models.TextField(_("title"))
    trail = models.TextField(_("titles down to here"))
    part = models.CharField(_("part"), max_length=16, choices=PartChoice.choices)
    run_in = models.BooleanField(_("run-in heading"))
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    body_end = models.PositiveIntegerField()
    deadline = models.DateField(_("deadline"), null=True)

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ("report", "order")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("report", "order"), name="ledger_section_order_once"),
            models.CheckConstraint(
                condition=Q(start__lt=F("end"), end__lte=F("body_end")), name="ledger_section_span_sane"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def titles(self) -> list[str]:
        """The titles from the top down to this section."""
        return self.trail.split("\n")


class Passage(models.Model):
    """A forward sentence that was not taken, with the reason."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="passages", verbose_name=_("report"))
    section = models.ForeignKey(Section, models.CASCADE, null=True, related_name="+", verbose_name=_("section"))
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    reason = models.CharField(_("reason"), max_length=16, choices=PassageReason.choices)

    class Meta:
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        ordering = ("report", "start")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="ledger_passage_span_sane"),
        ]

    def __str__(self) -> str:
        return f"{self.start}–{self.end} {self.reason}"


class Term(models.Model):
    """A term of the report's glossary and where the text above uses it."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="terms", verbose_name=_("report"))
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    term = models.TextField(_("term"))
    definition = models.TextField(_("definition"))
    uses = models.JSONField(_("uses"), default=list)

    class Meta:
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")
        ordering = ("report", "start")

    def __str__(self) -> str:
        return self.term
