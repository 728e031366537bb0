"""Programs that hand matters in for an organisation: a hotline, an app. They have tokens and no roles."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi.people.models.organisation import Organisation
from luoshi.people.models.user import User


class Channel(models.Model):
    """One program, by the name under which its organisation knows it. What it handed in stays its own, whatever its
    token."""

    name = models.CharField(_("name"), max_length=40)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="channels", verbose_name=_("organisation")
    )
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("channel")
        verbose_name_plural = _("channels")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("organisation", "name"), name="people_channel_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class ChannelToken(models.Model):
    """What a channel shows to come in. Only its digest is kept: whoever loses one asks for another."""

    channel = models.ForeignKey(Channel, models.PROTECT, related_name="tokens", verbose_name=_("channel"))
    digest = models.CharField(_("digest"), max_length=64, unique=True)
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("made by"))
    ends_at = models.DateTimeField(_("valid until"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True)
    used_at = models.DateTimeField(_("last used at"), null=True)

    class Meta:
        verbose_name = _("token")
        verbose_name_plural = _("tokens")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.channel_id} #{self.pk}"

    def is_valid(self, at: datetime) -> bool:
        """May somebody still come in with it?"""
        return self.revoked_at is None and at < self.ends_at
