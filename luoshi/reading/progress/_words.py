"""The words of progress, loaded from ``words.toml``; code has no word lists."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from luoshi.reading._lexicon import one_of


@cache
def _table() -> dict[str, str | dict[str, dict[str, float]]]:
    return tomllib.loads((files("luoshi.reading.progress") / "words.toml").read_text(encoding="utf-8"))


def words(name: str) -> tuple[str, ...]:
    """The words under ``name``, longest first."""
    value = _table()[name]
    if not isinstance(value, str):
        raise KeyError(name)
    return tuple(sorted(set(value.split()), key=lambda word: (-len(word), word)))


def pattern(name: str) -> str:
    """A regular expression for any of the words under ``name``, the longest that fits."""
    return f"(?:{one_of(words(name))})"


@cache
def short_names() -> dict[str, str]:
    """What offices write short → what a plan calls it."""
    table = _table()["short"]
    if isinstance(table, str):
        raise KeyError("short")
    return {short: str(whole) for short, whole in table.items()}


@cache
def measures() -> dict[str, tuple[str, float]]:
    """Unit → (measure, factor): 公顷 and 亩 are both areas."""
    table = _table()["measures"]
    if isinstance(table, str):
        raise KeyError("measures")
    return {unit: (measure, factor) for measure, units in table.items() for unit, factor in units.items()}
