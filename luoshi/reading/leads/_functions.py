"""What a department does: from its name to functions, and from a task's words to functions."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Collection
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from luoshi.reading._lexicon import one_of

_FOLDER = files("luoshi.reading.leads")
_HAN = re.compile("[一-鿿]+")


@cache
def functions() -> tuple[str, ...]:
    """All functions, in the order of ``functions.toml``."""
    return tuple(_table())


@cache
def _table() -> dict[str, dict[str, Any]]:
    return tomllib.loads((_FOLDER / "functions.toml").read_text(encoding="utf-8"))


@cache
def _names() -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    owners: dict[str, list[str]] = {}
    for function, entry in _table().items():
        for name in entry["names"].split():
            owners.setdefault(name, []).append(function)
    return re.compile(one_of(owners)), {name: tuple(own) for name, own in owners.items()}


@cache
def _words() -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    owners: dict[str, list[str]] = {}
    for function, entry in _table().items():
        for word in entry["words"].split():
            owners.setdefault(word, []).append(function)
    return re.compile(one_of(owners)), {word: tuple(own) for word, own in owners.items()}


@lru_cache(maxsize=4096)
def functions_of(organisation: str) -> tuple[str, ...]:
    """The functions that an organisation's name tells, first named first; empty when it tells none.

    区发改局, 市发展改革委 and 县发展和改革局 have the same one; 环保水务局 has two.
    """
    pattern, owners = _names()
    found = dict.fromkeys(function for match in pattern.finditer(organisation) for function in owners[match[0]])
    return tuple(found)


def words_in(text: str) -> dict[str, dict[str, int]]:
    """The words of each function that ``text`` holds, each with where it first stands."""
    pattern, owners = _words()
    found: dict[str, dict[str, int]] = {}
    for match in pattern.finditer(text):
        for function in owners[match[0]]:
            found.setdefault(function, {}).setdefault(match[0], match.start())
    return found


def weight_of(word: str, function: str, offered: Collection[str] | None = None) -> float:
    """A longer word tells more, one that several functions share tells less.

    With ``offered`` only these functions share: where no office has 社会保险 alone, its words are all of 人社's.
    """
    own = float(_table()[function].get("weight", 1.0))
    owners = _words()[1][word]
    shared = len(owners) if offered is None else max(1, sum(owner in offered for owner in owners))
    return own * math.pow(len(word), 0.7) / shared


def pairs_in(text: str) -> tuple[str, ...]:
    """Neighbouring Chinese characters, each pair once, in text order."""
    found = dict.fromkeys(run[at : at + 2] for run in _HAN.findall(text) for at in range(len(run) - 1))
    return tuple(found)
