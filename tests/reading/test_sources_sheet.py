"""Task lists in: columns in any order, merged cells, dates, and the workbooks that must be refused."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any

import openpyxl
import pytest
from docx_documents import repack
from hypothesis import given, settings
from hypothesis import strategies as st
from sheet_documents import HEADING, TASKS, save, write_sheet

from luoshi.reading import read_source
from luoshi.reading.sources import Limits, SourceError, SourceFault, explain, load_bytes

TITLE = "2026年政府工作报告重点任务分解表"


def fault_of(data: bytes, name: str = "任务.xlsx", limits: Limits | None = None) -> SourceError:
    with pytest.raises(SourceError) as caught:
        load_bytes(data, name, limits=limits or Limits())
    return caught.value


def whole_list() -> bytes:
    rows = [(TITLE, *[""] * 5), HEADING, ("一、推动经济稳定增长", *[""] * 5), *TASKS]
    return write_sheet(rows, merged=["A1:F1", "A3:F3"])


def test_each_task_is_a_sentence_under_the_heading() -> None:
    source = load_bytes(whole_list(), "任务.xlsx")
    assert source.form == "xlsx"
    assert source.text.splitlines() == [
        TITLE,
        "任务分解",
        "一、推动经济稳定增长",
        "（1）2026年12月，稳定经济增长：地区生产总值增长5.5%左右。牵头单位：区发改局；配合单位：各镇街。",
        "（2）10月底前，新建口袋公园12处。牵头单位：区城管局；配合单位：区自然资源分局。",
        "（3）2026年9月30日，建成区文化馆新馆。牵头单位：区文旅局；配合单位：区财政局。",
        "（4）长期坚持，加强作风建设：提高办事效率。牵头单位：区政府办。",
    ]


def test_the_tasks_are_read_as_outlook_and_each_knows_its_row() -> None:
    source = load_bytes(whole_list(), "任务.xlsx")
    reading = read_source(source)
    assert reading.year == 2026
    assert [(t.object, t.value, t.unit, t.deadline) for t in reading.targets] == [
        ("地区生产总值", 5.5, "%", date(2026, 12, 31)),
        ("口袋公园", 12.0, "处", date(2026, 10, 31)),
    ]
    assert [(m.names, m.deadline) for m in reading.milestones] == [(("区文化馆新馆",), date(2026, 9, 30))]
    places = [source.place_of(commitment.start, commitment.end) for commitment in reading.commitments]
    assert [(place.page, place.row) for place in places if place] == [(1, 4), (1, 5), (1, 6), (1, 7)]


def test_a_list_of_projects_promises_the_investment_of_its_year() -> None:
    heading = ("项目名称", "建设规模及内容", "总投资（亿元）", "2026年计划投资（亿元）", "责任单位")
    rows = [
        heading,
        ("浦南污水处理厂扩建工程", "扩建生产线", 1.2, 0.5, "区水务局"),
        ("浦南公园", "绿化", 3, "", "区城管局"),
    ]
    source = load_bytes(write_sheet([("2026年重点项目表", "", "", "", ""), *rows]), "项目.xlsx")
    assert source.text.splitlines()[2:] == [
        "（1）浦南污水处理厂扩建工程：扩建生产线，完成投资0.5亿元。牵头单位：区水务局。",
        "（2）浦南公园：绿化。牵头单位：区城管局。",
    ]
    assert [(t.value, t.unit) for t in read_source(source).targets] == [(5e7, "元")]


@pytest.mark.parametrize("order", list(itertools.permutations(range(6)))[::97])
def test_the_columns_may_stand_in_any_order(order: tuple[int, ...]) -> None:
    rows = [[row[column] for column in order] for row in (HEADING, *TASKS)]
    assert (
        load_bytes(write_sheet(rows), "任务.xlsx").text.splitlines()[1:]
        == (load_bytes(whole_list(), "任务.xlsx").text.splitlines()[3:])
    )


def test_a_heading_of_two_merged_rows_is_understood() -> None:
    rows = [
        ("序号", "工作任务", "责任分工", "", "时间节点"),
        ("", "", "牵头单位", "配合单位", ""),
        (1, "改造老旧小区32个", "区住建局", "各街道", "9月底前"),
    ]
    data = write_sheet(rows, merged=["A1:A2", "B1:B2", "C1:D1", "E1:E2"])
    assert load_bytes(data, "任务.xlsx").text.splitlines()[-1] == (
        "（1）9月底前，改造老旧小区32个。牵头单位：区住建局；配合单位：各街道。"
    )


def test_merged_cells_hold_for_their_rows_and_promise_their_figure_once() -> None:
    rows = [
        ("领域", "重点任务", "工作举措", "牵头单位"),
        ("城市建设", "新建口袋公园12处", "完成选址", "区城管局"),
        ("", "", "落实养护经费", ""),
        ("民生保障", "新建学校3所", "", "区教育局"),
    ]
    data = write_sheet(rows, merged=["A2:A3", "B2:B3", "D2:D3"])
    assert load_bytes(data, "任务.xlsx").text.splitlines() == [
        "任务分解",
        "城市建设",
        "（1）新建口袋公园12处：完成选址。牵头单位：区城管局。",
        "（2）落实养护经费。牵头单位：区城管局。",
        "民生保障",
        "（1）新建学校3所。牵头单位：区教育局。",
    ]


def test_numbers_percentages_and_dates_read_as_they_are_shown() -> None:
    workbook = openpyxl.Workbook()
    sheet: Any = workbook.active
    sheet.append(["主要指标", "目标值", "完成时限"])
    sheet.append(["规上工业增加值增速", 0.065, date(2026, 12, 31)])
    sheet.append(["新增就业人数", 22000, date(2026, 12, 1)])
    sheet["B2"].number_format = "0.0%"
    sheet["C3"].number_format = 'yyyy"年"m"月"'
    assert load_bytes(save(workbook), "指标.xlsx").text.splitlines()[1:] == [
        "2026年12月31日，规上工业增加值增速6.5%。",
        "2026年12月，新增就业人数22000。",
    ]


def test_lines_in_a_cell_become_one_sentence_without_their_numbers() -> None:
    rows = [("重点任务", "年度目标"), ("改善环境", "1.新建公园12处。\n2.改造管网8.5公里")]
    assert load_bytes(write_sheet(rows), "任务.xlsx").text.splitlines()[-1] == (
        "改善环境：新建公园12处；改造管网8.5公里。"
    )


def test_a_formula_is_never_evaluated() -> None:
    rows = [("重点任务", "年度目标"), ("新建公园", '=HYPERLINK("http://invalid.invalid","12处")'), ("新建学校", "3所")]
    assert "12处" not in load_bytes(write_sheet(rows), "任务.xlsx").text


def test_sheets_without_tasks_are_named() -> None:
    source = load_bytes(write_sheet([HEADING, *TASKS], more=["封面"]), "任务.xlsx")
    assert [explain(notice) for notice in source.warnings] == ["工作表“封面”里没有找到任务清单，没有读取。"]
    assert len(source.pages) == 2


def test_a_workbook_without_tasks_says_which_columns_it_should_have() -> None:
    error = fault_of(write_sheet([("姓名", "电话"), ("甲", "乙")]))
    assert error.code is SourceFault.NO_TASKS
    assert "牵头单位" in explain(error)


def test_too_many_rows_or_cells_are_too_large() -> None:
    data = write_sheet([HEADING, *TASKS * 20])
    assert fault_of(data, limits=Limits(sheet_rows=50)).facts["kind"] == "cells"
    assert fault_of(data, limits=Limits(cells=50)).facts["kind"] == "cells"


def test_a_sheet_that_ends_in_a_far_corner_is_read_without_its_emptiness() -> None:
    workbook = openpyxl.Workbook()
    sheet: Any = workbook.active
    for row in (HEADING, *TASKS):
        sheet.append(row)
    sheet["XFD1048576"] = "远"
    source = load_bytes(save(workbook), "任务.xlsx", limits=Limits(sheet_rows=1_000))
    assert len(source.text.splitlines()) == 1 + len(TASKS)


@pytest.mark.parametrize("entry", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
@pytest.mark.parametrize("content", [b"", b"<a", b"<a/>", b"\x00\x01"])
def test_a_broken_part_is_refused_or_read(entry: str, content: bytes) -> None:
    try:
        source = load_bytes(repack(whole_list(), {entry: content}), "任务.xlsx")
    except SourceError as error:
        assert error.code in {SourceFault.NOT_XLSX, SourceFault.NO_TASKS}  # noqa: PT017 - either outcome is right
    else:
        assert "任务分解" in source.text


def test_declared_entities_are_refused() -> None:
    xml = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><sst><si><t>&x;</t></si></sst>'
    error = fault_of(repack(whole_list(), {"xl/sharedStrings.xml": xml}))
    assert (error.code, error.facts["kind"]) == (SourceFault.NOT_XLSX, "entities")


CELLS = st.lists(st.lists(st.sampled_from([*HEADING, "新建公园12处", "一、安排", "2026.10", "", 3, 0.5]), max_size=7))
RANGES = st.lists(st.sampled_from(["A1:F1", "A2:A4", "B1:C3", "D9:E12", "A3:F3"]), max_size=2)


@settings(max_examples=60, deadline=None)
@given(CELLS, RANGES)
def test_any_table_gives_lines_whose_marks_are_in_order(rows: list[list[object]], merged: list[str]) -> None:
    try:
        source = load_bytes(write_sheet(rows, merged=merged), "任务.xlsx")
    except SourceError as error:
        assert error.code is SourceFault.NO_TASKS  # noqa: PT017 - either outcome is right
        return
    ends = [place for start, end, *_ in source.marks for place in (start, end)]
    assert ends == sorted(ends)
    assert all("\n" not in source.text[start:end] for start, end, *_ in source.marks)


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_a_damaged_workbook_gives_a_source_or_a_fault(data: st.DataObject) -> None:
    damaged = bytearray(DAMAGED_BASE)
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    try:
        load_bytes(bytes(damaged), "a.xlsx")
    except SourceError as error:
        assert error.code in SourceFault  # noqa: PT017 - either outcome is right


DAMAGED_BASE = whole_list()
