"""What the outbox refuses, with the facts that a page needs to explain it. No prose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from luoshi.ledger.errors import Refusal

if TYPE_CHECKING:
    from luoshi.ledger.models import Hook, Message


class NotFailed(Refusal):
    """Only a message that was given up is sent again."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(message.pk, message.state)


class HookStopped(Refusal):
    """Nothing is sent to a robot that was switched off."""

    def __init__(self, hook: Hook) -> None:
        self.hook = hook
        super().__init__(hook.pk)


class BadHookAddress(Refusal):
    """The address is none of this robot's maker, or names a host that the site may not speak to."""

    def __init__(self, form: str) -> None:
        self.form = form
        super().__init__(form)
