"""The columns that the spreadsheet forms share."""

from __future__ import annotations

from luoshi.cli.wording import Row, plain_number

Cell = str | int | float | None

COLUMNS = (
    ("序号", 6),
    ("类型", 6),
    ("章节", 28),
    ("任务", 48),
    ("语句", 36),
    ("对象", 24),
    ("动作", 12),
    ("指标", 14),
    ("数值", 12),
    ("数值上限", 12),
    ("计量单位", 9),
    ("计法", 8),
    ("力度", 6),
    ("完成时限", 12),
    ("名称", 28),
    ("起始位置", 9),
    ("结束位置", 9),
)
FILE_COLUMN = ("文件", 24)


def row_cells(number: int, row: Row) -> list[Cell]:
    """One cell for each of ``COLUMNS``."""
    return [
        number,
        row.kind,
        row.section,
        row.text,
        row.clause,
        row.object,
        row.action,
        row.quantity,
        None if row.value is None else plain_number(row.value),
        None if row.value_high is None else plain_number(row.value_high),
        row.unit,
        row.mode,
        row.modality,
        row.deadline.isoformat() if row.deadline else None,
        "、".join(row.names),
        row.start,
        row.end,
    ]
