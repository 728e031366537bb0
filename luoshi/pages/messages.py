"""A message of the outbox in words: what the inbox shows, what e-mail and group robots carry."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from luoshi.ledger.checking_choices import MessageKind
from luoshi.ledger.models import Commitment, Message
from luoshi.ledger.robots import Letter

LONGEST_SENTENCE = 80

_TITLES: Mapping[str, Callable[[], str]] = {
    MessageKind.DISPATCHED: lambda: _("A new duty: please sign for it"),
    MessageKind.RULED: lambda: _("Your refusal was ruled on"),
    MessageKind.REFUSED: lambda: _("A duty was refused and waits for a ruling"),
    MessageKind.RETURNED: lambda: _("An entry was returned: please report again"),
    MessageKind.REQUESTED: lambda: _("A report is asked for"),
    MessageKind.NEAR: lambda: _("A commitment is due soon"),
    MessageKind.DUE: lambda: _("A commitment is due today"),
    MessageKind.LATE: lambda: _("A commitment is overdue"),
    MessageKind.MONTHLY: lambda: _("This month's report is still missing"),
    MessageKind.NOTICE: lambda: _("A supervision notice"),
    MessageKind.SETTLEMENT: lambda: _("News of a settlement"),
    MessageKind.TEST: lambda: _("A test: messages of this organisation arrive here"),
}


def title_words(message: Message) -> str:
    """What the message is about, in one line."""
    return _TITLES[message.kind]()


def detail_words(message: Message) -> tuple[str, ...]:
    """The facts of the message, a line each."""
    return tuple(_details(message))


def letter_of(message: Message, *, site: str) -> Letter:
    """The message as it leaves the site; ``site`` is the address of the site, empty where it has none to give."""
    link = f"{site}/commitments/{message.commitment_id}/" if site and message.commitment_id else ""
    return Letter(message.key, title_words(message), detail_words(message), link)


def _details(message: Message) -> Iterator[str]:
    if message.commitment is not None:
        yield _sentence(message.commitment)
    facts = message.facts
    if due_on := facts.get("due_on"):
        yield _("Due on %(day)s") % {"day": date_format(date.fromisoformat(str(due_on)), "DATE_FORMAT")}
    if (days := facts.get("days")) and message.kind in (MessageKind.NEAR, MessageKind.LATE):
        yield _days(message.kind, int(days))
    if why := facts.get("why"):
        yield _("Reason: %(why)s") % {"why": why}


def _sentence(commitment: Commitment) -> str:
    text = commitment.text.strip()
    short = text if len(text) <= LONGEST_SENTENCE else text[: LONGEST_SENTENCE - 1] + "…"
    return _("No. %(number)s: %(sentence)s") % {"number": commitment.number, "sentence": short}


def _days(kind: str, days: int) -> str:
    if kind == MessageKind.NEAR:
        return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}
    return ngettext("%(days)s day late", "%(days)s days late", days) % {"days": days}
