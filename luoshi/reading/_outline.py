"""What segmenting gives: headings and paragraphs, spans in the cleaned text."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from luoshi.reading._model import Part


@dataclass(slots=True)
class Head:
    """A heading found, spans in the cleaned text."""

    start: int
    end: int
    title: str
    level: int
    part: Part
    run_in: bool
    parent: int | None
    deadline: date | None
    body_end: int = 0


class Paragraph(NamedTuple):
    """A body paragraph ``[start, end)`` under the heading with index ``head``.

    ``lead`` says that it stands in one line behind a numbered heading: the aim of the passage, most often.
    """

    start: int
    end: int
    head: int | None
    part: Part
    deadline: date | None
    lead: bool


@dataclass(slots=True)
class Outline:
    """All headings and body paragraphs in text order, and the year that the report plans for."""

    heads: list[Head] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    year: int | None = None
