"""What a reading is made of. Frozen; every part carries its span in ``Reading.text``.

Spans are code-point offsets, end exclusive, so ``reading.text[part.start:part.end]`` is always the words
that the part was read from.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any, Literal, TypeVar, cast, dataclass_transform

Relation = Literal["eq", "ge", "gt", "le", "lt", "approx", "range"]
Mode = Literal["do", "reach", "grow", "cut"]
Modality = Literal["firm", "strive"]


_Record = TypeVar("_Record")


@dataclass_transform(frozen_default=True)
def _frozen(cls: type[_Record]) -> type[_Record]:
    """A frozen, slotted dataclass without defaults whose ``__init__`` has its slots at hand.

    The usual one has each looked up by its name, which takes twice as long; a report has hundreds of records.
    """
    made = dataclass(frozen=True, slots=True)(cls)
    names = [field.name for field in fields(cast(Any, made))]
    space: dict[str, Any] = {f"set_{name}": getattr(made, name).__set__ for name in names}
    exec(  # noqa: S102  as ``dataclasses`` does: the names are those of the fields
        "\n".join([f"def __init__(self, {', '.join(names)}):", *(f"    set_{name}(self, {name})" for name in names)]),
        space,
    )
    for told in ("__qualname__", "__annotations__", "__module__"):
        setattr(space["__init__"], told, getattr(made.__init__, told))
    cast(Any, made).__init__ = space["__init__"]
    return made


class Part(StrEnum):
    """Where in a report a passage stands."""

    FRONT = "front"  # title, salutation, table of contents
    LOOKBACK = "lookback"  # 回顾, and the thanks and difficulties that close it
    OUTLOOK = "outlook"  # 安排部署
    GLOSSARY = "glossary"  # 名词解释
    CLOSING = "closing"  # editor's notes, links and the like after the report's end


class Reason(StrEnum):
    """Why a forward sentence is no promise."""

    HEADING = "heading"  # 标题
    SLOGAN = "slogan"  # 口号、号召
    SALUTATION = "salutation"  # 各位代表
    PRINCIPLE = "principle"  # 指导思想、总体要求
    AIM = "aim"  # 只有愿景, nothing is done
    BACKGROUND = "background"  # 形势、已有事实
    NO_VERB = "no_verb"  # no word of doing


@_frozen
class Heading:
    """A heading of any level. ``body_end`` is where the passage under it ends.

    ``level`` 1 is 一、, 2 is （一）, 3 is 1. or 一是, 4 is a run-in head: a short first sentence of a paragraph
    that names its subject. ``parent`` is the index of the heading above, None at the top.
    """

    start: int
    end: int
    title: str
    level: int
    part: Part
    run_in: bool
    parent: int | None
    body_end: int
    deadline: date | None  # the period's own end, when it is not the report's year (十五五: 2030-12-31)


@_frozen
class Target:
    """A number to be reached. ``value`` is after magnitude; a pair for a range, lower first."""

    start: int
    end: int
    quote: str
    clause: str
    value: float | tuple[float, float]
    unit: str
    relation: Relation
    mode: Mode
    modality: Modality
    action: str
    object: str
    deadline: date | None
    names: tuple[str, ...]


@_frozen
class Milestone:
    """A named thing reaches a stage; no number is needed to check it."""

    start: int
    end: int
    quote: str
    action: str
    names: tuple[str, ...]
    modality: Modality
    deadline: date | None


@_frozen
class Commitment:
    """An assignable promise: one sentence of the outlook. ``heading`` indexes ``Reading.headings``."""

    start: int
    end: int
    text: str
    heading: int | None
    modality: Modality
    targets: tuple[Target, ...]
    milestones: tuple[Milestone, ...]

    @property
    def kind(self) -> Literal["target", "milestone", "action"]:
        """What can be checked at the year's end: a number, a stage, or only that something was done."""
        if self.targets:
            return "target"
        return "milestone" if self.milestones else "action"


@_frozen
class Passed:
    """A forward sentence that was not taken, with the reason."""

    start: int
    end: int
    heading: int | None
    reason: Reason


@_frozen
class GlossaryTerm:
    """A term of 名词解释: its entry's span, the term's definition, and where the term is used above."""

    start: int
    end: int
    term: str
    definition: str
    uses: tuple[tuple[int, int], ...]


@_frozen
class Reading:
    """A whole report, read. ``year`` is the year it plans for; None when the text does not say."""

    text: str
    title: str
    year: int | None
    headings: tuple[Heading, ...]
    commitments: tuple[Commitment, ...]
    passed: tuple[Passed, ...]
    glossary: tuple[GlossaryTerm, ...]
    version: str

    @property
    def targets(self) -> tuple[Target, ...]:
        """All targets in text order."""
        return tuple(target for commitment in self.commitments for target in commitment.targets)

    @property
    def milestones(self) -> tuple[Milestone, ...]:
        """All milestones in text order."""
        return tuple(stage for commitment in self.commitments for stage in commitment.milestones)
