"""Matters that a program handed in."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi.matters.models.matter import Matter
from luoshi.people.models import Channel


class HandedIn(models.Model):
    """That a channel handed a matter in, and by which number it knows it: the same number again is the same matter."""

    matter = models.OneToOneField(Matter, models.PROTECT, related_name="handed_in", verbose_name=_("matter"))
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="+", verbose_name=_("channel"))
    outside_id = models.CharField(_("outside number"), max_length=64)
    received_at = models.DateTimeField(_("received there at"), null=True)
    occurred_at = models.DateTimeField(_("happened at"), null=True)

    class Meta:
        verbose_name = _("matter handed in")
        verbose_name_plural = _("matters handed in")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("channel", "outside_id"), name="matters_handed_in_once"),
        ]

    def __str__(self) -> str:
        return self.outside_id
