"""The forms in which ``luoshi progress`` writes: a table by target for the screen, a figure a line for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO

from luoshi.cli.sheets import write_sheet
from luoshi.cli.usage import print_table
from luoshi.cli.wording import plain_number, squeeze, write_number, write_quantity
from luoshi.reading import Target
from luoshi.reading.progress import GroundCode, ProgressFigure

_KINDS = {"cumulative": "累计", "period": "当期", None: ""}
_COLUMNS = (
    ("序号", 6),
    ("指标", 36),
    ("计划", 14),
    ("报告", 14),
    ("计法", 6),
    ("时段", 24),
    ("占计划", 9),
    ("原文", 48),
    ("依据", 36),
)
_GROUNDS = {
    GroundCode.WORDS: "名称相同：{}",
    GroundCode.UNIT: "单位相同",
    GroundCode.ONLY: "只有这项用这个单位",
    GroundCode.NEAR: "数量相近",
}


@dataclass(frozen=True, slots=True)
class Progress:
    """What one text reports on one plan, as at ``on``."""

    text: str
    targets: Sequence[Target]
    figures: Sequence[ProgressFigure]
    on: date


def write_lines(progress: Progress, stream: BinaryIO) -> None:
    """One figure a line, in text order; those that report on no target have ``target`` null."""
    for figure in progress.figures:
        fields = figure_fields(figure, progress.targets)
        stream.write(json.dumps(fields, ensure_ascii=False).encode() + b"\n")
    stream.flush()


def figure_fields(figure: ProgressFigure, targets: Sequence[Target]) -> dict[str, Any]:
    """All that is known of a figure; dates are ISO, whole values integers, ``share`` percent of the plan."""
    period = figure.period
    return {
        "start": figure.start,
        "end": figure.end,
        "quote": figure.quote,
        "clause": squeeze(figure.clause),
        "value": _value(figure.value),
        "unit": figure.unit,
        "relation": figure.relation,
        "role": figure.role,
        "kind": figure.kind,
        "share": figure.share,
        "period": period and period.quote,
        "since": period and _day(period.since),
        "until": period and _day(period.until),
        "target": figure.target,
        "promise": None if figure.target is None else squeeze(targets[figure.target].clause),
        "because": [[ground.code, *ground.data] for ground in figure.because],
        "confidence": round(figure.confidence, 3),
    }


def write_table(progress: Progress, stream: BinaryIO) -> None:
    """By target in the plan's order; then those not spoken of."""
    from rich.table import Table
    from rich.text import Text

    table = Table(show_lines=True, expand=True)
    table.add_column("序号", justify="right", no_wrap=True, width=4)
    table.add_column("指标", ratio=3, overflow="fold")
    table.add_column("计划", justify="right", width=10, overflow="fold")
    table.add_column("报告", justify="right", width=10, overflow="fold")
    table.add_column("计法", width=4, no_wrap=True)
    table.add_column("时段", width=18, overflow="fold")
    table.add_column("占计划", justify="right", width=8)
    table.add_column("原文", ratio=3, overflow="fold")
    table.add_column("依据", ratio=2, overflow="fold")
    for cells in _rows(progress):
        table.add_row(*(Text(cell) for cell in cells))
    print_table(stream, table, Text(_summarise(progress)))


def write_workbook(progress: Progress, stream: BinaryIO) -> None:
    """One sheet by target; those not spoken of last."""
    write_sheet(stream, "指标进展", _COLUMNS, _rows(progress))


def _rows(progress: Progress) -> Iterator[Sequence[str]]:
    silent = []
    for index, target in enumerate(progress.targets):
        told = [figure for figure in progress.figures if figure.target == index]
        head = (str(index), squeeze(target.clause), write_quantity(target))
        yield from ((*head, *_cells(figure)) for figure in told)
        if not told:
            silent.append((*head, "未提到", "", "", "", "", ""))
    yield from silent


def _cells(figure: ProgressFigure) -> Sequence[str]:
    share = "" if figure.share is None else f"{write_number(figure.share)}%"
    period = figure.period
    spoken = period.quote if period else ""
    until = f"（至{period.until}）" if period and period.until else ""
    return (figure.quote, _KINDS[figure.kind], spoken + until, share, squeeze(figure.clause), _because(figure))


def _because(figure: ProgressFigure) -> str:
    said = (_GROUNDS[ground.code].format("、".join(ground.data)) for ground in figure.because)
    return "；".join(said)


def _summarise(progress: Progress) -> str:
    told = {figure.target for figure in progress.figures if figure.target is not None}
    other = sum(figure.target is None for figure in progress.figures)
    return (
        f"共{len(progress.targets)}个指标，{len(told)}个有数报来，{len(progress.targets) - len(told)}个没有提到；"
        f"另有{other}个数不对应任何指标。日期按{progress.on}推算（可用 --on 指定）。\n"
    )


def _value(value: float | tuple[float, float]) -> Any:
    return [plain_number(end) for end in value] if isinstance(value, tuple) else plain_number(value)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
