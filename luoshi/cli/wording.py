"""A reading in the words of an official table: 8.5公里, ≥50家, 约5.5%, 2026-06-30."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from luoshi.reading import Commitment, Milestone, Reading, Reason, Target

KIND_NAMES = {"target": "指标", "milestone": "节点", "action": "行动"}
MODALITY_NAMES = {"firm": "明确", "strive": "力争"}
MODE_NAMES = {"do": "完成量", "reach": "达到值", "grow": "增长", "cut": "下降"}
REASON_NAMES = {
    Reason.HEADING: "标题",
    Reason.SLOGAN: "口号、号召",
    Reason.SALUTATION: "称呼、致辞",
    Reason.PRINCIPLE: "指导思想、总体要求",
    Reason.AIM: "只有愿景",
    Reason.BACKGROUND: "形势或已有事实",
    Reason.NO_VERB: "没有行动的词",
}
_RELATION_SIGNS = {"eq": "", "ge": "≥", "gt": ">", "le": "≤", "lt": "<", "approx": "约", "range": ""}
_MAGNITUDES = ((10**12, "万亿"), (10**8, "亿"), (10**4, "万"))
_MOST_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the account: a target, a milestone, or a commitment that has neither."""

    kind: str
    section: str
    text: str  # the sentence
    clause: str
    modality: str
    start: int
    end: int
    object: str = ""
    quantity: str = ""
    value: float | None = None
    value_high: float | None = None
    unit: str = ""
    action: str = ""
    mode: str = ""
    deadline: date | None = None
    names: tuple[str, ...] = ()


def list_rows(reading: Reading) -> Iterator[Row]:
    """The account's lines in text order."""
    for commitment in reading.commitments:
        section = name_section(reading, commitment.heading)
        parts = in_text_order(commitment)
        if not parts:
            yield _action_row(commitment, section)
        for part in parts:
            if isinstance(part, Target):
                yield _target_row(part, commitment, section)
            else:
                yield _milestone_row(part, commitment, section)


def in_text_order(holder: Reading | Commitment) -> list[Target | Milestone]:
    """The targets and milestones of a reading or of one commitment, mixed."""
    promises: list[Target | Milestone] = [*holder.targets, *holder.milestones]
    return sorted(promises, key=lambda promise: promise.start)


def name_section(reading: Reading, heading: int | None) -> str:
    """The headings above, top first."""
    titles: list[str] = []
    while heading is not None:
        titles.append(squeeze(reading.headings[heading].title))
        heading = reading.headings[heading].parent
    return " / ".join(reversed(titles))


def write_quantity(target: Target) -> str:
    """The number as a Chinese table writes it: relation as a sign, magnitude as a word where it is exact."""
    sign = _RELATION_SIGNS[target.relation]
    if isinstance(target.value, tuple):
        return f"{sign}{write_number(target.value[0])}—{write_number(target.value[1])}{target.unit}"
    return f"{sign}{write_number(target.value)}{target.unit}"


def write_number(value: float) -> str:
    """48000 → 4.8万, 1.7e12 → 1.7万亿, 20789 → 20789: shortened only where nothing is rounded."""
    exact = Decimal(repr(value))
    for size, word in _MAGNITUDES:
        if abs(exact) >= size:
            scaled = (exact / size).normalize()
            if -int(scaled.as_tuple().exponent) <= _MOST_DECIMALS:
                return f"{scaled:f}{word}"
    return f"{exact.normalize():f}"


def plain_number(value: float) -> int | float:
    """An int where the value is whole, so that it prints without a point."""
    return int(value) if float(value).is_integer() else value


def squeeze(text: str) -> str:
    """Without white space, which in Chinese text is only layout."""
    return "".join(text.split())


def _target_row(target: Target, commitment: Commitment, section: str) -> Row:
    low, high = target.value if isinstance(target.value, tuple) else (target.value, None)
    return Row(
        kind=KIND_NAMES["target"],
        section=section,
        text=squeeze(commitment.text),
        clause=squeeze(target.clause),
        object=squeeze(target.object),
        quantity=write_quantity(target),
        value=low,
        value_high=high,
        unit=target.unit,
        action=squeeze(target.action),
        mode=MODE_NAMES[target.mode],
        modality=MODALITY_NAMES[target.modality],
        deadline=target.deadline,
        names=tuple(squeeze(name) for name in target.names),
        start=target.start,
        end=target.end,
    )


def _milestone_row(milestone: Milestone, commitment: Commitment, section: str) -> Row:
    names = tuple(squeeze(name) for name in milestone.names)
    return Row(
        kind=KIND_NAMES["milestone"],
        section=section,
        text=squeeze(commitment.text),
        clause=squeeze(milestone.quote),
        object="、".join(names),
        action=squeeze(milestone.action),
        modality=MODALITY_NAMES[milestone.modality],
        deadline=milestone.deadline,
        names=names,
        start=milestone.start,
        end=milestone.end,
    )


def _action_row(commitment: Commitment, section: str) -> Row:
    text = squeeze(commitment.text)
    return Row(
        kind=KIND_NAMES["action"],
        section=section,
        text=text,
        clause=text,
        modality=MODALITY_NAMES[commitment.modality],
        start=commitment.start,
        end=commitment.end,
    )
