"""The log that every action writes, and the daily roots over it. Rows are appended; triggers refuse anything else."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from luoshi.journal.digests import HeadWords, LineWords, RootWords, digest_line
from luoshi.journal.origins import LONGEST


class Line(models.Model):
    """Who did what to which object, when, why and from where. Each object's lines are chained by digest."""

    at = models.DateTimeField(_("at"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name=_("actor")
    )
    action = models.CharField(_("action"), max_length=64)
    subject_type = models.CharField(_("subject type"), max_length=64)
    subject_id = models.BigIntegerField(_("subject"))
    number = models.PositiveIntegerField(_("number"))
    why = models.TextField(_("reason"), blank=True)
    data = models.JSONField(_("data"), default=dict)
    origin = models.CharField(pgettext_lazy("journal", "origin"), max_length=LONGEST, blank=True)
    scheme = models.CharField(max_length=16)
    previous_digest = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("journal line")
        verbose_name_plural = _("journal lines")
        ordering = ("pk",)
        indexes: ClassVar = [models.Index(fields=("at",), name="journal_line_at")]
        constraints: ClassVar = [
            # Two writers that read the same last line cannot both append: the chain never forks.
            models.UniqueConstraint(
                fields=("subject_type", "subject_id", "number"), name="journal_line_number_once_per_subject"
            ),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="journal_line_number_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id} #{self.number} {self.action}"

    def words(self) -> LineWords:
        """What the digest covers."""
        return LineWords(
            at=self.at,
            actor=self.actor_id,
            action=self.action,
            subject_type=self.subject_type,
            subject_id=self.subject_id,
            number=self.number,
            why=self.why,
            data=self.data,
            origin=self.origin,
            scheme=self.scheme,
            previous_digest=self.previous_digest,
        )

    def computed_digest(self) -> str:
        """The digest that the row's own words give by the row's own scheme."""
        return digest_line(self.words())


class Root(models.Model):
    """One sealed day: a digest over how far every chain had come by its end, chained to the day before."""

    number = models.PositiveIntegerField(_("number"), primary_key=True)
    day = models.DateField(_("day"), unique=True)
    at = models.DateTimeField(_("sealed at"))
    lines = models.PositiveIntegerField(_("lines sealed"))
    through = models.BigIntegerField()  # the highest key among all lines when the day was sealed, later days' too
    scheme = models.CharField(max_length=16)
    previous_digest = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("daily root")
        verbose_name_plural = _("daily roots")
        ordering = ("number",)
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(number__gte=1), name="journal_root_number_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.digest}"

    def words(self) -> RootWords:
        """What the digest covers, the heads aside."""
        return RootWords(
            number=self.number,
            day=self.day,
            at=self.at,
            lines=self.lines,
            through=self.through,
            scheme=self.scheme,
            previous_digest=self.previous_digest,
        )


class Head(models.Model):
    """The last line of one chain when a day was sealed: number and digest. Only chains that had grown get one."""

    root = models.ForeignKey(Root, models.PROTECT, related_name="heads")
    subject_type = models.CharField(max_length=64)
    subject_id = models.BigIntegerField()
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("head of a chain")
        verbose_name_plural = _("heads of chains")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("subject_type", "subject_id", "number"), name="journal_head_number_once_per_subject"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id} #{self.number}"

    def words(self) -> HeadWords:
        """What the root's digest covers of it."""
        return HeadWords(self.subject_type, self.subject_id, self.number, self.digest)
