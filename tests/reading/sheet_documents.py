"""Workbooks for the tests, made with openpyxl."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import openpyxl

HEADING = ("序号", "重点任务", "年度目标", "牵头单位", "配合单位", "完成时限")
TASKS: tuple[tuple[Any, ...], ...] = (
    (1, "稳定经济增长", "地区生产总值增长5.5%左右", "区发改局", "各镇街", "2026年12月"),
    (2, "新建口袋公园", "12处", "区城管局", "区自然资源分局", "10月底前"),
    (3, "建成区文化馆新馆", "", "区文旅局", "区财政局", "2026-09-30"),
    (4, "加强作风建设", "提高办事效率", "区政府办", "", "长期坚持"),
)


def write_sheet(
    rows: Sequence[Sequence[Any]], *, merged: Sequence[str] = (), title: str = "任务分解", more: Sequence[str] = ()
) -> bytes:
    """A workbook of one sheet with these rows; ``more`` are the names of further sheets, with one cell each."""
    workbook = openpyxl.Workbook()
    sheet: Any = workbook.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for place in merged:
        sheet.merge_cells(place)
    for name in more:
        workbook.create_sheet(name)["A1"] = name
    return save(workbook)


def save(workbook: Any) -> bytes:
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()
