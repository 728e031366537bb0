"""A question that people answer at once and simple robots do not: read aloud as well as seen. Pure.

Text, so that a screen reader reads it (GB/T 37668 asks for a way that is not visual). It slows robots down; what
really holds them off is the count of tries from one address.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

DIGITS = "零一二三四五六七八九"
WORDS = {**{each: str(number) for number, each in enumerate(DIGITS)}, "两": "2", "〇": "0"}


@dataclass(frozen=True, slots=True)
class Question:
    """Two small numbers to be added, or the smaller taken from the larger."""

    first: int
    second: int
    minus: bool = False

    @property
    def result(self) -> int:
        """What is right."""
        return self.first - self.second if self.minus else self.first + self.second

    @property
    def spelled(self) -> tuple[str, str]:
        """The two numbers in words, which robots read less well than digits."""
        return DIGITS[self.first], DIGITS[self.second]


def question_of(seed: int) -> Question:
    """The question for a random number."""
    first, second = 1 + seed % 9, 1 + seed // 9 % 9
    return Question(max(first, second), min(first, second), minus=seed // 81 % 2 == 1)


def is_right(question: Question, typed: str) -> bool:
    """Right in digits of any width or in words: 12, １２, 十二."""
    plain = "".join(unicodedata.normalize("NFKC", typed).split())
    return plain == str(question.result) or _number(plain) == question.result


def _number(words: str) -> int | None:
    """一 to 九十九 as written in words; None for anything else."""
    tens, ten, ones = words.partition("十")
    if not ten:
        return int(WORDS[words]) if words in WORDS else None
    if (tens and tens not in WORDS) or (ones and ones not in WORDS):
        return None
    return (int(WORDS[tens]) if tens else 1) * 10 + (int(WORDS[ones]) if ones else 0)
