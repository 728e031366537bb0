"""The forms in which ``luoshi lead`` writes: a table for the screen, a commitment a line for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from luoshi.cli.sheets import Cell, write_sheet
from luoshi.cli.usage import print_table
from luoshi.cli.wording import squeeze
from luoshi.reading import Commitment
from luoshi.reading.leads import Cause, CauseCode, Suggestion

_COLUMNS = (
    ("序号", 6),
    ("任务", 56),
    ("所在章节", 28),
    ("名次", 6),
    ("建议牵头", 20),
    ("把握", 8),
    ("依据", 56),
)
_SUREST = 0.99  # no text says for certain who leads
_LEAST = 0.005  # what would be shown as 0 %
_LONGEST = 24  # characters of an earlier task that a reason shows


@dataclass(frozen=True, slots=True)
class Led:
    """A commitment with the likeliest leads, best first."""

    commitment: Commitment
    section: str
    suggestions: Sequence[Suggestion]


def write_lines(found: Sequence[Led], stream: BinaryIO) -> None:
    """One commitment a line, in text order."""
    for led in found:
        stream.write(json.dumps(lead_fields(led), ensure_ascii=False).encode() + b"\n")
    stream.flush()


def lead_fields(led: Led) -> dict[str, Any]:
    """The commitment's place and text, and each suggestion with its share of belief and its reasons as codes."""
    return {
        "start": led.commitment.start,
        "end": led.commitment.end,
        "text": squeeze(led.commitment.text),
        "section": led.section,
        "suggestions": [
            {
                "organisation": item.organisation,
                "score": item.score,
                "reasons": [[cause.code, *cause.data] for cause in item.reasons],
            }
            for item in led.suggestions
        ],
    }


def write_table(found: Sequence[Led], stream: BinaryIO) -> None:
    """On the screen: each commitment with its suggestions below one another."""
    from rich.table import Table
    from rich.text import Text

    table = Table(show_lines=True, expand=True)
    table.add_column("序号", justify="right", no_wrap=True, width=4)
    table.add_column("任务", ratio=4, overflow="fold")
    table.add_column("建议牵头", ratio=2, overflow="fold")
    table.add_column("依据", ratio=4, overflow="fold")
    for number, led in enumerate(found, 1):
        table.add_row(
            str(number),
            Text(squeeze(led.commitment.text)),
            Text("\n".join(f"{item.organisation}　{_sure(item)}".rstrip() for item in _worth_showing(led))),
            Text(explain(led.suggestions[0].reasons) if led.suggestions else ""),
        )
    print_table(stream, table, Text(f"共{len(found)}项任务。依据是排第一的单位的；百分数是把握的大小，由人定。\n"))


def _worth_showing(led: Led) -> Sequence[Suggestion]:
    """The first, and those of the others that have a share worth telling."""
    return [item for place, item in enumerate(led.suggestions) if not place or item.score >= _LEAST]


def _sure(suggestion: Suggestion) -> str:
    """Its share of belief; none where nothing speaks for it."""
    return f"{min(suggestion.score, _SUREST):.0%}" if suggestion.reasons else ""


def write_workbook(found: Sequence[Led], stream: BinaryIO) -> None:
    """One sheet, a row for each suggestion."""
    write_sheet(stream, "建议牵头单位", _COLUMNS, _rows(found))


def _rows(found: Sequence[Led]) -> Iterator[Sequence[Cell]]:
    for number, led in enumerate(found, 1):
        text = squeeze(led.commitment.text)
        for place, item in enumerate(led.suggestions, 1):
            yield number, text, led.section, place, item.organisation, _sure(item), explain(item.reasons)


def explain(reasons: Sequence[Cause]) -> str:
    """The reasons in a line."""
    return "；".join(_explain_cause(cause) for cause in reasons) or "没有相关的词"


def _explain_cause(cause: Cause) -> str:
    match cause.code:
        case CauseCode.PRECEDENT:
            return f"以前同类任务由它牵头：{_shorten(squeeze(cause.data[0]))}"
        case CauseCode.NAMED:
            return f"文中点名：{cause.data[0]}"
        case CauseCode.WORDS:
            return f"属其职能：{'、'.join(cause.data[1:])}"
        case CauseCode.LEARNT:
            return f"分工惯例：{'、'.join(cause.data[1:])}"


def _shorten(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
