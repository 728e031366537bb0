"""Which records look like the same fact written twice. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from luoshi.mechanisms import Likeness

_NOISE = re.compile(r"[\s\W_]+")


@dataclass(frozen=True, slots=True)
class Alike:
    """A record that looks like another one, from 0 to 1, and the fields that agree wholly."""

    id: int
    likeness: float
    agreeing: tuple[str, ...]


def compare_texts(one: str, other: str) -> float:
    """The share of neighbouring pairs of characters that two texts have in common (Dice), after tidying both."""
    first, second = _tidy(one), _tidy(other)
    if first == second:
        return 1.0 if first else 0.0
    pairs, others = _pairs(first), _pairs(second)
    if not pairs or not others:
        return 0.0
    return 2 * len(pairs & others) / (len(pairs) + len(others))


def find_alike(
    declared: Likeness, values: Mapping[str, Any], candidates: Iterable[tuple[int, Mapping[str, Any]]]
) -> list[Alike]:
    """Candidates that agree in at least the declared share, most alike first. A missing value agrees with nothing."""
    found = []
    for record_id, other in candidates:
        pairs = {name: (str(values.get(name, "")), str(other.get(name, ""))) for name in declared.fields}
        likeness = {name: compare_texts(*pair) for name, pair in pairs.items()}
        mean = sum(likeness.values()) / len(likeness) if likeness else 0.0
        if mean >= declared.least:
            agreeing = tuple(name for name, share in likeness.items() if share == 1.0)
            found.append(Alike(record_id, round(mean, 4), agreeing))
    return sorted(found, key=lambda each: (-each.likeness, each.id))


def _tidy(text: str) -> str:
    return _NOISE.sub("", unicodedata.normalize("NFKC", text)).upper()


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}
