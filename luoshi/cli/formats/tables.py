"""``table``: for reading on the screen, one table a report."""

from __future__ import annotations

from typing import BinaryIO

from rich.table import Table
from rich.text import Text

from luoshi.cli.inputs import Report
from luoshi.cli.usage import print_table
from luoshi.cli.wording import KIND_NAMES, list_rows

_KIND_STYLES = {KIND_NAMES["target"]: "cyan", KIND_NAMES["milestone"]: "magenta", KIND_NAMES["action"]: "dim"}


class Writer:
    """On a terminal as wide as the terminal, elsewhere as plain text of a fixed width."""

    def __init__(self, stream: BinaryIO, *, several: bool) -> None:
        self._stream = stream
        self._several = several

    def add(self, report: Report) -> None:
        table = _make_table(report, several=self._several)
        print_table(self._stream, table, _summarise(report))

    def close(self) -> None:
        """Nothing is left to write."""


def _make_table(report: Report, *, several: bool) -> Table:
    title = report.reading.title or report.source.name
    table = Table(
        title=Text(f"{report.name}　{title}" if several else title), title_justify="left", show_lines=True, expand=True
    )
    table.add_column("序号", justify="right", no_wrap=True, width=4)
    table.add_column("类型", no_wrap=True)
    table.add_column("章节", ratio=2, min_width=6, overflow="fold")
    table.add_column("语句", ratio=5, overflow="fold")
    table.add_column("对象", ratio=2, min_width=8, overflow="fold")
    table.add_column("指标", justify="right", overflow="fold", width=8)
    table.add_column("动作", overflow="fold", width=8)
    table.add_column("完成时限", no_wrap=True, width=10)
    for number, row in enumerate(list_rows(report.reading), 1):
        cells = (row.section.rpartition(" / ")[2], row.clause, row.object, row.quantity, row.action)
        deadline = row.deadline.isoformat() if row.deadline else ""
        kind = Text(row.kind, style=_KIND_STYLES[row.kind])
        table.add_row(str(number), kind, *(Text(cell) for cell in cells), deadline)
    return table


def _summarise(report: Report) -> Text:
    reading = report.reading
    plain = sum(commitment.kind == "action" for commitment in reading.commitments)
    year = f"{reading.year}年，" if reading.year else ""
    return Text(
        f"{year}共{len(reading.commitments)}句任务：{len(reading.targets)}个指标、{len(reading.milestones)}个节点，"
        f"{plain}句是行动；另有{len(reading.passed)}句未计入（--format json 可看原因）。\n"
    )
