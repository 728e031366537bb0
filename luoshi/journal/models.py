"""The log that every action writes. Rows are appended; triggers in the database refuse anything else."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from luoshi.journal.digests import Json, Scheme, digest_of, instant
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
        constraints: ClassVar = [
            # Two writers that read the same last line cannot both append: the chain never forks.
            models.UniqueConstraint(
                fields=("subject_type", "subject_id", "number"), name="journal_line_number_once_per_subject"
            ),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="journal_line_number_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id} #{self.number} {self.action}"

    def computed_digest(self) -> str:
        """The digest that the row's own words give by the row's own scheme."""
        fields: dict[str, Json] = {
            "at": instant(self.at),
            "actor": self.actor_id,
            "action": self.action,
            "subject_type": self.subject_type,
            "subject_id": self.subject_id,
            "number": self.number,
            "why": self.why,
            "data": self.data,
            "previous_digest": self.previous_digest,
        }
        if self.scheme != Scheme.WITHOUT_ORIGIN:
            fields |= {"origin": self.origin, "scheme": self.scheme}
        return digest_of(fields)
