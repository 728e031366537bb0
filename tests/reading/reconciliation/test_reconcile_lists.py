"""Facts told in lists, behind remarks and by other names; sentences of our own."""

from __future__ import annotations

import pytest

from luoshi.reading.reconciliation import Because, Verdict, reconcile
from tests.reading.reconciliation.invented_reports import last_report, settle, this_report


@pytest.mark.parametrize(
    ("promise", "outcome", "verdict"),
    [
        ("归集供热补贴370万元。", "归集供热补贴超370万元。", Verdict.EXCEEDED),
        ("归集供热补贴超370万元。", "归集供热补贴超370万元。", Verdict.MET),
        ("归集供热补贴370万元左右。", "归集供热补贴超370万元。", Verdict.MET),
        ("地区生产总值增长6%。", "地区生产总值80亿元，历史性突破七十亿元大关，增长6.4%。", Verdict.EXCEEDED),
        ("新建蓝莓小院35个。", "新建蓝莓小院35个，助力农民年均增收3000元。", Verdict.MET),
        ("打造美丽乡村8个。", "创建和美乡村8个。", Verdict.MET),
        ("研发人员全时当量达到3万人年。", "研究与试验发展人员全时当量达3.6万人年。", Verdict.EXCEEDED),
        ("新增社区文化设施600平方米。", "新增青蓑书屋等社区文化设施6个，面积超800平方米。", Verdict.EXCEEDED),
        ("新建改造5G基站800个。", "新建改造5G-A基站1200个。", Verdict.EXCEEDED),
    ],
)
def test_the_figure_is_found_and_compared(promise: str, outcome: str, verdict: Verdict) -> None:
    assert settle(promise, outcome).verdict is verdict


def test_of_two_acts_on_one_thing_each_is_answered_by_its_own() -> None:
    pairs = reconcile(
        last_report("筹集青年公寓900套、供应700套。"), this_report("筹集青年公寓1100套、供应820套。")
    ).pairs
    assert [pair.outcome.quote for pair in pairs if pair.outcome] == ["1100套", "820套"]


def test_a_word_of_totals_holds_for_the_whole_list() -> None:
    pair = settle("新建换电站10座。", "累计建成超充站130座、换电站45座。")
    assert (pair.verdict, pair.because) == (Verdict.MENTIONED, Because.OTHER_MEASURE)


def test_a_number_of_all_that_there_are_is_no_answer_to_a_promise_of_new_ones() -> None:
    pair = settle("新增高新技术企业100家。", "高新技术企业突破2500家。")
    assert (pair.verdict, pair.because) == (Verdict.MENTIONED, Because.OTHER_MEASURE)


def test_added_value_is_not_something_added() -> None:
    pair = settle("规上工业增加值达到50亿元。", "规上工业增加值52亿元。")
    assert pair.verdict is Verdict.EXCEEDED


def test_a_rate_of_some_of_the_people_is_not_compared_with_that_of_all() -> None:
    pair = settle("居民人均可支配收入增长7%。", "农村居民人均可支配收入增长7.7%。")
    assert (pair.verdict, pair.because) == (Verdict.MENTIONED, Because.OTHER_SCOPE)


def test_an_indicator_is_not_known_by_words_of_the_clause_before_it() -> None:
    last = last_report("新开工制造业项目2个，工业投资增长15%。")
    _, rate = reconcile(last, this_report("高技术制造业投资增长27%。")).pairs
    assert rate.verdict is Verdict.UNMENTIONED


def test_what_is_done_with_whom_tells_which_promise_is_meant() -> None:
    pair = settle("推动60家企业入园发展。", "支持80家企业稳岗。推动70家企业入园发展。")
    assert pair.outcome is not None
    assert pair.outcome.quote == "70家"


def test_examples_before_the_count_are_no_list_of_things_counted() -> None:
    pair = settle("新增国家级绿色工厂10家。", "新增青蓑制衣、鹭汀食品等国家级绿色工厂4家。")
    assert (pair.verdict, pair.reported) == (Verdict.MISSED, 4)


def test_what_is_told_of_a_trade_says_nothing_of_its_projects() -> None:
    pair = settle("安排固定资产投资项目350个。", "固定资产投资总额60亿元。")
    assert pair.verdict is Verdict.UNMENTIONED


def test_a_bare_investment_is_not_that_of_the_whole_county() -> None:
    last = last_report("加快城市更新，年内供应用地20公顷，完成投资18亿元。")
    *_, money = reconcile(last, this_report("完成固定资产投资46亿元。")).pairs
    assert money.verdict is Verdict.UNMENTIONED


def test_of_figures_that_cannot_be_compared_one_of_the_same_unit_is_shown() -> None:
    pair = settle("全体居民人均可支配收入增长9%。", "城镇居民人均可支配收入3.3万元，同比增长9.9%。")
    assert pair.outcome is not None
    assert (pair.verdict, pair.outcome.quote) == (Verdict.MENTIONED, "9.9%")


@pytest.mark.parametrize(
    ("promise", "outcome", "verdict"),
    [
        ("新开工青蓑路东延段等道路40条。", "鹭汀路二期等44条道路开工。", Verdict.EXCEEDED),
        ("创建青蓑、鹭汀等10个美丽乡村。", "鹭汀、云浦等10个村庄获评美丽乡村。", Verdict.MET),
        ("贯通远足径、郊野径81公里。", "贯通远足郊野径90公里。", Verdict.EXCEEDED),
        ("居民消费价格指数涨幅控制在3%以内。", "居民消费价格上涨1%。", Verdict.EXCEEDED),
        ("技术合同成交额突破10亿元。", "技术合同成交总额超10亿元。", Verdict.MET),
        ("改造老旧小区10个。", "积极应对困难挑战，改造老旧小区12个。", Verdict.EXCEEDED),
        ("加快推进18个公办学校项目建设。", "青蓑学校等6个公办学校项目投入使用。", Verdict.MENTIONED),
        ("加快推进18个公立医院项目建设。", "区属公立医院引进学科带头人16名。", Verdict.UNMENTIONED),
        ("完成31处松动的青蓑河塌方段治理。", "青蓑河塌方段治理任务全面完成。", Verdict.MENTIONED),
    ],
)
def test_provinces_and_districts_word_it_so(promise: str, outcome: str, verdict: Verdict) -> None:
    assert settle(promise, outcome).verdict is verdict
