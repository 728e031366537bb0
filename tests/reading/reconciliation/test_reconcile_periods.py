"""What is told of several years is not what became of one year's promise; sentences of our own."""

from __future__ import annotations

import pytest

from luoshi.reading import read
from luoshi.reading.reconciliation import Pair, Verdict, reconcile
from tests.reading.reconciliation.invented_reports import last_report

FIVE_YEARS = """云浦县人民政府工作报告

各位代表：
现在，我代表云浦县人民政府，向大会报告工作，请予审议。
{head}
{opening}
（一）城乡面貌焕然一新。{told}
二、2025年工作安排
新建鹭湖书屋2座。
"""


def after_five_years(promise: str, told: str, *, head: str = "一、“十三五”时期发展成就", opening: str = "") -> Pair:
    text = FIVE_YEARS.format(head=head, opening=opening or "全县上下团结一致。", told=told)
    (pair,) = reconcile(last_report(promise), read(text)).pairs
    return pair


@pytest.mark.parametrize(
    ("promise", "told"),
    [
        ("新建高标准农田6万亩。", "建设高标准农田31万亩。"),
        ("改造老旧小区10个。", "改造老旧小区53个。"),
        ("新增三级医院2家。", "三级医院从10家增加到22家。"),
    ],
)
def test_a_sum_over_several_years_answers_no_promise_of_one(promise: str, told: str) -> None:
    assert after_five_years(promise, told).verdict is Verdict.UNMENTIONED


def test_a_year_named_in_passing_does_not_end_the_years_of_the_heading() -> None:
    told = "经济实力迈上新台阶，2024年全县生产总值达80亿元。改造老旧小区53个。"
    assert after_five_years("改造老旧小区10个。", told).verdict is Verdict.UNMENTIONED


@pytest.mark.parametrize(
    "told",
    [
        "生产总值从2019年的60亿元提高到2024年的80亿元。改造老旧小区53个。",
        "获批实施《云浦县国土空间总体规划（2020－2024年）》。改造老旧小区53个。",
    ],
)
def test_neither_does_a_year_in_a_span_or_in_the_name_of_a_paper(told: str) -> None:
    pair = after_five_years(
        "改造老旧小区10个。", told, head="一、“十三五”时期发展成就和2024年主要工作", opening="五年来，我们团结一致。"
    )
    assert pair.verdict is Verdict.UNMENTIONED


def test_a_heading_of_the_year_and_of_several_years_leaves_each_passage_to_itself() -> None:
    pair = after_five_years("改造老旧小区10个。", "改造老旧小区12个。", head="一、2024年及“十三五”时期工作回顾")
    assert pair.verdict is Verdict.EXCEEDED


@pytest.mark.parametrize(
    ("promise", "told"),
    [
        ("自来水普及率达到90%。", "自来水普及率达到93%。"),
        ("污水处理厂提标率达到60%。", "61%的污水处理厂提标，污水处理厂提标率达到61%。"),
        ("“十三五”期间累计建成公共住房40套。", "建成公共住房44套。"),
        ("轨道运营里程达到400公里。", "轨道运营里程从300公里增加到411公里。"),
    ],
)
def test_a_level_at_their_end_and_a_promise_of_all_the_years_are_answered(promise: str, told: str) -> None:
    assert after_five_years(promise, told).verdict is Verdict.EXCEEDED


def test_nearly_so_much_falls_short_of_it() -> None:
    promise = "完成固定资产投资超过80亿元。"
    pair = after_five_years(promise, "完成固定资产投资近80亿元。", head="一、2024年工作回顾")
    assert pair.verdict is Verdict.MISSED


def test_a_note_in_brackets_is_no_second_thing() -> None:
    told = "全年实现地区生产总值82亿元、同比（下同）增长5.4%。"
    pair = after_five_years("地区生产总值增长7%。", told, head="一、2024年工作回顾")
    assert pair.verdict is Verdict.MISSED
