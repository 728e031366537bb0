"""A goal in a few words. Language as active; no database."""

from __future__ import annotations

from typing import Protocol

from luoshi.ledger.lamps import Lamp
from luoshi.office.lamp_words import cause_words
from luoshi.office.wording import brief


class Sentence(Protocol):
    """What promises something."""

    @property
    def text(self) -> str: ...


class NamedGoal(Protocol):
    """What is needed to name a goal."""

    @property
    def object(self) -> str: ...
    @property
    def quote(self) -> str: ...
    @property
    def commitment(self) -> Sentence: ...


def goal_words(goal: NamedGoal) -> str:
    """What the goal is about: 供热管网; the beginning of the sentence where it has no number."""
    return goal.object or goal.quote or brief(goal.commitment.text)


def judged(lamp: Lamp) -> str:
    """Why a computed lamp is as it is."""
    return cause_words(lamp.because.code, dict(lamp.because.inputs))
