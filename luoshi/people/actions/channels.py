"""Tokens of channels: made, shown once, used, revoked."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from luoshi.journal.actions import record
from luoshi.people.abilities import Ability
from luoshi.people.actions._guarding import guard, require_reason
from luoshi.people.errors import AlreadyClosed, TokenRefused
from luoshi.people.models import Channel, ChannelToken, Organisation, User
from luoshi.workdays import day_of

MARK = "luoshi_"  # so that a token is known for one where it should not be: in a log, in a mail
MOST_DAYS = 3650
USE_NOTED = timedelta(minutes=1)  # how exact "last used" is: a write for every call would say no more


@dataclass(frozen=True, slots=True)
class Issued:
    """A new token. ``secret`` is shown once and kept nowhere."""

    token: ChannelToken
    secret: str


@transaction.atomic
def issue_token(*, by: User | None, name: str, organisation: Organisation, days: int, at: datetime) -> Issued:
    """A token for the channel of this name, which is made if there is none. Its other tokens go on until they end.

    ``days``: how long it is valid, from 1 to 3650; what lies outside is brought to the nearer end.
    Raises ValidationError, AlreadyClosed, NotAllowed.
    """
    guard(by, Ability.CORRECT, organisation)
    if not organisation.is_open(day_of(at)):
        raise AlreadyClosed(organisation)
    made = Channel(name=name.strip(), organisation=organisation, made_at=at)
    made.clean_fields()
    channel, _ = Channel.objects.get_or_create(name=made.name, organisation=organisation, defaults={"made_at": at})
    channel = Channel.objects.select_for_update().get(pk=channel.pk)
    secret = MARK + secrets.token_urlsafe(32)
    ends_at = at + timedelta(days=min(max(days, 1), MOST_DAYS))
    token = ChannelToken(channel=channel, digest=token_digest(secret), made_at=at, made_by=by, ends_at=ends_at)
    token.save(force_insert=True)
    until = ends_at.isoformat()
    record(by=by, action="channel.token_issued", subject=channel, at=at, data={"token": token.pk, "until": until})
    return Issued(token, secret)


@transaction.atomic
def revoke_token(*, by: User | None, token: ChannelToken, why: str, at: datetime) -> ChannelToken:
    """Nobody comes in with it from now on. One revoked before stays as it was. Raises ReasonRequired, NotAllowed."""
    why = require_reason(why)
    channel = Channel.objects.select_for_update().select_related("organisation").get(pk=token.channel_id)
    guard(by, Ability.CORRECT, channel.organisation)
    if ChannelToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=at):
        record(by=by, action="channel.token_revoked", subject=channel, at=at, why=why, data={"token": token.pk})
    token.refresh_from_db()
    return token


def use_token(*, secret: str, at: datetime) -> Channel:
    """The channel whose token this is; that it was used is noted. Raises TokenRefused.

    A token that is unknown, over or revoked gets the same answer, and so does one of an organisation that is closed.
    """
    found = ChannelToken.objects.filter(digest=token_digest(secret)).select_related("channel__organisation").first()
    if found is None or not found.is_valid(at) or not found.channel.organisation.is_open(day_of(at)):
        raise TokenRefused
    stale = Q(used_at=None) | Q(used_at__lt=at - USE_NOTED)
    if found.used_at is None or found.used_at < at - USE_NOTED:
        ChannelToken.objects.filter(stale, pk=found.pk).update(used_at=at)
    return found.channel


def token_digest(secret: str) -> str:
    """What is kept of a token. It is 256 bits of chance: nobody finds it by trying, so a plain digest is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()
