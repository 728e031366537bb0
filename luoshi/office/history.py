"""Revisions in words: which fields changed, from what to what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from luoshi.ledger.choices import CommitmentKind, ModalityChoice, ModeChoice, Status
from luoshi.ledger.models import CommitmentRevision
from luoshi.ledger.queries import Difference, RevisionView
from luoshi.ledger.snapshots import Snapshot, TargetDraft
from luoshi.office.wording import aim_words

Names = Mapping[int, str]
SILENT = frozenset({"start", "end", "section", "successors"})  # told by the words, or by links of their own


@dataclass(frozen=True, slots=True)
class Line:
    """One field before and after, each as short texts."""

    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One revision with what it changed."""

    revision: CommitmentRevision
    lines: tuple[Line, ...]


def steps(revisions: Iterable[RevisionView], names: Names) -> tuple[Step, ...]:
    """The whole history, in the order given."""
    return tuple(Step(each.revision, lines_of(_untold(each), names)) for each in revisions)


def _untold(view: RevisionView) -> list[Difference]:
    """What the revision's own name does not already say."""
    return [each for each in view.differences if each.field != "status"]


def lines_of(differences: Sequence[Difference], names: Names) -> tuple[Line, ...]:
    """What a reader needs to see of the differences."""
    told = [each for each in differences if each.field not in SILENT]
    return tuple(_line(each, names) for each in told)


def _line(difference: Difference, names: Names) -> Line:
    before = _words(difference.field, difference.before, names)
    after = _words(difference.field, difference.after, names)
    if difference.field == "targets":  # dozens may have stayed as they were
        before, after = (
            tuple(each for each in before if each not in after),
            tuple(each for each in after if each not in before),
        )
    return Line(_label(difference.field), before, after)


def compare(before: Mapping[str, Any], after: Mapping[str, Any], names: Names) -> tuple[Line, ...]:
    """Two snapshots side by side: only the fields that differ."""
    told = [field.name for field in fields(Snapshot)]
    return lines_of(
        [Difference(name, before[name], after[name]) for name in told if before[name] != after[name]], names
    )


def organisations_in(snapshots: Iterable[Mapping[str, Any]]) -> set[int]:
    """Ids of every organisation that the snapshots name."""
    return {
        organisation
        for snapshot in snapshots
        for organisation in (snapshot["lead"], *snapshot["supporting"])
        if organisation is not None
    }


def _label(field: str) -> str:
    return {
        "text": _("Sentence"),
        "kind": _("Kind"),
        "modality": _("Modality"),
        "status": _("Status"),
        "lead": _("Lead organisation"),
        "supporting": _("Supporting organisations"),
        "targets": _("Targets and milestones"),
    }.get(field, field)


def _words(field: str, value: Any, names: Names) -> tuple[str, ...]:
    choices = {"kind": CommitmentKind, "modality": ModalityChoice, "status": Status}
    if field in choices:
        return (str(choices[field](value).label),)
    if field == "lead":
        return (names.get(value, "—"),) if value is not None else ()
    if field == "supporting":
        return tuple(names.get(each, "—") for each in value)
    if field == "targets":
        return tuple(_aim_line(target) for target in _targets(value))
    return (str(value),)


def _aim_line(target: TargetDraft) -> str:
    notes = []
    if target.modality == ModalityChoice.STRIVE:
        notes.append(str(ModalityChoice.STRIVE.label))
    if target.deadline:
        notes.append(date_format(target.deadline, "DATE_FORMAT"))
    if target.kind == "target" and target.mode:
        notes.append(str(ModeChoice(target.mode).label))
    return f"{aim_words(target)} [{'; '.join(notes)}]" if notes else aim_words(target)


def _targets(values: Sequence[Mapping[str, Any]]) -> tuple[TargetDraft, ...]:
    blank: dict[str, Any] = dict.fromkeys((field.name for field in fields(Snapshot)), ())
    blank |= {"lead": None, "targets": list(values)}
    return Snapshot.from_json(blank).targets
