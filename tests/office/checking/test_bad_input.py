"""What people type and send wrong on the pages of checking: each is answered in words, and nothing is written."""

from __future__ import annotations

import io

import pytest
from days import at
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from luoshi.ledger.entry_sheet import FIGURE
from luoshi.ledger.models import Check, Duty, Entry


@pytest.mark.parametrize(
    ("figure", "value"), [("1.2万公里", 12000), ("１．２万", 12000), ("4.8 万千米", 48000), ("1,200km", 1200)]
)
def test_a_unit_in_the_figure_is_taken_if_it_is_the_goals(enter, district, goal, figure, value) -> None:
    form = {"expected": 0, "figure": figure, "kind": "cumulative", "held_on": "2026-02-05"}
    enter(district.reporter).post(f"/goals/{goal.pk}/report/", form)
    assert Entry.objects.get().figure == value


@pytest.mark.parametrize("day", ["2026-13-01", "2026-02-30", "明天", "0000-00-00", "2026-02-05T10:00", "9" * 40])
def test_what_is_no_day_is_answered_at_its_field(enter, district, goal, day) -> None:
    form = {"expected": 0, "figure": "3", "kind": "cumulative", "held_on": day}
    answer = enter(district.reporter).post(f"/goals/{goal.pk}/report/", form)
    assert answer.status_code == 422
    assert "2026-03-05" in answer.text
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    "change",
    [{"expected": "x"}, {"expected": -1}, {"expected": ""}, {"kind": "guess"}, {"corrects": "²"}, {"corrects": 7}],
)
def test_a_tampered_form_reports_nothing(enter, district, goal, change) -> None:
    form = {"expected": 0, "figure": "3", "kind": "cumulative", "held_on": "2026-02-05"}
    assert enter(district.reporter).post(f"/goals/{goal.pk}/report/", form | change).status_code == 422
    assert not Entry.objects.exists()


@pytest.mark.parametrize(("figure", "words"), [("10^30", "不要用乘方"), ("-1", "不能小于零"), ("2亩", "请换算")])
def test_a_found_figure_that_cannot_be_read_is_answered(enter, district, goal, report_on, figure, words) -> None:
    entry = report_on(goal, "2", at(2, 5, 9))
    form = {"expected": 0, "kind": "verified", "figure": figure, "why": "现场核对"}
    answer = enter(district.supervisor).post(f"/entries/{entry.pk}/check/", form)
    assert answer.status_code == 422
    assert words in answer.text
    assert not Check.objects.exists()


def test_half_of_what_is_counted_is_refused_in_words_that_name_the_unit(enter, district, goal) -> None:
    goal.unit, goal.object, goal.quote = "家", "规上企业", "规上企业13家"
    goal.save()
    form = {"expected": 0, "figure": "0.5", "kind": "cumulative", "held_on": "2026-02-05", "note": "一家在建"}
    answer = enter(district.reporter).post(f"/goals/{goal.pk}/report/", form)
    assert answer.status_code == 422
    assert "以“家”为单位，只能填整数，您填的是“0.5”" in answer.text
    assert "一家在建" in answer.text
    assert not Entry.objects.exists()


def test_a_visit_to_come_is_refused(enter, district, goal, report_on) -> None:
    entry = report_on(goal, "2", at(2, 5, 9))
    form = {"expected": 0, "kind": "on_site", "seen_on": "2026-02-06"}
    answer = enter(district.supervisor).post(f"/entries/{entry.pk}/check/", form)
    assert answer.status_code == 422
    assert "日期尚未到来" in answer.text


@pytest.mark.parametrize("place", ["", "0", "99999", "-1", "水务局"])
def test_a_refusal_names_an_organisation_that_there_is(enter, district, staff, goal, place) -> None:
    duty = Duty.objects.get(goals=goal)
    form = {"expected": duty.step_count, "place": place, "why": "不属本局职责"}
    answer = enter(staff.housing_approver).post(f"/duties/{duty.pk}/refuse/", form)
    assert answer.status_code == 422
    assert "不属本局职责" in answer.text
    assert Duty.objects.get(pk=duty.pk).state == duty.state


def test_a_refusal_cannot_name_its_own_organisation(enter, district, staff, goal) -> None:
    duty = Duty.objects.get(goals=goal)
    form = {"expected": duty.step_count, "place": duty.holder_id, "why": "不属本局职责"}
    assert enter(staff.housing_approver).post(f"/duties/{duty.pk}/refuse/", form).status_code == 422


def test_a_stale_ruling_is_compared_with_what_was_done_meanwhile(enter, district, staff, goal) -> None:
    duty = Duty.objects.get(goals=goal)
    seen = duty.step_count
    form = {"expected": seen, "place": district.water.pk, "why": "由水务部门负责"}
    enter(staff.housing_approver).post(f"/duties/{duty.pk}/refuse/", form)
    answer = enter(staff.second_supervisor).post(
        f"/duties/{duty.pk}/reroute/", {"expected": seen, "place": district.water.pk, "why": "我要改派"}
    )
    assert answer.status_code == 409
    assert "由水务部门负责" in answer.text
    assert "我要改派" in answer.text


def merge(sheet: Worksheet, row: int, column: int) -> None:
    sheet.cell(row, column).value = "2"
    sheet.merge_cells(start_row=row, end_row=row + 1, start_column=column, end_column=column)


def formula(sheet: Worksheet, row: int, column: int) -> None:
    sheet.cell(row, column).value = "=1+1"


def unreadable(sheet: Worksheet, row: int, column: int) -> None:
    sheet.cell(row, column).value = "1.2.3"


@pytest.mark.parametrize(
    ("spoil", "row", "words"),
    [(merge, 2, "合并"), (formula, 1, "公式"), (unreadable, 1, "多个小数点")],
    ids=["merged", "formula", "1.2.3"],
)
def test_a_spoilt_sheet_names_the_row_and_reports_nothing(enter, clock, district, goal, spoil, row, words) -> None:
    clock.now = at(4, 10)
    unit = enter(district.reporter)
    book = load_workbook(io.BytesIO(unit.get("/due/sheet/blank/").content))
    head = next(cell for row in book.active.iter_rows(max_row=5) for cell in row if cell.value == FIGURE)
    spoil(book.active, head.row + 1, head.column)
    answer = unit.post("/due/sheet/", {"file": SimpleUploadedFile("填报.xlsx", saved(book))})
    assert answer.status_code == 422
    assert words in answer.text
    assert f"第{head.row + row}行" in answer.text.replace(" ", "")
    assert not Entry.objects.exists()


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("填报.xlsx", b"PK\x03\x04 broken"),
        ("填报.xls", b"\xd0\xcf\x11\xe0"),
        ("填报.pdf", b"%PDF-1.7"),
        ("空.csv", b""),
    ],
)
def test_another_file_than_the_sheet_is_refused_in_words(enter, district, goal, name, data) -> None:
    answer = enter(district.reporter).post("/due/sheet/", {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 422
    assert 'class="errors"' in answer.text


def test_a_sheet_of_other_columns_is_refused(enter, district, goal) -> None:
    book = Workbook()
    book.active.append(["任意", "列名"])
    answer = enter(district.reporter).post("/due/sheet/", {"file": SimpleUploadedFile("表.xlsx", saved(book))})
    assert answer.status_code == 422
    assert not Entry.objects.exists()


def test_fifty_thousand_rows_are_given_up_early_and_said_so_in_words(enter, district, goal) -> None:
    rows = "编号,完成数\n" + "".join(f"2026-1-{number:05d}-1,1\n" for number in range(50_000))
    answer = enter(district.reporter).post("/due/sheet/", {"file": SimpleUploadedFile("填报.csv", rows.encode())})
    assert answer.status_code == 422
    assert "填写的行数超过2000行" in answer.text
    assert not Entry.objects.exists()


def test_fifty_thousand_rows_that_are_only_formatted_are_no_rows(enter, clock, district, goal) -> None:
    """What a spreadsheet saves when somebody coloured a whole column."""
    clock.now = at(4, 10)
    unit = enter(district.reporter)
    book = load_workbook(io.BytesIO(unit.get("/due/sheet/blank/").content))
    sheet = book.active
    head = next(cell for row in sheet.iter_rows(max_row=5) for cell in row if cell.value == FIGURE)
    sheet.cell(head.row + 1, head.column).value = 2
    for row in range(sheet.max_row + 1, 50_000, 25):
        sheet.cell(row, 1).number_format = "0.00"
    assert unit.post("/due/sheet/", {"file": SimpleUploadedFile("填报.xlsx", saved(book))}).status_code == 302
    assert Entry.objects.get().figure == 2
