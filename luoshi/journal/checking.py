"""Whether stored rows are what was written: every line by its digest and its chain, every day by its root. Pure.

Needs lines chain by chain in the order of their numbers, roots in theirs, heads root by root. Guarantees that each row
which was changed, moved or lost is named once, and that rows which only stand beside one are not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple, Protocol

from luoshi.journal.digests import FIRST, HeadWords, LineWords, RootWords, digest_line, digest_root


class StoredLine(NamedTuple):
    """One line. ``words`` is None when they cannot be read; the place is then what could be made of it."""

    id: int
    place: tuple[str, int, int]  # subject type, subject, number
    words: LineWords | None
    digest: str
    head_digest: str | None  # what a daily root says this line's digest was
    head_root: int | None


class StoredRoot(NamedTuple):
    """One root; ``words`` is None when they cannot be read."""

    number: int
    words: RootWords | None
    digest: str


class StoredHead(NamedTuple):
    """One head; ``words`` is None when they cannot be read."""

    root: int
    words: HeadWords | None


class FaultKind(StrEnum):
    """What is wrong with a line or a root."""

    CHANGED = "changed"  # its words no longer give its digest
    MISSING = "missing"  # rows before it are gone
    CUT_OFF = "cut_off"  # rows at the end are gone, which a root had sealed
    REORDERED = "reordered"  # it follows a line that stands elsewhere in its chain
    BROKEN = "broken"  # its words fit its digest, but it does not follow from the row before it
    REWRITTEN = "rewritten"  # it fits in, but is not what a root sealed or what was kept elsewhere


@dataclass(frozen=True, slots=True)
class LineFault:
    """One line that does not hold, or lines ``first`` to ``number`` that are not there."""

    kind: FaultKind
    subject_type: str
    subject_id: int
    number: int
    first: int
    at: datetime | None = None  # when it says it was written
    action: str = ""
    line_id: int | None = None
    root: int | None = None  # the root that says otherwise


@dataclass(frozen=True, slots=True)
class RootFault:
    """One daily root that does not hold, or roots ``first`` to ``number`` that are not there."""

    kind: FaultKind
    number: int
    first: int
    day: date | None = None


@dataclass(frozen=True, slots=True)
class KeptRoot:
    """A root as somebody kept it outside the database."""

    number: int
    day: date
    digest: str


@dataclass(slots=True)
class Tally:
    """How much was looked at."""

    lines: int = 0
    chains: int = 0
    roots: int = 0
    sealed_until: date | None = None


class Shelf(Protocol):
    """Where single lines are looked up once something is wrong."""

    def place_of(self, digest: str) -> tuple[str, int, int] | None:
        """The place of the line with this digest."""

    def last_before(self, subject_type: str, subject_id: int, number: int) -> int:
        """The highest number of the chain below this one; 0 for none."""


def check_lines(lines: Iterable[StoredLine], shelf: Shelf, tally: Tally, anchor: int = 0) -> Iterator[LineFault]:
    """Walk the chains. A chain may begin with a line that the anchor or a root before it sealed."""
    for _chain, members in groupby(lines, key=lambda line: line.place[:2]):
        tally.chains += 1
        yield from _check_chain(members, shelf, tally, anchor)


def _check_chain(lines: Iterator[StoredLine], shelf: Shelf, tally: Tally, anchor: int) -> Iterator[LineFault]:
    number, digest, moved = 0, FIRST, False
    for line in lines:
        tally.lines += 1
        if number == 0 and line.head_root is not None and line.head_root <= anchor:
            number = line.place[2] - 1
            digest = line.words.previous_digest if line.words else FIRST
        fault = _fault_of(line, number, digest, shelf)
        if fault is FaultKind.BROKEN and moved:
            fault = None  # the line before it is the one that moved
        if fault:
            yield _named(line, fault, shelf)
        moved = fault is FaultKind.REORDERED
        number, digest = line.place[2], line.digest


def _fault_of(line: StoredLine, number: int, digest: str, shelf: Shelf) -> FaultKind | None:
    if not _holds(line):
        return FaultKind.REORDERED if _follows_elsewhere(line, digest, shelf) else FaultKind.CHANGED
    if line.place[2] > number + 1:
        return FaultKind.MISSING
    if line.words and line.words.previous_digest != digest:
        return FaultKind.BROKEN
    if line.head_digest not in (None, line.digest):
        return FaultKind.REWRITTEN
    return None


def _holds(line: StoredLine) -> bool:
    """Do the words give the digest? Words in no known scheme do not."""
    try:
        return line.words is not None and digest_line(line.words) == line.digest
    except ValueError:
        return False


def _follows_elsewhere(line: StoredLine, digest: str, shelf: Shelf) -> bool:
    """Does it point at another line of its chain than the one before it?"""
    if line.words is None or line.words.previous_digest in (FIRST, digest):
        return False
    place = shelf.place_of(line.words.previous_digest)
    return place is not None and place[:2] == line.place[:2]


def _named(line: StoredLine, kind: FaultKind, shelf: Shelf) -> LineFault:
    missing = kind is FaultKind.MISSING
    return LineFault(
        kind=kind,
        subject_type=line.place[0],
        subject_id=line.place[1],
        number=line.place[2] - 1 if missing else line.place[2],
        first=shelf.last_before(*line.place) + 1 if missing else line.place[2],
        at=line.words.at if line.words else None,
        action=line.words.action if line.words and not missing else "",
        line_id=line.id,
        root=line.head_root if kind is FaultKind.REWRITTEN else None,
    )


def check_ends(heads: Iterable[StoredHead], shelf: Shelf) -> Iterator[LineFault]:
    """Chains that end before a head of theirs."""
    readable = (head for head in heads if head.words)  # the check of roots names the others
    for (subject_type, subject_id), members in groupby(readable, key=lambda head: _chain(head.words)):
        furthest = max(members, key=lambda head: head.words.number if head.words else 0)
        if furthest.words:
            yield LineFault(
                kind=FaultKind.CUT_OFF,
                subject_type=subject_type,
                subject_id=subject_id,
                number=furthest.words.number,
                first=shelf.last_before(subject_type, subject_id, furthest.words.number) + 1,
                root=furthest.root,
            )


def _chain(words: HeadWords | None) -> tuple[str, int]:
    return (words.subject_type, words.subject_id) if words else ("", 0)


def check_roots(
    roots: Iterable[StoredRoot], heads: Iterable[StoredHead], tally: Tally, first: int = 0
) -> Iterator[RootFault]:
    """Walk the roots, each with its heads; what stands before number ``first`` is trusted."""
    by_root = groupby(heads, key=lambda head: head.root)
    waiting = next(by_root, None)
    number, digest = 0, FIRST
    for root in roots:
        while waiting and waiting[0] < root.number:
            yield RootFault(FaultKind.MISSING, waiting[0], waiting[0])
            waiting = next(by_root, None)
        members: Sequence[StoredHead] = ()
        if waiting and waiting[0] == root.number:
            members = tuple(waiting[1])
            waiting = next(by_root, None)
        if root.number >= first:
            tally.roots += 1
            tally.sealed_until = root.words.day if root.words else tally.sealed_until
            yield from _check_root(root, members, number, digest)
        number, digest = root.number, root.digest
    while waiting:
        yield RootFault(FaultKind.CUT_OFF, waiting[0], waiting[0])
        waiting = next(by_root, None)


def _check_root(root: StoredRoot, heads: Sequence[StoredHead], number: int, digest: str) -> Iterator[RootFault]:
    day = root.words.day if root.words else None
    if not _root_holds(root, heads):
        yield RootFault(FaultKind.CHANGED, root.number, root.number, day)
    elif root.number > number + 1:
        yield RootFault(FaultKind.MISSING, root.number - 1, number + 1, day)
    elif root.words and root.words.previous_digest != digest:
        yield RootFault(FaultKind.BROKEN, root.number, root.number, day)


def _root_holds(root: StoredRoot, heads: Sequence[StoredHead]) -> bool:
    words = [head.words for head in heads if head.words]
    try:
        return root.words is not None and len(words) == len(heads) and digest_root(root.words, words) == root.digest
    except ValueError:
        return False


def check_kept(kept: Iterable[KeptRoot], digest_on: Callable[[date], str | None]) -> Iterator[RootFault]:
    """Roots kept elsewhere against those of the database. ``digest_on`` gives the latter; None where there is none."""
    for each in kept:
        digest = digest_on(each.day)
        if digest != each.digest:
            kind = FaultKind.MISSING if digest is None else FaultKind.REWRITTEN
            yield RootFault(kind, each.number, each.number, each.day)
