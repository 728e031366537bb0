"""What ``luoshi lead`` is given beside a report: the organisations to choose from, and earlier choices."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from luoshi.reading.leads import Precedent
from luoshi.sheets import Row, SheetError, SheetFault, Table, read_table

_NAMES = ("单位名称", "单位", "名称", "机构名称", "部门", "name", "organisation")
_TASKS = ("任务", "任务内容", "工作任务", "重点任务", "text", "task")
_LEADS = ("牵头单位", "责任单位", "单位", "organisation", "lead")
_FAULTS = {
    SheetFault.EMPTY: "是空的",
    SheetFault.TOO_LARGE: "太大（最多 {limit}）",
    SheetFault.BOMB: "展开后太大，没有打开",
    SheetFault.OLD_FORM: "是旧版表格或加了密码，请另存为 xlsx 或 csv",
    SheetFault.MACROS: "带有宏，请另存为 xlsx",
    SheetFault.HTML: "是网页，不是表格，请另存为 xlsx 或 csv",
    SheetFault.NO_TABLE: "不是表格，请另存为 xlsx 或 csv",
    SheetFault.BROKEN: "已损坏，打不开",
    SheetFault.ENCODING: "既不是 UTF-8 也不是 GB18030 文本",
    SheetFault.QUOTES: "第{row}行的引号没有成对",
    SheetFault.NO_HEADER: "没有表头，应有一列叫“{expected}”",
    SheetFault.HEADING_TWICE: "有两列都叫“{heading}”",
    SheetFault.HEADING_MISSING: "缺少“{heading}”一列",
}


class LeadFileError(Exception):
    """A list cannot be used; the message names the file, the place and what to do."""


def read_organisations(name: str) -> tuple[str, ...]:
    """A name a line, or the column of names of a table (csv, xlsx); each once, in order."""
    if Path(name).suffix.lower() in {".csv", ".xlsx"}:
        table = _table(name, _NAMES)
        heading = _column(name, table, _NAMES)
        names = [row[heading].strip() for row in table.rows]
    else:
        names = [line.strip() for line in _text(name).splitlines()]
    found = tuple(dict.fromkeys(filter(None, names)))
    if not found:
        raise LeadFileError(f"{name}：没有单位，应一行一个名称。")
    return found


def read_history(name: str) -> tuple[Precedent, ...]:
    """Earlier choices from a table (csv, xlsx) with a column of tasks and one of leads; of several leads the first."""
    table = _table(name, (*_TASKS, *_LEADS))
    task, lead = _column(name, table, _TASKS), _column(name, table, _LEADS)
    return tuple(_precedent(name, row, task, lead) for row in table.rows if row[task].strip() or row[lead].strip())


def _precedent(name: str, row: Row, task: str, lead: str) -> Precedent:
    for heading in (task, lead):
        if not row[heading].strip():
            raise LeadFileError(f"{name} 第{row.number}行：“{heading}”是空的。")
    first = row[lead].replace("；", "、").replace(";", "、").replace("\n", "、").partition("、")[0]
    return Precedent(row[task].strip(), first.strip())


def _table(name: str, headings: Sequence[str]) -> Table:
    try:
        return read_table(Path(name).read_bytes(), headings=headings)
    except SheetError as error:
        # Of all the names that a column may have only the first is worth telling.
        facts = error.facts | ({"expected": headings[0]} if error.fault is SheetFault.NO_HEADER else {})
        raise LeadFileError(f"{name}：{_FAULTS[error.fault].format(**facts)}。") from error
    except ModuleNotFoundError as error:
        raise LeadFileError(f"{name}：读 xlsx 须安装 · please install: pip install 'luoshi[documents]'") from error
    except OSError as error:
        raise LeadFileError(f"{name}：打不开（{error.strerror or error}）。") from error


def _column(name: str, table: Table, headings: Sequence[str]) -> str:
    for heading in headings:
        if heading in table.headings:
            return heading
    raise LeadFileError(f"{name}：没有“{headings[0]}”一列，有的是：{'、'.join(table.headings)}。")


def _text(name: str) -> str:
    try:
        return Path(name).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise LeadFileError(f"{name}：不是 UTF-8 文本。") from error
    except OSError as error:
        raise LeadFileError(f"{name}：打不开（{error.strerror or error}）。") from error
