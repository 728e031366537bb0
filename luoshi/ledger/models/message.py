"""What the program asks of organisations, and the outbox through which it tells them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luoshi.ledger.checking_choices import Channel, HookForm, MessageKind, MessageState
from luoshi.ledger.models.commitment import Commitment
from luoshi.ledger.models.goal import Goal
from luoshi.people.abilities import Asker, Kind, Standing
from luoshi.people.models import Organisation, User


class EntryRequest(models.Model):
    """A report asked for beyond the monthly one: what, on what basis, by when. It counts towards the cap. Appended."""

    goal = models.ForeignKey(Goal, models.PROTECT, related_name="requests", verbose_name=_("goal"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="requests", verbose_name=_("organisation")
    )
    asks = models.TextField(_("what is asked for"))
    basis = models.TextField(_("basis"))
    due_on = models.DateField(_("due on"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("request for an entry")
        verbose_name_plural = _("requests for entries")
        ordering = ("due_on", "pk")
        indexes: ClassVar = [models.Index(fields=("organisation", "due_on"), name="ledger_request_due")]

    def __str__(self) -> str:
        return self.asks[:40]


class Hook(models.Model):
    """A group chat's robot that gets an organisation's messages too. ``secret``, sealed, signs them where it can."""

    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="hooks", verbose_name=_("organisation"))
    form = models.CharField(_("form"), max_length=12, choices=HookForm.choices)
    label = models.CharField(_("label"), max_length=60)
    address = models.CharField(_("address"), max_length=500)
    secret = models.CharField(_("signing secret"), max_length=200, blank=True)
    is_active = models.BooleanField(_("active"), default=True)

    ability_kind: ClassVar[Kind] = Kind.HOOK

    class Meta:
        verbose_name = _("group robot")
        verbose_name_plural = _("group robots")
        ordering = ("owner", "label")

    def __str__(self) -> str:
        return self.label

    def standing_to(self, asker: Asker) -> Standing:
        """Within the asker's government or not."""
        return Standing.GOVERNED if self.owner_id in asker.governed_ids else Standing.OUTSIDE


class Message(models.Model):
    """One message to one recipient over one channel. ``key`` makes sending it twice impossible."""

    key = models.CharField(max_length=160, unique=True)
    kind = models.CharField(_("kind"), max_length=16, choices=MessageKind.choices)
    channel = models.CharField(_("channel"), max_length=8, choices=Channel.choices)
    recipient = models.ForeignKey(User, models.PROTECT, null=True, related_name="messages", verbose_name=_("recipient"))
    hook = models.ForeignKey(Hook, models.PROTECT, null=True, related_name="messages", verbose_name=_("group robot"))
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("organisation"))
    commitment = models.ForeignKey(
        Commitment, models.PROTECT, null=True, related_name="messages", verbose_name=_("commitment")
    )
    facts = models.JSONField(_("facts"), default=dict)
    created_at = models.DateTimeField(_("created at"))
    state = models.CharField(_("state"), max_length=8, choices=MessageState.choices)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_at = models.DateTimeField(_("next attempt at"), null=True)
    sent_at = models.DateTimeField(_("sent at"), null=True)
    seen_at = models.DateTimeField(_("seen at"), null=True)

    ability_kind: ClassVar[Kind] = Kind.MESSAGE

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ("-created_at", "-pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(recipient__isnull=False, hook=None) | Q(recipient=None, hook__isnull=False),
                name="ledger_message_to_one",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("state", "next_at"), name="ledger_message_next"),
            models.Index(fields=("recipient", "channel", "-created_at"), name="ledger_message_inbox"),
        ]

    def __str__(self) -> str:
        return self.key

    def standing_to(self, asker: Asker) -> Standing:
        """The recipient's own, or of the asker's government."""
        if self.recipient_id is not None and self.recipient_id == asker.pk:
            return Standing.OWN
        return Standing.GOVERNED if self.owner_id in asker.governed_ids else Standing.OUTSIDE


class Attempt(models.Model):
    """One try to deliver a message, and what came of it. Appended only."""

    message = models.ForeignKey(Message, models.PROTECT, related_name="tries", verbose_name=_("message"))
    number = models.PositiveSmallIntegerField(_("number"))
    at = models.DateTimeField(_("at"))
    succeeded = models.BooleanField(_("succeeded"))
    answer = models.CharField(_("answer"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ("message", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("message", "number"), name="ledger_attempt_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.message_id} #{self.number}"
