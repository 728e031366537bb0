"""One version of a commitment, whole, as values: what a revision stores and what a correction proposes. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from luoshi.reading import Commitment as ReadCommitment
from luoshi.reading import Milestone as ReadMilestone
from luoshi.reading import Target as ReadTarget


@dataclass(frozen=True, slots=True)
class TargetDraft:
    """A number (kind ``target``) or a stage (kind ``milestone``). The span indexes the report's text."""

    kind: str
    start: int
    end: int
    quote: str
    clause: str = ""
    value: float | None = None
    value_high: float | None = None
    unit: str = ""
    relation: str = ""
    mode: str = ""
    modality: str = "firm"
    action: str = ""
    object: str = ""
    deadline: date | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CommitmentChanges:
    """What a correction changes; None leaves it as it is. New targets without a kind bring their own kind."""

    kind: str | None = None
    modality: str | None = None
    targets: Sequence[TargetDraft] | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything about a commitment that may change. Organisations, sections and successors are ids."""

    start: int
    end: int
    text: str
    section: int | None
    kind: str
    modality: str
    status: str
    lead: int | None
    supporting: tuple[int, ...]
    successors: tuple[int, ...]
    targets: tuple[TargetDraft, ...]

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        values = asdict(self)
        values["supporting"], values["successors"] = list(self.supporting), list(self.successors)
        values["targets"] = [_target_json(target) for target in self.targets]
        return values

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Snapshot:
        """The snapshot that ``to_json`` wrote."""
        known = {field.name: values[field.name] for field in fields(cls)}
        known["supporting"], known["successors"] = tuple(values["supporting"]), tuple(values["successors"])
        known["targets"] = tuple(_target_from_json(each) for each in values["targets"])
        return cls(**known)


def _target_json(target: TargetDraft) -> dict[str, Any]:
    values = asdict(target)
    values["names"] = list(target.names)
    values["deadline"] = target.deadline.isoformat() if target.deadline else None
    return values


def _target_from_json(values: dict[str, Any]) -> TargetDraft:
    known = {field.name: values[field.name] for field in fields(TargetDraft)}
    known["names"] = tuple(values["names"])
    known["deadline"] = date.fromisoformat(values["deadline"]) if values["deadline"] else None
    # PostgreSQL's jsonb gives 48000.0 back as 48000
    known["value"] = None if values["value"] is None else float(values["value"])
    known["value_high"] = None if values["value_high"] is None else float(values["value_high"])
    return TargetDraft(**known)


def kind_of(targets: Sequence[TargetDraft]) -> str:
    """A number outweighs a stage; neither leaves only the act."""
    kinds = {target.kind for target in targets}
    return "target" if "target" in kinds else "milestone" if "milestone" in kinds else "action"


def modality_of(targets: Sequence[TargetDraft], otherwise: str) -> str:
    """Strived for only if all of it is; ``otherwise`` when there is nothing to tell it from."""
    if not targets:
        return otherwise
    return "strive" if all(target.modality == "strive" for target in targets) else "firm"


def stated_deadline(targets: Sequence[TargetDraft], period: date | None) -> date | None:
    """The day when all of it is due: the last of its targets' days, else its section's period, else None."""
    days = [target.deadline or period for target in targets] or [period]
    stated = [day for day in days if day is not None]
    return max(stated) if len(stated) == len(days) else None


def drafts_of(read: ReadCommitment, shift: int = 0) -> tuple[TargetDraft, ...]:
    """The targets and milestones that the reading found, in text order, moved by ``shift``."""
    found = [_from_target(each, shift) for each in read.targets]
    found += [_from_milestone(each, shift) for each in read.milestones]
    return tuple(sorted(found, key=lambda each: (each.start, each.end)))


def _from_target(read: ReadTarget, shift: int) -> TargetDraft:
    low, high = read.value if isinstance(read.value, tuple) else (read.value, None)
    return TargetDraft(
        kind="target",
        start=read.start + shift,
        end=read.end + shift,
        quote=read.quote,
        clause=read.clause,
        value=low,
        value_high=high,
        unit=read.unit,
        relation=read.relation,
        mode=read.mode,
        modality=read.modality,
        action=read.action,
        object=read.object,
        deadline=read.deadline,
        names=read.names,
    )


def _from_milestone(read: ReadMilestone, shift: int) -> TargetDraft:
    return TargetDraft(
        kind="milestone",
        start=read.start + shift,
        end=read.end + shift,
        quote=read.quote,
        clause=read.quote,
        modality=read.modality,
        action=read.action,
        deadline=read.deadline,
        names=read.names,
    )


KINDS = frozenset({"target", "milestone"})
RELATIONS = frozenset({"eq", "ge", "gt", "le", "lt", "approx", "range"})
MODES = frozenset({"do", "reach", "grow", "cut"})
MODALITIES = frozenset({"firm", "strive"})


def fault_in(target: TargetDraft, start: int, end: int) -> str | None:
    """The first field of a corrected target that does not fit a commitment with this span; None if all fit."""
    if target.kind not in KINDS:
        return "kind"
    if not start <= target.start < target.end <= end:
        return "span"
    if not target.quote.strip():
        return "quote"
    if target.modality not in MODALITIES:
        return "modality"
    return _fault_in_number(target) if target.kind == "target" else None


def _fault_in_number(target: TargetDraft) -> str | None:
    if target.value is None or not math.isfinite(target.value):
        return "value"
    if target.relation not in RELATIONS:
        return "relation"
    if target.mode not in MODES:
        return "mode"
    high = target.value_high
    if (target.relation == "range") != (high is not None):
        return "value_high"
    if high is not None and (not math.isfinite(high) or high < target.value):
        return "value_high"
    return None
