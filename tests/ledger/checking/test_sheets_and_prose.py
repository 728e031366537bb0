"""Entries out of a filled-in sheet, and out of a department's prose."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest

from luoshi.ledger.actions import BadSheet, import_entries
from luoshi.ledger.entry_sheet import COLUMNS, MOST_ROWS, SheetRowCode
from luoshi.ledger.models import Entry
from luoshi.ledger.queries.checking import entry_template, propose_entries
from luoshi.sheets import SheetError, SheetFault, write_xlsx
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


def test_formulas_and_merged_cells_are_told_and_nothing_is_written(pipes, district):
    book = openpyxl.load_workbook(io.BytesIO(filled(district.reporter, {(2, "完成数"): "=6+0.5", (3, "完成数"): 4})))
    made = io.BytesIO()
    book.save(made)
    with pytest.raises(BadSheet) as refusal:
        import_entries(by=district.reporter, data=made.getvalue(), at=at(7, 1))
    assert [(each.row, each.code) for each in refusal.value.faults] == [(2, SheetRowCode.FORMULA)]

    book = openpyxl.load_workbook(io.BytesIO(filled(district.reporter, {(2, "完成数"): 4})))
    column = [cell.value for cell in book.active[1]].index("完成数") + 1
    book.active.merge_cells(start_row=2, end_row=3, start_column=column, end_column=column)
    made = io.BytesIO()
    book.save(made)
    with pytest.raises(BadSheet) as refusal:
        import_entries(by=district.reporter, data=made.getvalue(), at=at(7, 1))
    assert {each.code for each in refusal.value.faults} == {SheetRowCode.MERGED}
    assert not Entry.objects.exists()


def test_a_sheet_too_long_for_one_unit_is_given_up_early(pipes, district):
    rows = [{"编号": f"2026-1-{number:05d}-1", "完成数": "1"} for number in range(MOST_ROWS + 100)]
    data = write_xlsx(COLUMNS, [[row.get(each.heading) for each in COLUMNS] for row in rows], title="填报")

    with pytest.raises(SheetError) as refusal:
        import_entries(by=district.reporter, data=data, at=at(7, 1))

    assert (refusal.value.fault, refusal.value.facts) == (SheetFault.TOO_LARGE, {"what": "rows", "limit": MOST_ROWS})


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
