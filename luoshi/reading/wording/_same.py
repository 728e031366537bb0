"""One way of writing for each thing, loaded from ``same.toml``. Code has no word lists."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from luoshi.reading._lexicon import one_of

_FILE = files("luoshi.reading.wording") / "same.toml"


@cache
def spellings() -> dict[str, str]:
    """What is written in another way → how it is read."""
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def source() -> bytes:
    """The file as it is: what changes in it changes the version of what is compared by it."""
    return _FILE.read_bytes()


_SAME = spellings()
_SAME_PATTERN = re.compile(one_of(_SAME))


def same(text: str) -> str:
    """``text`` with one way of writing for each thing."""
    return _SAME_PATTERN.sub(lambda match: _SAME[match[0]], text)
