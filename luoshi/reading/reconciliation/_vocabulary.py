"""The words of a reconciliation, loaded from ``vocabulary.toml``. Code has no word lists."""

from __future__ import annotations

import hashlib
import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from luoshi.reading._lexicon import one_of
from luoshi.reading.wording import same, source

_FILE = files("luoshi.reading.reconciliation") / "vocabulary.toml"


@cache
def table() -> dict[str, Any]:
    """The whole file."""
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def words(name: str) -> tuple[str, ...]:
    """The white-space separated words under ``name``."""
    return tuple(table()[name].split())


def pattern(name: str) -> re.Pattern[str]:
    """Any of the words under ``name``."""
    return re.compile(one_of(words(name)))


@cache
def digest() -> str:
    """Eight hex digits that change when any word does, those of ``luoshi.reading.wording`` too."""
    return hashlib.sha256(_FILE.read_bytes() + source()).hexdigest()[:8]


_DROP = re.compile("[“”‘’《》（）()\"'、，。；：！？—\\-~\\s…·]")
_MEASURES = frozenset(table()["measures"]["words"].split())
_UNITS: dict[str, tuple[int, float]] = {
    unit: (index, float(size)) for index, group in enumerate(table()["units"]) for unit, size in group.items()
}


def stages() -> dict[str, int]:
    """Words of a stage → how far a thing is that has reached it."""
    return {word: int(level) for level, line in table()["stages"].items() for word in line.split()}


def plain(text: str) -> str:
    """One way of writing for each thing, without marks."""
    return _DROP.sub("", same(text))


def ratio_of_units(promised: str, reported: str) -> float | None:
    """How many of the promised unit one of the reported unit is; None when they do not measure the same."""
    if promised == reported:
        return 1.0
    if promised in _UNITS and reported in _UNITS:
        (kind, size), (other, other_size) = _UNITS[promised], _UNITS[reported]
        if kind == other:
            return other_size / size
    if promised in _MEASURES and reported in _MEASURES:
        return 1.0
    return None
