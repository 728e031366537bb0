"""A table of tasks (任务分解表) into text: a sentence a task, with who and until when, under the table's headings.

The columns are known by their headings (``tasklist.toml``), in whatever order they stand.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

_LOOK = 15  # rows at the top among which the heading row stands
_LONGEST_HEADING = 16  # characters of a column's heading
_LONGEST_TOPIC = 24
_SHORT_DUE = 6  # characters: 长期坚持, 全年
_NUMBER = re.compile(r"\d{1,2}")
_TASKS = {"task", "goal", "measure"}
_MONEY_UNIT = re.compile("[（(](?:单位[：:])?([万亿]元)[)）]")
_SUM = re.compile(r"\d[\d,]*(?:\.\d+)?(?P<unit>[万亿]?元)?")
_ITEM = re.compile(r"^(?:\d{1,2}[.．、)）](?!\d)|[（(]\d{1,2}[)）]|[①-⑳])\s*")
_ENDED = re.compile(r"[。；;！!，,、：:]$")
_WRITTEN_DATE = re.compile(r"(20\d\d)\s*[-./]\s*(\d{1,2})(?:\s*[-./]\s*(\d{1,2}))?(?!\d)")
_DUE = re.compile(
    r"(?:20\d\d年)?(?:\d{1,2}月(?:\d{1,2}日|[上中下]旬)?(?:底|末|份)?|第?[一二三四]季度(?:末|底)?|上半年)(?:之?前|以前)?|20\d\d年(?:底|末)?前?"
)


@dataclass(slots=True)
class Row:
    """A row of a sheet, ``number`` as people count it; ``from_above`` are the columns merged with the row above."""

    number: int
    cells: list[str]
    from_above: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: its name and all its rows, from the first."""

    title: str
    rows: list[Row]


def read_tasks(table: Table) -> list[tuple[str, int]]:
    """The lines of text with the number of the row that each comes from; none when the table lists no tasks."""
    for index, row in enumerate(table.rows[:_LOOK]):
        columns, height = _read_heading(table.rows[index : index + 2])
        if columns:
            above = [line for line in table.rows[:index] if any(line.cells)]
            titles = [(title, line.number) for line in above for title in _distinct(line.cells)]
            _tell_sums(table.rows[index : index + height], table.rows[index + height :], columns)
            tasks = list(_read_rows(table.rows[index + height :], columns, row.cells))
            return [*titles, (_words()["heading"], 0), *tasks] if tasks else []
    return []


def _read_heading(rows: list[Row]) -> tuple[dict[int, str], int]:
    """What each column holds, and how many rows say so; nothing when these rows are no heading."""
    columns = _kinds(rows[0].cells)
    if len(set(columns.values())) < 2 or not _TASKS & set(columns.values()):
        return {}, 0
    if len(rows) == 2:
        below = {i: cell for i, cell in enumerate(rows[1].cells) if cell and cell != rows[0].cells[i]}
        narrower = _kinds([below.get(i, "") for i in range(len(rows[1].cells))])
        if below and len(narrower) == len(below):
            return columns | narrower, 2
    return columns, 1


def _tell_sums(heading: list[Row], rows: list[Row], columns: Mapping[int, str]) -> None:
    """Say in the cells what their heading says: 2026年计划投资（万元） | 5000 → 完成投资5000万元."""
    for column in (column for column, kind in columns.items() if kind == "investment"):
        told = _MONEY_UNIT.search("".join(row.cells[column] for row in heading))
        for row in (row for row in rows if column < len(row.cells)):
            found = _SUM.fullmatch(row.cells[column].strip())
            unit = "" if found and found["unit"] else told[1] if told else None
            known = found is not None and unit is not None
            row.cells[column] = f"{_words()['investment']}{row.cells[column].strip()}{unit}" if known else ""


def _kinds(cells: list[str]) -> dict[int, str]:
    found = ((index, _kind("".join(cell.split()))) for index, cell in enumerate(cells))
    return {index: kind for index, kind in found if kind}


def _kind(heading: str) -> str:
    if not heading or len(heading) > _LONGEST_HEADING:
        return ""
    return next((name for name, words in _columns() if any(word in heading for word in words)), "")


def _read_rows(rows: list[Row], columns: Mapping[int, str], heading: list[str]) -> Iterator[tuple[str, int]]:
    section = ""
    number = 0
    for row in rows:
        values = _distinct(row.cells)
        if not values or row.cells == heading or set(values) <= {"合计", "总计"}:
            continue
        if len(values) == 1 and not re.fullmatch(r"[\d.]+", values[0]):
            yield _squeeze(values[0]), row.number  # a heading that runs across the table
            number = 0
            continue
        parts = {kind: _collect(row, columns, kind) for kind in set(columns.values())}
        if parts.get("section") and parts["section"] != section:
            section = parts["section"]
            number = 0
            yield section, row.number
        if sentence := _write(parts, row, columns, number + 1):
            number += 1
            yield sentence, row.number


def _distinct(cells: list[str]) -> list[str]:
    return list(dict.fromkeys(cell for cell in cells if cell))


def _collect(row: Row, columns: Mapping[int, str], kind: str) -> str:
    """The text of all columns of this kind, cells merged across them once."""
    cells = _distinct([row.cells[i] for i, found in columns.items() if found == kind and i < len(row.cells)])
    return "；".join(filter(None, map(_squeeze, cells)))


def _squeeze(cell: str) -> str:
    """The lines of a cell in one, without their numbers."""
    lines = [_ITEM.sub("", line.strip()) for line in cell.splitlines()]
    joined = ""
    for line in filter(None, lines):
        joined += line if not joined or _ENDED.search(joined) else f"；{line}"
    return " ".join(joined.split())


def _write(parts: Mapping[str, str], row: Row, columns: Mapping[int, str], count: int) -> str:
    """One task as one sentence, and one more that says who; empty for a row without a task."""
    body = _compose(parts, row, columns)
    if not body:
        return ""
    sentence = _add_due(body, _WRITTEN_DATE.sub(_spell_date, parts.get("due", "")).rstrip("。；"))
    named = [(kind, parts.get(kind, "").rstrip("。；")) for kind in ("lead", "supporting")]
    owners = "；".join(f"{_words()[kind]}：{text}" for kind, text in named if text)
    if not owners:
        return f"{sentence}。"
    number = parts.get("number", "")
    number = number if _NUMBER.fullmatch(number) else str(count)
    # A short sentence that another one follows would be taken for a heading; an item of a list is not.
    return f"（{number}）{sentence}。{owners}。" if _NUMBER.fullmatch(number) else f"{sentence}（{owners}）。"


def _add_due(body: str, due: str) -> str:
    """A date opens the sentence, so that it holds for all of it; steps with dates of their own follow it."""
    if not due or due in body:
        return body
    return f"{due}，{body}" if _DUE.fullmatch(due) or len(due) <= _SHORT_DUE else f"{body}；{due}"


def _compose(parts: Mapping[str, str], row: Row, columns: Mapping[int, str]) -> str:
    """Task, goal and measure in one sentence. What a merged cell said of the row above is not promised again."""
    repeated = {kind for column, kind in columns.items() if column in row.from_above}
    said = {kind: _one_sentence(parts.get(kind, "")) for kind in _TASKS}
    task, goal, measure = said["task"], *("" if kind in repeated else said[kind] for kind in ("goal", "measure"))
    if "task" in repeated and (not (goal or measure) or re.search(r"\d", task)):
        task = ""
    body = task
    for more in (goal, measure):
        body = _append(body, more)
    investment = parts.get("investment", "")
    return f"{body}，{investment}" if body and investment and "investment" not in repeated else body


def _append(body: str, more: str) -> str:
    if not body or not more or more in body or body in more:
        return max(body, more, key=len)
    if more[0].isdigit():
        return body + more  # 新建口袋公园 | 12处
    return f"{body}：{more}" if len(body) <= _LONGEST_TOPIC and "：" not in body else f"{body}；{more}"


def _one_sentence(text: str) -> str:
    return re.sub(r"[。！!](?=.)", "；", text).rstrip("。；;，,、！! ")


def _spell_date(match: re.Match[str]) -> str:
    year, month, day = match.groups()
    return f"{year}年{int(month)}月" + (f"{int(day)}日" if day else "")


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("luoshi.reading.sources") / "tasklist.toml").read_text(encoding="utf-8"))


@cache
def _columns() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((column["is"], tuple(column["words"])) for column in _data()["column"])


def _words() -> dict[str, str]:
    words: dict[str, str] = _data()["words"]
    return words
