"""The forms in which ``luoshi reconcile`` writes: a table for the screen, lines, a spreadsheet."""

from __future__ import annotations

import json
from typing import Any, BinaryIO

from luoshi.cli.reconcile_wording import VERDICT_NAMES, Row, list_rows, summarise
from luoshi.cli.sheets import Cell, write_sheet
from luoshi.cli.usage import print_table
from luoshi.cli.wording import plain_number, squeeze
from luoshi.reading.reconciliation import Outcome, Pair, Reconciliation, Verdict

_STYLES = {
    Verdict.UNMENTIONED: "bold red",
    Verdict.MISSED: "red",
    Verdict.MENTIONED: "yellow",
    Verdict.MET: "green",
    Verdict.EXCEEDED: "bold green",
}
_COLUMNS = (
    ("序号", 6),
    ("结果", 10),
    ("去年承诺", 36),
    ("承诺指标或节点", 16),
    ("今年回顾", 36),
    ("回顾数字或进展", 16),
    ("依据", 24),
    ("承诺原句", 56),
    ("回顾原句", 56),
    ("承诺位置", 9),
    ("回顾位置", 9),
)


def write_lines(result: Reconciliation, stream: BinaryIO) -> None:
    """One promise a line, in text order, in exactly the fields of the annotation guideline."""
    for pair in result.pairs:
        stream.write(json.dumps(pair_fields(pair), ensure_ascii=False).encode() + b"\n")
    stream.flush()


def pair_fields(pair: Pair) -> dict[str, Any]:
    """``promise``, ``outcome`` or null, ``verdict``."""
    promise = pair.promise
    spot = {"start": promise.start, "end": promise.end, "quote": squeeze(promise.quote)}
    return {
        "promise": spot | {"clause": squeeze(promise.clause)},
        "outcome": None if pair.outcome is None else _outcome_fields(pair.outcome),
        "verdict": str(pair.verdict),
    }


def write_table(result: Reconciliation, stream: BinaryIO) -> None:
    """On a terminal as wide as the terminal, elsewhere as plain text of a fixed width."""
    from rich.text import Text

    print_table(stream, _make_table(list(list_rows(result))), Text(summarise(result) + "\n"))


def write_workbook(result: Reconciliation, stream: BinaryIO) -> None:
    """One sheet, its head frozen, ready to be filtered."""
    write_sheet(stream, "承诺与兑现", _COLUMNS, (_cells(row) for row in list_rows(result)))


def _outcome_fields(outcome: Outcome) -> dict[str, Any]:
    value = outcome.value
    return {
        "start": outcome.start,
        "end": outcome.end,
        "quote": outcome.quote,
        "clause": outcome.clause,
        "value": [plain_number(end) for end in value] if isinstance(value, tuple) else value and plain_number(value),
        "unit": outcome.unit,
        "relation": outcome.relation,
    }


def _make_table(rows: list[Row]) -> Any:
    from rich.table import Table
    from rich.text import Text

    table = Table(show_lines=True, expand=True)
    table.add_column("序号", justify="right", no_wrap=True, width=4)
    table.add_column("结果", no_wrap=True, width=8)
    table.add_column("去年承诺", ratio=3, overflow="fold")
    table.add_column("指标", justify="right", overflow="fold", width=8)
    table.add_column("今年回顾", ratio=3, overflow="fold")
    table.add_column("数字", justify="right", overflow="fold", width=8)
    table.add_column("依据", ratio=1, min_width=8, overflow="fold")
    for row in rows:
        verdict = Text(VERDICT_NAMES[row.verdict], style=_STYLES[row.verdict])
        cells = (row.promise_sentence, row.quote, row.outcome_sentence, row.outcome_quote, row.because)
        table.add_row(str(row.number), verdict, *(Text(cell) for cell in cells))
    return table


def _cells(row: Row) -> list[Cell]:
    """One for each of ``_COLUMNS``."""
    return [
        row.number,
        VERDICT_NAMES[row.verdict],
        row.promise,
        row.quote,
        row.outcome,
        row.outcome_quote,
        row.because,
        row.promise_sentence,
        row.outcome_sentence,
        row.promise_start,
        row.outcome_start,
    ]
