"""Which rules and words do the reading: part of every ``Reading``, and of what is kept of one."""

from __future__ import annotations

from luoshi.reading import _lexicon

_GRAMMAR = "1"


def rules_version() -> str:
    """The ``version`` of every reading that this package gives, told without compiling the vocabulary."""
    return f"{_GRAMMAR}.{_lexicon.digest()}"


def is_compiled() -> bool:
    """Whether the reading in use is machine code, as in a wheel built beside a C compiler: the same, faster."""
    return not _lexicon.__file__.endswith(".py")
