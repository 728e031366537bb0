"""Reading the journal and checking its chains."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.db.models import QuerySet

from luoshi.journal.digests import FIRST
from luoshi.journal.models import Line


class FaultKind(StrEnum):
    """What is wrong with a line."""

    CHANGED = "changed"  # its words no longer give its digest
    MISSING = "missing"  # lines before it are gone
    BROKEN = "broken"  # it does not follow from the line before it


@dataclass(frozen=True, slots=True)
class Fault:
    """One line that does not hold."""

    kind: FaultKind
    line_id: int
    subject_type: str
    subject_id: int
    number: int


def lines_of(subject: models.Model) -> QuerySet[Line]:
    """The subject's lines, oldest first."""
    return Line.objects.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk).order_by("number")


def verify() -> Iterator[Fault]:
    """Walk every chain and yield each line that was changed, moved, or has lost a predecessor.

    Lines cut off at the very end of a chain leave no trace inside it.
    """
    subject: tuple[str, int] | None = None
    number, digest = 0, FIRST
    for line in Line.objects.order_by("subject_type", "subject_id", "number").iterator(chunk_size=2000):
        if (line.subject_type, line.subject_id) != subject:
            subject, number, digest = (line.subject_type, line.subject_id), 0, FIRST
        fault = _fault_of(line, number, digest)
        if fault:
            yield Fault(fault, line.pk, line.subject_type, line.subject_id, line.number)
        number, digest = line.number, line.digest


def _fault_of(line: Line, previous_number: int, previous_digest: str) -> FaultKind | None:
    if line.computed_digest() != line.digest:
        return FaultKind.CHANGED
    if line.number != previous_number + 1:
        return FaultKind.MISSING
    return None if line.previous_digest == previous_digest else FaultKind.BROKEN
