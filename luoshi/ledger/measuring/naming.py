"""Which recorded things a promise names, which stage it wants of them, and how far they have come. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LEAST = 0.5
SAME_NAME, PART_OF_NAME, LIKE_NAME, SAME_PLACE = 1.0, 0.85, 0.8, 0.15
SHORTEST = 3  # characters: shorter names are in too many others
_ASIDE = re.compile(r"[\s“”‘’\"'《》（）()【】·—-]|项目$|工程$")


class NameReason(StrEnum):
    """Why a thing is suggested."""

    SAME_NAME = "same_name"
    PART_OF_NAME = "part_of_name"  # one name stands whole within the other
    LIKE_NAME = "like_name"
    SAME_PLACE = "same_place"  # its address names what the sentence names


@dataclass(frozen=True, slots=True)
class Candidate:
    """A recorded thing: its names, and words that say where it is."""

    id: int
    names: tuple[str, ...]
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """A thing that a promise probably names, from 0 to 1, by which of the promise's names, and why."""

    id: int
    name: str
    likeness: float
    reasons: tuple[NameReason, ...]


@dataclass(frozen=True, slots=True)
class Come:
    """How far the things of one promise have come: how many of how many, and since which day."""

    done: int
    of: int
    since: date | None

    @property
    def figure(self) -> float:
        """In percent."""
        return round(100 * self.done / self.of, 4) if self.of else 0.0


def promised_stage(action: str, quote: str, words: Mapping[str, Sequence[str]]) -> str:
    """The stage whose word the promise uses; the longest word decides, and of equal ones the later stage. "" for none.

    The verb is asked first: “启用” in the quote may belong to the thing's name.
    """
    for text in (action, quote):
        found = [
            (len(word), order, stage)
            for order, (stage, some) in enumerate(words.items())
            for word in some
            if word in text
        ]
        if found:
            return max(found)[2]
    return ""


def suggest_things(names: Sequence[str], sentence: str, candidates: Iterable[Candidate]) -> list[Named]:
    """For each name of the promise the things that it may mean, the best first; those too unlike are left out."""
    found = []
    for candidate in candidates:
        best = max(
            (_compare(name, sentence, candidate) for name in names), key=lambda each: each.likeness, default=None
        )
        if best is not None and best.likeness >= LEAST:
            found.append(best)
    return sorted(found, key=lambda each: (-each.likeness, each.id))


def come_so_far(reached: Sequence[date | None]) -> Come:
    """From the day on which each thing came to the stage, None for one that has not."""
    days = [each for each in reached if each is not None]
    return Come(len(days), len(reached), max(days, default=None))


def _compare(name: str, sentence: str, candidate: Candidate) -> Named:
    likeness, reasons = 0.0, list[NameReason]()
    wanted = _plain(name)
    for own in map(_plain, candidate.names):
        score, reason = _alike(wanted, own)
        if score > likeness:
            likeness, reasons = score, [reason]
    if likeness and any(_shares_place(each, sentence) for each in candidate.places):
        likeness = min(1.0, likeness + SAME_PLACE)
        reasons.append(NameReason.SAME_PLACE)
    return Named(candidate.id, name, round(likeness, 3), tuple(reasons))


def _alike(wanted: str, own: str) -> tuple[float, NameReason]:
    if not wanted or not own:
        return 0.0, NameReason.LIKE_NAME
    if wanted == own:
        return SAME_NAME, NameReason.SAME_NAME
    if min(len(wanted), len(own)) >= SHORTEST and (wanted in own or own in wanted):
        return PART_OF_NAME, NameReason.PART_OF_NAME
    first, second = _pairs(wanted), _pairs(own)
    both = len(first) + len(second)
    return (LIKE_NAME * 2 * len(first & second) / both if both else 0.0), NameReason.LIKE_NAME


def _shares_place(place: str, sentence: str) -> bool:
    """Do three characters in a row of the place stand in the sentence?"""
    plain = _plain(place)
    return any(plain[at : at + 3] in sentence for at in range(len(plain) - 2))


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _plain(text: str) -> str:
    return _ASIDE.sub("", text)
