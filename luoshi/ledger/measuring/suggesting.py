"""Which measure fits a target: object, unit and kind of number are compared. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from luoshi.mechanisms import Counts, Measure, Pack, Period

Facts = frozenset[tuple[int, str]]  # records, each with the division where it, or a part of it, counts
LEAST = 0.45
SAME_WORDS, LIKE_WORDS, SAME_UNIT, COUNTING_UNIT, SAME_KIND = 0.55, 0.35, 0.3, 0.12, 0.15
COUNTING = frozenset("个处座家部套件项所栋幢台盏条只支批次期户人名")  # any of them counts things one by one


class Reason(StrEnum):
    """Why a measure is suggested."""

    SAME_OBJECT = "same_object"
    LIKE_OBJECT = "like_object"
    SAME_UNIT = "same_unit"
    COUNTING_UNIT = "counting_unit"  # both count things, in other words
    OTHER_UNIT = "other_unit"
    SAME_KIND = "same_kind"  # a flow for a flow, a level for a level


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A measure that may give the target's figure, from 0 to 1, and why."""

    pack: str
    measure: Measure
    likeness: float
    reasons: tuple[Reason, ...]


def suggest_measures(*, object_: str, quote: str, unit: str, mode: str, packs: Iterable[Pack]) -> list[Suggestion]:
    """Measures over registers and matters, the best first; those that agree in too little are left out."""
    found = []
    for pack in packs:
        for measure in pack.measures:
            made = _compare(pack.name, measure, object_, quote, unit, mode)
            if made.likeness >= LEAST:
                found.append(made)
    return sorted(found, key=lambda each: (-each.likeness, each.pack, each.measure.name))


def units_fit(measure: Measure, unit: str) -> bool:
    """Can a figure of the measure stand for a figure in this unit?"""
    return measure.unit == unit or (_counts_things(measure) and _is_counting(unit))


def _compare(pack: str, measure: Measure, object_: str, quote: str, unit: str, mode: str) -> Suggestion:
    likeness, reasons = 0.0, list[Reason]()
    words = (*measure.objects, measure.title)
    if any(word in object_ or word in quote for word in measure.objects):
        likeness += SAME_WORDS
        reasons.append(Reason.SAME_OBJECT)
    else:
        closest = max((_share(word, object_ or quote) for word in words), default=0.0)
        if closest >= 0.5:
            likeness += LIKE_WORDS * closest
            reasons.append(Reason.LIKE_OBJECT)
    if measure.unit == unit:
        likeness += SAME_UNIT
        reasons.append(Reason.SAME_UNIT)
    elif units_fit(measure, unit):
        likeness += COUNTING_UNIT
        reasons.append(Reason.COUNTING_UNIT)
    else:
        likeness -= SAME_UNIT
        reasons.append(Reason.OTHER_UNIT)
    if (measure.period is Period.YEAR) == (mode == "do"):
        likeness += SAME_KIND
        reasons.append(Reason.SAME_KIND)
    return Suggestion(pack, measure, round(max(0.0, likeness), 3), tuple(reasons))


def _share(one: str, other: str) -> float:
    """The share of the first text's neighbouring pairs that the second one has."""
    pairs = {one[at : at + 2] for at in range(len(one) - 1)}
    others = {other[at : at + 2] for at in range(len(other) - 1)}
    return len(pairs & others) / len(pairs) if pairs else 0.0


def _counts_things(measure: Measure) -> bool:
    return measure.counts is not Counts.SHARE and _is_counting(measure.unit)


def _is_counting(unit: str) -> bool:
    return bool(unit) and all(each in COUNTING for each in unit)


def doubly_counted(uses: Sequence[tuple[int, Facts]]) -> list[tuple[int, int, Facts]]:
    """Pairs of goals that count the same records at the same places: the earlier one, the later one, those."""
    found = []
    for at, (later, records) in enumerate(uses):
        for earlier, others in uses[:at]:
            if shared := records & others:
                found.append((earlier, later, shared))
    return found
