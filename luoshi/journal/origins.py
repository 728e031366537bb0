"""From where something is done: the interface and, if it has one, the address. Pure, and empty unless somebody says.

An interface says it once, around everything it does; actions need no further argument for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

LONGEST = 120

_origin: ContextVar[str] = ContextVar("origin", default="")


@contextmanager
def acting_from(origin: str) -> Iterator[None]:
    """Within this block everything recorded comes from ``origin``, such as "web 10.1.2.3" or "command init".

    Blocks nest; the innermost counts. What is longer than the column is cut.
    """
    token = _origin.set(origin.replace("\0", "\ufffd")[:LONGEST])
    try:
        yield
    finally:
        _origin.reset(token)


def current_origin() -> str:
    """What the innermost ``acting_from`` said; "" outside of any."""
    return _origin.get()
