"""What a pack declares. Frozen: a pack that was loaded never changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from luoshi.mechanisms._basis import NO_BASIS, Basis, Verified
from luoshi.mechanisms._schema import Schema
from luoshi.mechanisms.expressions import Node
from luoshi.mechanisms.stages import Mechanism


class Desk(StrEnum):
    """Whom a pack serves: the three desks of the office."""

    RESIDENTS = "residents"  # 民事
    ENTERPRISES = "enterprises"  # 企事
    GOVERNMENT = "government"  # 政事


class Approval(StrEnum):
    """Which writes to a register wait for a second person."""

    NONE = "none"
    CHANGES = "changes"  # corrections and merges
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Likeness:
    """Which fields make two records look alike, and from which share of agreement on they are shown as likely one."""

    fields: tuple[str, ...]
    least: float


@dataclass(frozen=True, slots=True)
class Register:
    """One kind of record."""

    name: str
    title: str
    schema: Schema
    schema_digest: str
    held_on: str  # the field that says when the fact held
    keys: tuple[tuple[str, ...], ...]  # each set of fields that two records may not share
    likeness: Likeness | None = None
    approval: Approval = Approval.NONE
    summary: str = ""

    @property
    def links(self) -> Mapping[str, str]:
        """Field → the register whose first key it repeats."""
        return {each.name: each.link for each in self.schema.fields if each.link}


@dataclass(frozen=True, slots=True)
class Setting:
    """A number that a place may set for itself."""

    name: str
    title: str
    value: float
    unit: str = ""
    formula: str = ""  # if the value follows from other settings
    basis: Basis = NO_BASIS


class Counts(StrEnum):
    """What a measure does with the facts it finds."""

    RECORDS = "records"
    DISTINCT = "distinct"
    SUM = "sum"
    SHARE = "share"  # in percent


class Period(StrEnum):
    """Which facts count on a day."""

    YEAR = "year"  # held from 1 January on: what was done this year
    ALL = "all"  # held at any time before: what there is


@dataclass(frozen=True, slots=True)
class Measure:
    """A declared figure over records (or closed matters, if it names a mechanism instead of a register)."""

    name: str
    title: str
    register: str
    counts: Counts
    period: Period
    unit: str
    objects: tuple[str, ...] = ()  # what promises call the thing: for suggestions
    of: str = ""  # the field added up
    once_by: tuple[str, ...] = ()  # facts that agree in these count once
    where: Node | None = None
    where_text: str = ""
    among: Node | None = None  # of a share: what it is a share of
    among_text: str = ""
    held_on: str = ""  # the field that dates the fact; the register's own by default
    mechanism: str = ""
    summary: str = ""
    basis: Basis = NO_BASIS


class Severity(StrEnum):
    """How an alert is shown."""

    NOTICE = "notice"
    WARNING = "warning"
    URGENT = "urgent"


@dataclass(frozen=True, slots=True)
class Rule:
    """A condition over a record that raises an alert, once for each cause."""

    name: str
    title: str
    register: str
    when: Node
    when_text: str
    cause: tuple[Node, ...]  # records for which these are the same raise one alert
    cause_text: tuple[str, ...]
    advice: str = ""
    severity: Severity = Severity.WARNING
    opens: str = ""  # the mechanism whose matter an alert opens
    within_days: int = 0  # by when somebody should have seen to it; 0: not said
    basis: Basis = NO_BASIS


@dataclass(frozen=True, slots=True)
class Milestone:
    """Records of the stages that named things reach: they settle promises that name the thing and a stage."""

    name: str
    title: str
    register: str  # whose records say that a stage was reached, each on the day it held
    project: str  # their field that links to the thing
    things: str  # the register that it links to
    called: tuple[str, ...]  # fields of the thing by which promises call it
    stage: str  # the field that names the stage
    words: Mapping[str, tuple[str, ...]]  # stage → what promises call it


@dataclass(frozen=True, slots=True)
class Lamps:
    """From how many points behind its path a target of this pack turns yellow and red."""

    yellow_behind: float = 10
    red_behind: float = 30


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything that one folder declares."""

    name: str
    title: str
    version: str
    desk: Desk
    digest: str
    summary: str = ""
    bases: tuple[Basis, ...] = ()
    registers: tuple[Register, ...] = ()
    settings: tuple[Setting, ...] = ()
    measures: tuple[Measure, ...] = ()
    rules: tuple[Rule, ...] = ()
    mechanisms: tuple[Mechanism, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    lamps: Lamps | None = None
    overridden: tuple[str, ...] = ()  # what a place's own pack changed, as ``settings.line``
    is_own: bool = False  # lies outside the installation
    files: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)  # what it was read from
    setting_values: Mapping[str, float] = field(init=False, compare=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "setting_values", {each.name: each.value for each in self.settings})

    def register(self, name: str) -> Register:
        """The register of this name; KeyError if there is none."""
        return _named(self.registers, name)

    def measure(self, name: str) -> Measure:
        """The measure of this name; KeyError if there is none."""
        return _named(self.measures, name)

    def rule(self, name: str) -> Rule:
        """The rule of this name; KeyError if there is none."""
        return _named(self.rules, name)

    def milestone(self, name: str) -> Milestone:
        """The declaration of milestones of this name; KeyError if there is none."""
        return _named(self.milestones, name)

    def mechanism(self, name: str) -> Mechanism:
        """The mechanism of this name; KeyError if there is none."""
        for each in self.mechanisms:
            if each.name == name:
                return each
        raise KeyError(name)

    @property
    def unchecked(self) -> tuple[str, ...]:
        """Titles of everything whose basis nobody has checked."""
        parts: tuple[Setting | Measure | Rule, ...] = (*self.settings, *self.measures, *self.rules)
        own = [each.title for each in parts if each.basis.text and each.basis.verified is Verified.UNCHECKED]
        limits = [limit.basis for each in self.mechanisms for limit in each.every_limit]
        own += [each.text for each in limits if each.text and each.verified is Verified.UNCHECKED]
        return (*(each.text for each in self.bases if each.verified is Verified.UNCHECKED), *own)


_Named = TypeVar("_Named", Register, Measure, Rule, Milestone)


def _named(parts: tuple[_Named, ...], name: str) -> _Named:
    for each in parts:
        if each.name == name:
            return each
    raise KeyError(name)
