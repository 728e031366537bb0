"""Reading the journal and checking it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Max, QuerySet

from luoshi.journal.checking import (
    FaultKind,
    KeptRoot,
    LineFault,
    RootFault,
    StoredHead,
    Tally,
    check_ends,
    check_kept,
    check_lines,
    check_roots,
)
from luoshi.journal.models import Head, Line, Root
from luoshi.journal.stored import heads_cut_off, stored_chain, stored_heads, stored_lines, stored_roots

__all__ = [
    "ChainCheck",
    "FaultKind",
    "KeptRoot",
    "LineFault",
    "RootFault",
    "Tally",
    "check_chain",
    "lines_of",
    "newest_roots",
    "roots_to_keep",
    "sealing_root",
    "subject_types",
    "verify",
]


@dataclass(frozen=True, slots=True)
class ChainCheck:
    """One object's chain, looked through from its first line."""

    lines: int
    faults: tuple[LineFault, ...]
    sealed: int  # up to which number daily roots hold it


def lines_of(subject: models.Model) -> QuerySet[Line]:
    """The subject's lines, oldest first."""
    return Line.objects.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk).order_by("number")


def verify(
    *, since: date | None = None, kept: Sequence[KeptRoot] = (), tally: Tally | None = None
) -> Iterator[LineFault | RootFault]:
    """Walk all roots and chains and yield whatever does not hold, roots first. ``tally`` counts along.

    With ``since`` the last root before that day is trusted, and only what came after it is looked at. Lines cut off
    at the very end of a chain leave no trace until their day is sealed.
    """
    tally = tally if tally is not None else Tally()
    days = {root.words.day: root for root in stored_roots() if root.words}
    anchor = max((root.number for day, root in days.items() if since and day < since), default=0)
    yield from check_kept(kept, {day: root.digest for day, root in days.items()}.get)
    yield from check_roots(stored_roots(), stored_heads(anchor), tally, anchor)
    yield from check_lines(stored_lines(anchor), Lookups(), tally, anchor)
    yield from check_ends(heads_cut_off(anchor), Lookups())


def check_chain(subject_type: str, subject_id: int) -> ChainCheck:
    """The check of one chain, its end against the daily roots included."""
    tally = Tally()
    faults = list(check_lines(stored_chain(subject_type, subject_id), Lookups(), tally))
    head = Head.objects.filter(subject_type=subject_type, subject_id=subject_id).order_by("-number").first()
    if head is not None:
        ends = [StoredHead(head.root_id, head.words())]
        faults += check_ends((each for each in ends if _is_cut_off(head)), Lookups())
    return ChainCheck(tally.lines, tuple(faults), head.number if head else 0)


def sealing_root(line: Line) -> Root | None:
    """The root of the day whose sealing took this line in; None while its day is open."""
    heads = Head.objects.filter(
        subject_type=line.subject_type, subject_id=line.subject_id, number__gte=line.number
    ).select_related("root")
    head = heads.order_by("number").first()
    return head.root if head else None


def subject_types() -> list[str]:
    """Every kind of object that has lines, as model labels."""
    return list(Line.objects.order_by("subject_type").values_list("subject_type", flat=True).distinct())


def newest_roots(most: int) -> list[Root]:
    """The last so many sealed days, newest first."""
    return list(Root.objects.order_by("-number")[:most])


def roots_to_keep() -> list[KeptRoot]:
    """What to keep of every root outside the database, oldest first."""
    return [KeptRoot(root.number, root.day, root.digest) for root in Root.objects.order_by("number")]


class Lookups:
    """Single lines by the database."""

    def place_of(self, digest: str) -> tuple[str, int, int] | None:
        """The place of the line with this digest."""
        return Line.objects.filter(digest=digest).values_list("subject_type", "subject_id", "number").first()

    def last_before(self, subject_type: str, subject_id: int, number: int) -> int:
        """The highest number of the chain below this one; 0 for none."""
        lines = Line.objects.filter(subject_type=subject_type, subject_id=subject_id, number__lt=number)
        return lines.aggregate(last=Max("number"))["last"] or 0


def _is_cut_off(head: Head) -> bool:
    chain = Line.objects.filter(subject_type=head.subject_type, subject_id=head.subject_id)
    return not chain.filter(number__gte=head.number).exists()
