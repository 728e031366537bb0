"""The reporter's short list, and the quick ways to work it off."""

from __future__ import annotations

import io

import pytest
from days import at
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from luoshi.ledger.entry_sheet import FIGURE
from luoshi.ledger.models import Entry


def test_only_what_is_due_stands_on_the_list(enter, district, goal) -> None:
    page = enter(district.reporter).get("/due/").text
    assert "签收" in page
    assert "供热管网" in page
    assert "幼儿园" not in page


def test_somebody_without_duties_finds_nothing(enter, staff, goal) -> None:
    assert "目前没有待办" in enter(staff.town_clerk).get("/due/").text


def test_figures_are_read_out_of_a_pasted_text_and_reported_when_ticked(enter, clock, district, goal) -> None:
    clock.now = at(4, 10)
    unit = enter(district.reporter)
    page = unit.post("/due/paste/", {"text": "截至3月底，累计更新改造供热管网3.5公里。"})
    assert 'value="3.5公里"' in page.text
    assert not Entry.objects.exists()
    row = {"p0-take": "on", "p0-goal": goal.pk, "p0-expected": 0, "p0-figure": "3.5公里", "p0-kind": "cumulative"}
    answer = unit.post("/due/paste/", {"rows": 1, **row, "p0-held_on": "2026-03-31"})
    assert answer.url == "/due/"
    assert Entry.objects.get().figure == 3.5
    assert Entry.objects.get().source == "prose"


def test_a_refused_row_comes_back_with_its_reason(enter, clock, district, goal) -> None:
    row = {"p0-take": "on", "p0-goal": goal.pk, "p0-expected": 0, "p0-figure": "1.2.3", "p0-kind": "cumulative"}
    answer = enter(district.reporter).post("/due/paste/", {"rows": 1, **row, "p0-held_on": "2026-02-05"})
    assert answer.status_code == 422
    assert "多个小数点" in answer.text


def test_another_units_goal_cannot_be_slipped_in(enter, staff, goal) -> None:
    row = {"p0-take": "on", "p0-goal": goal.pk, "p0-expected": 0, "p0-figure": "1", "p0-kind": "cumulative"}
    enter(staff.town_clerk).post("/due/paste/", {"rows": 1, **row, "p0-held_on": "2026-02-05"})
    assert not Entry.objects.exists()


@pytest.mark.parametrize("rows", ["", "x", "-1", "9" * 30, "²"])
def test_nonsense_rows_report_nothing(enter, district, goal, rows) -> None:
    assert enter(district.reporter).post("/due/paste/", {"rows": rows}).status_code == 302


def test_the_sheet_goes_out_and_comes_back(enter, clock, district, goal) -> None:
    clock.now = at(4, 10)
    unit = enter(district.reporter)
    book = load_workbook(io.BytesIO(unit.get("/due/sheet/blank/").content))
    heads = {cell.value: cell for row in book.active.iter_rows(max_row=5) for cell in row}
    book.active.cell(heads[FIGURE].row + 1, heads[FIGURE].column).value = "2.5"
    out = io.BytesIO()
    book.save(out)
    answer = unit.post("/due/sheet/", {"file": SimpleUploadedFile("填报.xlsx", out.getvalue())})
    assert answer.status_code == 302
    assert Entry.objects.get().figure == 2.5


def test_what_is_no_sheet_is_refused_in_words(enter, district, goal) -> None:
    answer = enter(district.reporter).post("/due/sheet/", {"file": SimpleUploadedFile("填报.xlsx", b"")})
    assert answer.status_code == 422
    assert "空" in answer.text
