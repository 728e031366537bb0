"""The outbox at work: a message is claimed, tried, and written down as sent, waiting or failed.

A claim is a lease. Whoever dies while sending loses it, and another process sends the message once more: a receiver
may get it twice and never not at all. The message's key travels with it so that a program can tell.
"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F

from luoshi.journal.actions import record
from luoshi.journal.digests import Json
from luoshi.ledger.actions._revising import Act
from luoshi.ledger.checking_choices import Channel, HookForm, MessageKind, MessageState
from luoshi.ledger.delivery_errors import BadHookAddress, HookStopped, NotFailed
from luoshi.ledger.models import Attempt, Hook, Message
from luoshi.ledger.retrying import LEASE, next_attempt
from luoshi.ledger.robots import ANSWER_LENGTH, RobotForm, is_allowed
from luoshi.people.abilities import Ability, require
from luoshi.people.models import Organisation, User
from luoshi.secrecy import seal

MOST_AT_ONCE = 500
SECRET_CONTEXT = "ledger.hook.secret"  # noqa: S105  names the field, is no password


def claim_message(*, at: datetime) -> Message | None:
    """The message that has waited longest, kept for this process until the lease ends; None when none is due."""
    due = Message.objects.filter(state=MessageState.PENDING, next_at__lte=at).order_by("next_at", "pk")
    for pk, seen in due.values_list("pk", "next_at")[:50]:
        mine = Message.objects.filter(pk=pk, state=MessageState.PENDING, next_at=seen)
        if mine.update(next_at=at + LEASE, attempts=F("attempts") + 1):
            return Message.objects.select_related("recipient", "hook", "owner", "commitment").get(pk=pk)
    return None


@transaction.atomic
def record_attempt(*, message: Message, at: datetime, succeeded: bool, answer: str) -> Message:
    """Write down what came of sending a claimed message, and when it is tried again if it was not taken."""
    current = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
    Attempt.objects.create(
        message=current,
        number=current.tries.count() + 1,
        at=at,
        succeeded=succeeded,
        answer=answer.replace("\0", "\ufffd")[:ANSWER_LENGTH],
    )
    if succeeded:
        current.state, current.sent_at, current.next_at = MessageState.SENT, at, None
    else:
        current.next_at = next_attempt(current.attempts, at)
        current.state = MessageState.PENDING if current.next_at else MessageState.FAILED
    current.save(update_fields=["state", "sent_at", "next_at"])
    return current


@transaction.atomic
def see_messages(*, by: User, at: datetime) -> int:
    """The user has read their own messages up to now. Returns how many were new. Not journalled: it decides nothing."""
    own = Message.objects.filter(recipient=by, channel=Channel.INBOX, seen_at=None, created_at__lte=at)
    return own.update(seen_at=at)


@transaction.atomic
def resend_message(*, by: User, message: Message, at: datetime, why: str) -> Message:
    """Let a message that was given up be tried again from the start. Raises NotFailed unless it was."""
    require(by, Ability.RESEND, message)
    act = Act(by, at, why)
    current = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
    if current.state != MessageState.FAILED:
        raise NotFailed(current)
    current.state, current.attempts, current.next_at = MessageState.PENDING, 0, at
    current.save(update_fields=["state", "attempts", "next_at"])
    record(by=by, action="message.resent", subject=current, at=at, why=act.why.strip(), data={"key": current.key})
    return current


@transaction.atomic
def resend_failed(*, by: User, at: datetime, why: str) -> int:
    """Let everything that was given up, as far as the user looks after it, be tried again. Returns how many."""
    failed = Message.objects.filter(state=MessageState.FAILED, owner__in=by.governed_ids).order_by("created_at", "pk")
    found = list(failed.select_related("owner", "recipient", "hook")[:MOST_AT_ONCE])
    for message in found:
        resend_message(by=by, message=message, at=at, why=why)
    return len(found)


@transaction.atomic
def add_hook(
    *, by: User, owner: Organisation, form: HookForm, label: str, address: str, secret: str, at: datetime
) -> Hook:
    """Send an organisation's messages to a group's robot too. Raises BadHookAddress for one that may not be spoken to.

    The secret is kept sealed; the journal keeps neither it nor the address, which is a secret of its own.
    """
    address = address.strip()
    if not is_allowed(RobotForm(form.value), address, tuple(settings.LUOSHI_HOOK_HOSTS)):
        raise BadHookAddress(form.value)
    hook = Hook(owner=owner, form=form, label=label.strip(), address=address)
    require(by, Ability.SET, hook)
    if secret.strip():
        hook.secret = seal(secret.strip(), settings.LUOSHI_KEYRING, context=SECRET_CONTEXT)
    hook.full_clean()
    hook.save(force_insert=True)
    facts: dict[str, Json] = {"owner": owner.pk, "form": form.value, "label": hook.label}
    record(by=by, action="hook.added", subject=hook, at=at, data=facts)
    return hook


@transaction.atomic
def try_hook(*, by: User, hook: Hook, at: datetime) -> Message:
    """Queue a message that says nothing but that it arrives. Raises HookStopped for a robot that is switched off."""
    require(by, Ability.SET, hook)
    if not hook.is_active:
        raise HookStopped(hook)
    message = Message.objects.create(
        key=f"test-{hook.pk}-{at.isoformat()}",
        kind=MessageKind.TEST,
        channel=Channel.WEBHOOK,
        hook=hook,
        owner=hook.owner,
        created_at=at,
        state=MessageState.PENDING,
        next_at=at,
    )
    record(by=by, action="hook.tried", subject=hook, at=at, data={"message": message.pk})
    return message


@transaction.atomic
def stop_hook(*, by: User, hook: Hook, at: datetime, why: str) -> Hook:
    """Send nothing more to this robot. What it was sent stays."""
    require(by, Ability.SET, hook)
    act = Act(by, at, why)
    act.needs_reason()
    current = Hook.objects.select_for_update(of=("self",)).get(pk=hook.pk)
    current.is_active = False
    current.save(update_fields=["is_active"])
    record(by=by, action="hook.stopped", subject=current, at=at, why=act.why.strip(), data={"label": current.label})
    return current
