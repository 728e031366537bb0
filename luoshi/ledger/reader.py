"""The ledger's one door to the reading library."""

from __future__ import annotations

from collections.abc import Callable

import luoshi
from luoshi.reading import Reading

Reader = Callable[[str], Reading]


def read_words(text: str) -> Reading:
    """Read a report, or a passage of one."""
    read: Reader = getattr(luoshi, "read")  # noqa: B009
    return read(text)
