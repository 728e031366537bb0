"""The inbox of a user, and the outbox of those who look after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Min, QuerySet

from luoshi.ledger.checking_choices import Channel, MessageState
from luoshi.ledger.models import Attempt, Hook, Message
from luoshi.ledger.queries.checking.scope import visible_messages
from luoshi.people.abilities import Ability, Kind, Standing, standings
from luoshi.people.models import User

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Inbox:
    """The newest messages to a user, and how many were not seen yet."""

    messages: tuple[Message, ...]
    unseen: int


def inbox(user: User) -> Inbox:
    """The user's own messages in the application."""
    own = Message.objects.filter(recipient=user, channel=Channel.INBOX)
    rows = own.select_related("commitment", "owner").order_by("-created_at", "-pk")[:SHOWN]
    return Inbox(tuple(rows), own.filter(seen_at=None).count())


def unseen_messages(user: User) -> int:
    """How many messages in the application the user has not seen yet."""
    return Message.objects.filter(recipient=user, channel=Channel.INBOX, seen_at=None).count()


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """A message that was not delivered yet, how old it is, and the last answer to it."""

    message: Message
    age: timedelta
    answer: str


@dataclass(frozen=True, slots=True)
class Outbox:
    """What waits and what failed. ``oldest`` is when the oldest waiting message was made."""

    rows: tuple[OutboxRow, ...]
    waiting: int
    failed: int
    oldest: datetime | None


def outbox(user: User, at: datetime, state: str = "") -> Outbox:
    """Messages of the asker's government that have not gone out, failed ones first, then the oldest.

    Those that went out are listed, the newest first, when ``state`` asks for them.
    """
    unsent = visible_messages(user, Ability.RESEND).exclude(state=MessageState.SENT)
    counts = dict(unsent.order_by().values_list("state").annotate(count=Count("pk")))
    oldest = unsent.filter(state=MessageState.PENDING).aggregate(oldest=Min("created_at"))["oldest"]
    rows = unsent.filter(state=state) if state else unsent
    order = ("state", "created_at", "pk")
    if state == MessageState.SENT:
        sent = visible_messages(user, Ability.RESEND).filter(state=state).exclude(channel=Channel.INBOX)
        rows, order = sent, ("-sent_at", "-created_at", "-pk")
    listed = rows.select_related("recipient", "hook", "owner", "commitment").prefetch_related("tries")
    made = [
        OutboxRow(message, at - message.created_at, _answer(message)) for message in listed.order_by(*order)[:SHOWN]
    ]
    return Outbox(tuple(made), counts.get(MessageState.PENDING, 0), counts.get(MessageState.FAILED, 0), oldest)


def _answer(message: Message) -> str:
    tries = list(message.tries.all())
    return tries[-1].answer if tries else ""


@dataclass(frozen=True, slots=True)
class HookRow:
    """A group's robot and the last message that went to it, if any did."""

    hook: Hook
    last: Attempt | None


def visible_hooks(user: User, ability: Ability = Ability.SEE) -> QuerySet[Hook]:
    """The robots of the asker's government, by organisation."""
    if Standing.GOVERNED not in standings(user, ability, Kind.HOOK):
        return Hook.objects.none()
    return Hook.objects.filter(owner__in=user.governed_ids).select_related("owner").order_by("owner__order", "label")


def hook_rows(user: User) -> tuple[HookRow, ...]:
    """Every robot that the user may see, those in use first, in two queries."""
    hooks = list(visible_hooks(user).order_by("-is_active", "owner__order", "label", "pk"))
    tries = Attempt.objects.filter(message__hook__in=hooks).select_related("message").order_by("at", "pk")
    last = {each.message.hook_id: each for each in tries.filter(at__in=_latest(hooks))}
    return tuple(HookRow(hook, last.get(hook.pk)) for hook in hooks)


def _latest(hooks: list[Hook]) -> QuerySet[Attempt, datetime]:
    rows = Attempt.objects.filter(message__hook__in=hooks).order_by().values("message__hook")
    return rows.annotate(latest=Max("at")).values_list("latest", flat=True)
