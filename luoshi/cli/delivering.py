"""Taking the outbox out: claim, send, write down, until nothing is due."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import translation

from luoshi.cli.senders import SENDERS, Sender
from luoshi.ledger.actions.delivering import claim_message, record_attempt
from luoshi.pages.messages import letter_of


@dataclass(frozen=True, slots=True)
class Delivered:
    """How many messages were taken, and how many not yet."""

    taken: int = 0
    refused: int = 0


def deliver_due(
    *, clock: Callable[[], datetime], senders: Mapping[str, Sender] = SENDERS, most: int = 500
) -> Delivered:
    """Send what is due, oldest first, at most ``most``. Messages are written in the site's own language."""
    taken = refused = 0
    with translation.override(settings.LANGUAGE_CODE):
        while taken + refused < most:
            at = clock()
            message = claim_message(at=at)
            if message is None:
                break
            answer = senders[message.channel](message, letter_of(message, site=settings.LUOSHI_ADDRESS), at)
            record_attempt(message=message, at=clock(), succeeded=answer.taken, answer=answer.words)
            taken, refused = taken + answer.taken, refused + (not answer.taken)
    return Delivered(taken, refused)


def deliver_job(clock: Callable[[], datetime]) -> str:
    """As a job of the site."""
    done = deliver_due(clock=clock)
    return f"{done.taken} sent, {done.refused} not taken" if done.taken or done.refused else ""
