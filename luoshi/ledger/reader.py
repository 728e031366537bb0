"""The ledger's one door to the reading library."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import cast

from luoshi.ledger.models import Report
from luoshi.reading import Reading, read_source
from luoshi.reading.sources import Form, Source

Reader = Callable[[Source], Reading]
STOPS = ("。", "！", "？")


def prepare(source: Source, year: int) -> Source:
    """The source as it is stored and read.

    PostgreSQL stores no NUL character; it goes one for one, so that spans hold. The reading believes a year in the
    name where the text has none, and the person who opens the report knows the year better than the file's name.
    """
    return replace(source, text=source.text.replace("\0", "\ufffd"), name=str(year))


def passage(words: str, *, year: int, traditional: bool) -> Source:
    """Some words of a stored report, to be read by themselves: as a sentence, not as the heading they may look like."""
    stop = "" if words.endswith(STOPS) else "。"
    return Source(text=words + stop, name=str(year), form="txt", digest="", pages=(), traditional=traditional)


def read_stored(report: Report) -> Reading:
    """A stored report, read again as it was: what a reconciliation looks for is not kept in rows."""
    form = cast(Form, report.source_form)
    source = Source(report.text, report.source_name, form, report.source_digest, (), report.traditional)
    return read_source(prepare(source, report.year))
