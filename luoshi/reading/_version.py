"""Which rules and words do the reading: part of every ``Reading``, and of what is kept of one."""

from __future__ import annotations

from luoshi.reading._lexicon import digest

_GRAMMAR = "1"


def rules_version() -> str:
    """The ``version`` of every reading that this package gives, told without compiling the vocabulary."""
    return f"{_GRAMMAR}.{digest()}"
