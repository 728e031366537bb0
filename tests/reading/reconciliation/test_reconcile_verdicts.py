"""Each verdict, and what is not to be compared, in sentences of our own."""

from __future__ import annotations

import pytest

from luoshi.reading import read
from luoshi.reading.reconciliation import Because, Verdict, reconcile
from tests.reading.reconciliation.invented_reports import last_report, settle, this_report


@pytest.mark.parametrize(
    ("promise", "outcome", "verdict"),
    [
        ("新建农村幸福院12所。", "新建农村幸福院15所。", Verdict.EXCEEDED),
        ("新建农村幸福院12所。", "新建农村幸福院12所。", Verdict.MET),
        ("新建农村幸福院12所。", "新建农村幸福院9所。", Verdict.MISSED),
        ("规模化供水率达到92%以上。", "规模化供水率达到92%。", Verdict.MET),
        ("固定资产投资增长8%左右。", "固定资产投资增长8.5%。", Verdict.MET),
        ("固定资产投资增长8%左右。", "固定资产投资增长9.1%。", Verdict.EXCEEDED),
        ("固定资产投资增长8%左右。", "固定资产投资增长5%。", Verdict.MISSED),
        ("固定资产投资增长8%左右。", "固定资产投资下降8%。", Verdict.MISSED),
        ("固定资产投资增长5%—6%。", "固定资产投资增长5.5%。", Verdict.MET),
        ("城镇登记失业率控制在4%以内。", "城镇登记失业率为3.1%。", Verdict.EXCEEDED),
        ("城镇登记失业率控制在4%以内。", "城镇登记失业率为4.3%。", Verdict.MISSED),
        ("推动2300多个技改项目投产。", "2320个技改项目投产。", Verdict.MET),
        ("改造供热管网3公里。", "改造供热管网3500米。", Verdict.EXCEEDED),
        ("建成超充站11个。", "建成超充站11座。", Verdict.MET),
    ],
)
def test_figures_are_compared_in_the_direction_of_the_promise(promise: str, outcome: str, verdict: Verdict) -> None:
    assert settle(promise, outcome).verdict is verdict


def test_a_rise_from_one_figure_to_another_answers_a_promise_of_new_ones() -> None:
    pair = settle("新增高新技术企业20家。", "高新技术企业由110家增至135家。")
    assert (pair.verdict, pair.promised, pair.reported) == (Verdict.EXCEEDED, 20, 25)
    assert pair.outcome is not None
    assert pair.outcome.quote == "135家"


def test_a_growth_rate_behind_its_total_is_found() -> None:
    pair = settle("一般公共预算收入增长5%。", "完成一般公共预算收入11.7亿元，同口径增长9%。")
    assert pair.outcome is not None
    assert (pair.verdict, pair.outcome.quote) == (Verdict.EXCEEDED, "9%")


def test_a_total_says_nothing_of_a_growth_rate() -> None:
    pair = settle("外贸进出口总额增长5%。", "外贸进出口总额完成2.5亿元。")
    assert (pair.verdict, pair.because) == (Verdict.MENTIONED, Because.OTHER_UNIT)


def test_a_stock_is_no_answer_to_a_promise_of_new_ones() -> None:
    pair = settle("新增护理型养老机构12家。", "护理型养老机构总数达到86家。")
    assert (pair.verdict, pair.because) == (Verdict.MENTIONED, Because.OTHER_MEASURE)


def test_a_sum_over_several_things_is_no_answer_for_one_of_them() -> None:
    pairs = reconcile(
        last_report("交通、水利分别完成投资25亿元、8亿元。"), this_report("交通、能源、水利完成投资54亿元。")
    ).pairs
    assert [pair.verdict for pair in pairs] == [Verdict.MENTIONED] * 2
    assert {pair.because for pair in pairs} == {Because.OTHER_SCOPE}


def test_figures_of_five_years_are_no_figures_of_the_year() -> None:
    pair = settle("一般公共预算收入增长5%。", "五年来，我们砥砺奋进。一般公共预算收入增长31%。")
    assert (pair.verdict, pair.outcome) == (Verdict.UNMENTIONED, None)


def test_a_level_at_the_end_of_five_years_is_the_years_own() -> None:
    pair = settle("高速公路通车里程突破93公里。", "五年来，我们砥砺奋进。高速公路通车里程由74公里增至95公里。")
    assert pair.verdict is Verdict.EXCEEDED


def test_difficulties_report_nothing() -> None:
    pair = settle("新建农村幸福院12所。", "我们也清醒认识到，困难和问题不少：新建农村幸福院12所的任务很重。")
    assert pair.verdict is Verdict.UNMENTIONED


def test_the_outlook_of_the_later_report_is_no_outcome() -> None:
    assert settle("新建鹭湖书屋2座。", "全力做好各项工作。").verdict is Verdict.UNMENTIONED


def test_a_named_thing_without_a_figure_is_mentioned() -> None:
    pair = settle("建成叠泉湖等3个公园。", "叠泉湖公园建成开放。")
    assert (pair.verdict, pair.because) == (Verdict.MENTIONED, Because.NO_FIGURE)


def test_the_very_thing_said_to_be_done_is_met() -> None:
    pair = settle("完成低洼易涝片区排水管网改造6处。", "低洼易涝片区排水管网改造全面完成。")
    assert (pair.verdict, pair.because) == (Verdict.MET, Because.SAID_DONE)


def test_unlike_things_with_the_same_figure_are_not_linked() -> None:
    assert settle("培育家庭农场示范场10家。", "新建城区公厕10座，治理积水点10处。").verdict is Verdict.UNMENTIONED


def test_a_level_of_government_tells_two_things_apart() -> None:
    assert settle("新增国家级工业设计中心5家。", "新增省级工业设计中心9家。").verdict is not Verdict.EXCEEDED


def test_one_fact_serves_one_promise_unless_both_promise_the_same() -> None:
    promises = ("整合建立标志性产业链18条和重点产业链66条。", "改造农村公路10公里。", "完成农村公路改造10公里。")
    pairs = reconcile(last_report(*promises), this_report("打造标志性产业链19条。", "改造农村公路15公里。")).pairs
    assert [pair.outcome.quote if pair.outcome else "" for pair in pairs] == ["19条", "", "15公里", "15公里"]


def test_what_is_due_in_a_later_year_is_not_missed_yet() -> None:
    last = last_report("“十五五”时期主要目标：", year=2026)
    five = last.text.replace("二、2026年工作安排", "二、“十五五”时期主要目标") + "新建农村幸福院60所。\n"

    pair = reconcile(read(five), this_report("新建农村幸福院12所。", year=2027)).pairs[-1]
    assert (pair.verdict, pair.because) == (Verdict.MENTIONED, Because.NOT_DUE)
