"""Entries out of a filled-in sheet, and out of a department's prose."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest

from luoshi.ledger.actions import BadSheet, import_entries
from luoshi.ledger.entry_sheet import SheetRowCode
from luoshi.ledger.models import Entry
from luoshi.ledger.queries.checking import entry_template, propose_entries
from tests.ledger.checking.conftest import at, goal_of


def filled(user, cells):
    """The template with some cells typed over: (row, heading) → value."""
    book = openpyxl.load_workbook(io.BytesIO(entry_template(user, date(2026, 6, 30))))
    sheet = book.active
    headings = [cell.value for cell in sheet[1]]
    for (row, heading), value in cells.items():
        sheet.cell(row, headings.index(heading) + 1, value)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def test_what_is_filled_in_comes_back_as_entries(pipes, district):
    data = filled(district.reporter, {(2, "完成数"): "６.５", (3, "完成数"): 4, (3, "进展说明"): "两个片区"})

    first, second = import_entries(by=district.reporter, data=data, at=at(7, 1))

    assert (first.figure, first.source, first.held_on) == (6.5, "sheet", date(2026, 6, 30))
    assert (second.figure, second.note) == (4.0, "两个片区")


def test_every_fault_is_told_with_its_row_and_nothing_is_written(pipes, district):
    data = filled(district.reporter, {(2, "完成数"): "1.2.3", (3, "完成数"): "3"})
    with pytest.raises(BadSheet) as refusal:
        import_entries(by=district.reporter, data=data, at=at(7, 1))
    assert [(each.fault.row, type(each.refusal).__name__) for each in refusal.value.refused] == [
        (2, "UnreadableFigure")
    ]

    data = filled(
        district.reporter, {(2, "完成数"): 1, (2, "编号"): "2026-9-9-9", (3, "完成数"): 1, (3, "截至日期"): "上月"}
    )
    with pytest.raises(BadSheet) as refusal:
        import_entries(by=district.reporter, data=data, at=at(7, 1))
    assert [(each.row, each.code) for each in refusal.value.faults] == [
        (2, SheetRowCode.NO_GOAL), (3, SheetRowCode.BAD_DAY),
    ]  # fmt: skip
    assert not Entry.objects.exists()


def test_another_units_goals_are_not_taken(pipes, school, district, staff):
    data = filled(district.reporter, {(2, "完成数"): 1})
    with pytest.raises(BadSheet):
        import_entries(by=staff.town_clerk, data=data, at=at(7, 1))


def test_prose_proposes_entries_and_writes_nothing(pipes, district, staff):
    text = "截至6月底，累计更新改造供热管网6.8公里，占全年任务的52%。"

    (found,) = propose_entries(district.reporter, text, date(2026, 7, 3))

    assert (found.goal, found.words, found.held_on, found.kind) == (
        goal_of(pipes),
        "6.8公里",
        date(2026, 6, 30),
        "cumulative",
    )
    assert text[found.start : found.end] == "6.8公里"
    assert propose_entries(staff.water_reporter, text, date(2026, 7, 3)) == ()
    assert not Entry.objects.exists()
