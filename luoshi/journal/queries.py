"""Reading the journal and checking its chains."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.db.models import QuerySet

from luoshi.journal.digests import FIRST
from luoshi.journal.models import Entry


class FaultKind(StrEnum):
    """What is wrong with an entry."""

    CHANGED = "changed"  # its words no longer give its digest
    MISSING = "missing"  # entries before it are gone
    BROKEN = "broken"  # it does not follow from the entry before it


@dataclass(frozen=True, slots=True)
class Fault:
    """One entry that does not hold."""

    kind: FaultKind
    entry_id: int
    subject_type: str
    subject_id: int
    number: int


def entries_of(subject: models.Model) -> QuerySet[Entry]:
    """The subject's entries, oldest first."""
    return Entry.objects.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk).order_by("number")


def verify() -> Iterator[Fault]:
    """Walk every chain and yield each entry that was changed, moved, or has lost a predecessor.

    Entries cut off at the very end of a chain leave no trace inside it.
    """
    subject: tuple[str, int] | None = None
    number, digest = 0, FIRST
    for entry in Entry.objects.order_by("subject_type", "subject_id", "number").iterator(chunk_size=2000):
        if (entry.subject_type, entry.subject_id) != subject:
            subject, number, digest = (entry.subject_type, entry.subject_id), 0, FIRST
        fault = _fault_of(entry, number, digest)
        if fault:
            yield Fault(fault, entry.pk, entry.subject_type, entry.subject_id, entry.number)
        number, digest = entry.number, entry.digest


def _fault_of(entry: Entry, previous_number: int, previous_digest: str) -> FaultKind | None:
    if entry.computed_digest() != entry.digest:
        return FaultKind.CHANGED
    if entry.number != previous_number + 1:
        return FaultKind.MISSING
    return None if entry.previous_digest == previous_digest else FaultKind.BROKEN
