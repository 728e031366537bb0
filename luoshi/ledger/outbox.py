"""Putting messages into the outbox. Sending them is another matter: see ``actions.delivering``.

A message is facts, not prose: whoever shows or sends it makes the sentence. Its key names what it is about, so that
the same thing is never told twice to one recipient over one channel.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.conf import settings

from luoshi.journal.digests import Json
from luoshi.ledger.checking_choices import Channel, MessageKind, MessageState
from luoshi.ledger.models import Commitment, Hook, Message
from luoshi.people.abilities import Role
from luoshi.people.models import Organisation, User


def tell(
    *,
    kind: MessageKind,
    organisation: Organisation,
    commitment: Commitment | None,
    at: datetime,
    key: str,
    facts: Mapping[str, Json],
    roles: Iterable[Role] = (Role.REPORTER, Role.APPROVER),
) -> int:
    """Queue a message to everybody of these roles in the organisation, and to its group robots. Returns how many."""
    people = reporters_of(organisation, roles)
    made = [
        _message(kind, Channel.INBOX, organisation, commitment, at, key, facts, user=user, hook=None) for user in people
    ]
    made += [
        _message(kind, Channel.EMAIL, organisation, commitment, at, key, facts, user=user, hook=None)
        for user in people
        if user.email and settings.EMAIL_HOST  # without a mail server nothing could ever be sent
    ]
    hooks = Hook.objects.filter(owner=organisation, is_active=True)
    made += [
        _message(kind, Channel.WEBHOOK, organisation, commitment, at, key, facts, user=None, hook=hook)
        for hook in hooks
    ]
    return len(Message.objects.bulk_create(made, ignore_conflicts=True))


def reporters_of(organisation: Organisation, roles: Iterable[Role]) -> list[User]:
    """Active people of the organisation with one of these roles."""
    wanted = frozenset(roles)
    people = User.objects.filter(organisation=organisation, is_active=True).order_by("pk")
    return [user for user in people if user.roles & wanted]


def _message(
    kind: MessageKind,
    channel: Channel,
    owner: Organisation,
    commitment: Commitment | None,
    at: datetime,
    key: str,
    facts: Mapping[str, Json],
    *,
    user: User | None,
    hook: Hook | None,
) -> Message:
    to = f"u{user.pk}" if user else f"h{hook.pk}" if hook else ""
    inbox = channel is Channel.INBOX
    return Message(
        key=f"{key}/{channel.value}/{to}",
        kind=kind,
        channel=channel,
        recipient=user,
        hook=hook,
        owner=owner,
        commitment=commitment,
        facts=dict(facts),
        created_at=at,
        state=MessageState.SENT if inbox else MessageState.PENDING,
        sent_at=at if inbox else None,
        next_at=None if inbox else at,
    )
