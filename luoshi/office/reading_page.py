"""The reading view's three columns from what the ledger knows: outline, text with marks, rows by section."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from luoshi.ledger.choices import Status, TargetKind
from luoshi.ledger.models import Commitment, Section
from luoshi.ledger.queries import ReadingView
from luoshi.office.typesetting import Aside, Head, Item, Mark, Underline, typeset
from luoshi.reading import Part

DEEPEST = 4  # run-in heads
TITLE = re.compile(r"\s*(.{0,40}工作报告.{0,20}?)\s*$", re.MULTILINE)  # the first line, if it names itself
SORTS = {TargetKind.TARGET.value: "t", TargetKind.MILESTONE.value: "g"}


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """One heading, and how many commitments stand under it."""

    anchor: str
    title: str
    level: int
    count: int


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbouring rows under one heading."""

    title: str
    anchor: str
    rows: tuple[Commitment, ...]


def anchor_of(section: Section) -> str:
    """The heading's name in addresses."""
    return f"s{section.order}"


def set_text(view: ReadingView, take_address: Callable[[int, int], str] | None) -> SafeString:
    """The report's text. ``take_address`` gives the page where a sentence can be taken after all."""
    return typeset(view.report.text, _items(view, take_address), label=_("commitment "))


def _items(view: ReadingView, take_address: Callable[[int, int], str] | None) -> Iterator[Item]:
    title = TITLE.match(view.report.text)
    if title:
        yield Head(*title.span(1), 0, "title", run_in=False)
    for section in view.sections:
        yield Head(section.start, section.end, section.level, anchor_of(section), section.run_in)
    for mark in view.marks:
        if mark.commitment is not None:
            yield _mark(mark.commitment)
        elif mark.passage is not None and mark.passage.reason != "heading":
            address = take_address(mark.start, mark.end) if take_address else ""
            why = mark.passage.get_reason_display()
            yield Aside(mark.start, mark.end, f"{why} · {_('Add')}" if address else why, address)


def _mark(commitment: Commitment) -> Mark:
    lines = tuple(Underline(target.start, target.end, SORTS[target.kind]) for target in commitment.targets.all())
    return Mark(commitment.start, commitment.end, commitment.number, commitment.status, lines)


def outline(view: ReadingView) -> list[OutlineEntry]:
    """All headings; run-in ones only where promises are."""
    totals: Counter[str] = Counter()
    for commitment in _shown(view):
        if commitment.section is not None and commitment.status != Status.REJECTED:
            orders = commitment.section.path.rstrip(".").split(".")
            totals.update(".".join(orders[: depth + 1]) + "." for depth in range(len(orders)))
    return [
        OutlineEntry(anchor_of(section), section.title.rstrip("。"), section.level, totals[section.path])
        for section in view.sections
        if section.level < DEEPEST or totals[section.path] or section.part == Part.OUTLOOK
    ]


def groups(view: ReadingView) -> list[Group]:
    """Rows in text order, headed by the section they stand in."""
    made = []
    for _section_id, rows in groupby(_shown(view), key=lambda row: row.section_id):
        together = tuple(rows)
        section = together[0].section
        made.append(
            Group(section.title.rstrip("。") if section else "", anchor_of(section) if section else "", together)
        )
    return made


def counts(view: ReadingView) -> dict[str, int]:
    """How many commitments of each status; ``live`` are those that promise something."""
    by_status = Counter(commitment.status for commitment in _shown(view))
    figures = {status.value: by_status[status] for status in Status}
    return figures | {"live": figures["proposed"] + figures["confirmed"]}


def _shown(view: ReadingView) -> list[Commitment]:
    return [mark.commitment for mark in view.marks if mark.commitment is not None]
