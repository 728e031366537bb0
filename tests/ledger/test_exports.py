"""The account as an xlsx table."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from luoshi.ledger.actions import assign_lead
from luoshi.ledger.exports import COLUMNS, account_workbook, target_words
from luoshi.ledger.models import Target
from luoshi.ledger.queries import AccountFilter, account_rows_for_export
from tests.ledger.example_report import AT


def sheet_for(user, wanted=None, title="云浦区2026年政府工作报告任务台账"):
    data = account_workbook(account_rows_for_export(user, wanted or AccountFilter()), title=title)
    return load_workbook(io.BytesIO(data)).active


def test_the_columns_that_offices_use_in_text_order(report, commitment_with, district):
    assign_lead(
        by=district.supervisor, commitment=commitment_with("供热管网"), expected_revision=1, lead=district.housing,
        supporting=[district.water, district.town], at=AT, why="",
    )  # fmt: skip

    rows = list(sheet_for(district.supervisor).values)

    assert rows[0] == (
        "序号", "报告原文（章节）", "重点任务（报告原句）", "年度目标（量化指标）", "任务类型", "牵头单位", "配合单位",
        "完成时限", "状态", "任务编号",
    )  # fmt: skip
    assert rows[1][:4] == (
        1,
        "一、做强城市功能\n（一）改造老旧管网",
        "更新改造供热管网13公里，燃气管道8.5公里。",
        "1. 更新改造供热管网13公里\n2. 更新改造燃气管道8.5公里",
    )
    assert rows[1][5:8] == ("云浦区住房和城乡建设局", "云浦区水利局、竹箬镇人民政府", "2026年底")
    assert rows[3][7] == "2026年6月30日"
    assert rows[7][7] == "2030年12月31日"
    assert len(rows) == 8


def test_the_header_is_frozen_and_printed_on_every_page(report, district):
    sheet = sheet_for(district.supervisor)

    assert sheet.freeze_panes == "A2"
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.auto_filter.ref == "A1:J8"
    assert sheet["C2"].alignment.wrap_text


@pytest.mark.parametrize("words", ["=1+1新增学位3个。", "+新增学位3个。", "@SUM新增学位3个。", "http://a新增学位3个。"])
def test_words_that_look_like_a_formula_or_a_link_stay_words(open_text, district, words):
    open_text(words + "\n")

    cell = sheet_for(district.supervisor)["C2"]

    assert (cell.value, cell.data_type, cell.hyperlink) == (words, "s", None)


def test_filters_apply_and_pages_do_not(report, district):
    rows = list(sheet_for(district.supervisor, AccountFilter(text="供热", page=9)).values)

    assert len(rows) == 2


def test_who_may_not_take_it_away_gets_an_empty_table(report, district):
    assert len(list(sheet_for(district.viewer).values)) == 1
    assert len(list(sheet_for(district.stranger).values)) == 1


def test_a_title_with_an_ampersand_is_printed_as_it_is(report, district):
    assert sheet_for(district.supervisor, title="A&B").oddHeader.center.text == "A&&B"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"mode": "do", "action": "新建", "object": "充电桩", "quote": "500个"}, "新建充电桩500个"),
        ({"mode": "grow", "action": "增长", "object": "地区生产总值", "quote": "5.5%左右"}, "地区生产总值增长5.5%左右"),
        ({"mode": "reach", "action": "", "object": "居民消费价格涨幅", "quote": "2%左右"}, "居民消费价格涨幅2%左右"),
        ({"mode": "do", "action": "引进", "object": "项目", "quote": "3个", "modality": "strive"}, "力争引进项目3个"),
        ({"kind": "milestone", "quote": "建成竹箬水厂"}, "建成竹箬水厂"),
    ],
)
def test_a_target_reads_as_a_sentence(fields, words):
    assert target_words(Target(**{"kind": "target", "modality": "firm", **fields})) == words


def test_every_column_has_a_width_that_fits_the_page():
    assert 6 + sum(column.width for column in COLUMNS) < 200
