"""``json``: everything that was read, with the text that the spans point into and the reasons for what was passed."""

from __future__ import annotations

import json
from typing import Any, BinaryIO

from luoshi.cli.formats.promise_lines import promise_fields
from luoshi.cli.inputs import Report
from luoshi.cli.wording import REASON_NAMES, name_section
from luoshi.reading import Reading


class Writer:
    """One object for one report; an array of objects when several were asked for."""

    def __init__(self, stream: BinaryIO, *, several: bool) -> None:
        self._stream = stream
        self._several = several
        self._begun = False

    def add(self, report: Report) -> None:
        if self._several:
            self._stream.write(b",\n" if self._begun else b"[\n")
        self._begun = True
        self._stream.write(json.dumps(report_fields(report), ensure_ascii=False, indent=2).encode())

    def close(self) -> None:
        self._stream.write(b"\n]\n" if self._several and self._begun else b"\n")
        self._stream.flush()


def report_fields(report: Report) -> dict[str, Any]:
    """The reading as plain values. ``heading`` and ``parent`` are indexes into ``headings``."""
    reading, source = report.reading, report.source
    return {
        "file": report.name,
        "form": source.form,
        "sha256": source.digest,
        "pages": source.pages,
        "traditional": source.traditional,
        "version": reading.version,
        "title": reading.title,
        "year": reading.year,
        "headings": _headings(reading),
        "commitments": _commitments(reading),
        "passed": _passed(reading),
        "glossary": _glossary(reading),
        "text": reading.text,
    }


def _headings(reading: Reading) -> list[dict[str, Any]]:
    return [
        {
            "start": heading.start,
            "end": heading.end,
            "title": heading.title,
            "level": heading.level,
            "part": heading.part,
            "run_in": heading.run_in,
            "parent": heading.parent,
            "body_end": heading.body_end,
            "deadline": heading.deadline and heading.deadline.isoformat(),
        }
        for heading in reading.headings
    ]


def _commitments(reading: Reading) -> list[dict[str, Any]]:
    return [
        {
            "start": commitment.start,
            "end": commitment.end,
            "text": commitment.text,
            "kind": commitment.kind,
            "modality": commitment.modality,
            "heading": commitment.heading,
            "section": name_section(reading, commitment.heading),
            "targets": [promise_fields(target) for target in commitment.targets],
            "milestones": [promise_fields(milestone) for milestone in commitment.milestones],
        }
        for commitment in reading.commitments
    ]


def _passed(reading: Reading) -> list[dict[str, Any]]:
    return [
        {
            "start": passed.start,
            "end": passed.end,
            "text": reading.text[passed.start : passed.end],
            "heading": passed.heading,
            "reason": passed.reason,
            "reason_zh": REASON_NAMES[passed.reason],
        }
        for passed in reading.passed
    ]


def _glossary(reading: Reading) -> list[dict[str, Any]]:
    return [
        {"start": term.start, "end": term.end, "term": term.term, "definition": term.definition, "uses": term.uses}
        for term in reading.glossary
    ]
