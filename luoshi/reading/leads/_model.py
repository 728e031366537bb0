"""What a suggestion is made of. Frozen; reasons are codes with data, sentences are made where a language is known."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CauseCode(StrEnum):
    """Why a department is suggested."""

    WORDS = "words"  # the task speaks of what the department does: (function, word, …)
    LEARNT = "learnt"  # tasks with these pairs of characters usually go to its function: (function, pair, …)
    NAMED = "named"  # the task names it: (name,)
    PRECEDENT = "precedent"  # the office gave a like task to it: (that task's text,)


@dataclass(frozen=True, slots=True)
class Cause:
    """One reason, as a code with its data."""

    code: CauseCode
    data: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Precedent:
    """An earlier choice of the office: this task was led by that organisation."""

    text: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An organisation as it was passed, its share of belief (all of them add up to 1), and why."""

    organisation: str
    score: float
    reasons: tuple[Cause, ...]
