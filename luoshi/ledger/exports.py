"""The account as the table that offices circulate, 任务分解表. Its columns are Chinese practice and stay Chinese."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import xlsxwriter
from django.utils import translation
from xlsxwriter.worksheet import Worksheet

from luoshi.ledger.choices import TargetKind
from luoshi.ledger.models import Target
from luoshi.ledger.queries.account import AccountRow

SHEET_NAME = "任务台账"
CELL_LIMIT = 32_767  # characters that a cell can hold


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, its width in characters, and what stands under it."""

    title: str
    width: int
    cell: Callable[[AccountRow], str]
    centred: bool = False


def target_words(target: Target) -> str:
    """A target as a table has it: 更新改造供热管网13公里; a rate stands behind what grows: 地区生产总值增长5.5%左右."""
    if target.kind == TargetKind.MILESTONE:
        return target.quote
    words = [target.action, target.object] if target.mode == "do" else [target.object, target.action]
    strive = "力争" if target.modality == "strive" else ""
    return strive + "".join(words) + target.quote


def _targets(row: AccountRow) -> str:
    lines = list(dict.fromkeys(target_words(target) for target in row.targets))
    return lines[0] if len(lines) == 1 else "\n".join(f"{at}. {line}" for at, line in enumerate(lines, 1))


def _due(row: AccountRow) -> str:
    return f"{row.due_on.year}年{row.due_on.month}月{row.due_on.day}日" if row.due_stated else f"{row.due_on.year}年底"


COLUMNS = (
    Column("报告原文（章节）", 24, lambda row: "\n".join(row.titles)),
    Column("重点任务（报告原句）", 48, lambda row: row.commitment.text),
    Column("年度目标（量化指标）", 34, _targets),
    Column("任务类型", 9, lambda row: str(row.commitment.get_kind_display()), centred=True),
    Column("牵头单位", 16, lambda row: row.commitment.lead.name if row.commitment.lead else ""),
    Column("配合单位", 22, lambda row: "、".join(each.name for each in row.supporting)),
    Column("完成时限", 14, _due, centred=True),
    Column("状态", 9, lambda row: str(row.commitment.get_status_display()), centred=True),
    Column("任务编号", 12, lambda row: f"{row.commitment.report.year}-{row.commitment.number:04d}", centred=True),
)


def account_workbook(rows: Iterable[AccountRow], *, title: str) -> bytes:
    """The rows as xlsx: wrapped, header frozen and repeated on every printed page, A4 across.

    Whatever the report says is written as text: never as a formula, never as a link.
    """
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book, translation.override("zh-hans"):
        book.set_properties({"title": title})
        sheet = book.add_worksheet(SHEET_NAME)
        plain = {"valign": "top", "text_wrap": True, "border": 1, "font_name": "宋体", "font_size": 10}
        text, centred = book.add_format(plain), book.add_format({**plain, "align": "center"})
        head = book.add_format({**plain, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#E7E6E6"})
        _write_head(sheet, head)
        last = 0
        for last, row in enumerate(rows, 1):
            sheet.write_number(last, 0, last, centred)
            for at, column in enumerate(COLUMNS, 1):
                sheet.write_string(last, at, column.cell(row)[:CELL_LIMIT], centred if column.centred else text)
        sheet.autofilter(0, 0, last, len(COLUMNS))
        _set_up_print(sheet, title)
    return buffer.getvalue()


def _write_head(sheet: Worksheet, head: object) -> None:
    sheet.set_column(0, 0, 6)
    sheet.write_string(0, 0, "序号", head)
    for at, column in enumerate(COLUMNS, 1):
        sheet.set_column(at, at, column.width)
        sheet.write_string(0, at, column.title, head)
    sheet.set_row(0, 28)
    sheet.freeze_panes(1, 0)


def _set_up_print(sheet: Worksheet, title: str) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)  # as wide as one page, as long as it is
    sheet.repeat_rows(0)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    sheet.set_header("&C" + title.replace("&", "&&")[:200])
    sheet.set_footer("&C第 &P 页 共 &N 页")
