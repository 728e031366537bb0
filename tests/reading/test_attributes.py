"""Numbers that promise nothing: sizes of things, facts already true, asides."""

from __future__ import annotations

import pytest
from passages import targets_in, words_of

from luoshi.reading._aside import is_aside
from luoshi.reading._attributes import is_attribute, is_background, may_tell_facts
from luoshi.reading._quantity import Quantity, find_quantities


def the_number(text: str) -> Quantity:
    (quantity,) = find_quantities(text, 0, len(text))
    return quantity


def tells_size(text: str, *, another_follows: bool = False) -> bool:
    quantity = the_number(text)
    return is_attribute(quantity, text[: quantity.start], text[quantity.end :], another_follows=another_follows)


@pytest.mark.parametrize(
    "text",
    [
        "建成联通89家医院、社康的专网",
        "推进总投资50亿元的浦南储能项目",
        "推进总投资约50亿元的浦南储能项目",
        "新建占地500亩的公园",
        "绿廊占地500亩",
        "建设建筑面积3万平方米的校舍",
        "投产年产3万吨新材料项目",
        "并网200兆瓦光伏项目",
        "开工10亿元产业项目",
        "引进的5亿元项目",
        "救助80岁以上老人",
        "打造营业收入5亿元的企业",
        "完成其中老旧的96个",
    ],
)
def test_the_size_of_a_thing_is_an_attribute(text: str) -> None:
    assert tells_size(text)


@pytest.mark.parametrize(
    "text",
    [
        "建设厂房20万平方米",
        "完成投资50亿元",
        "发放3000万元补贴资金",
        "增长5%的目标",
        "人均预期寿命达到82岁",
        "空气优良天数达到330天",
        "投资880万元新建口袋公园",
        "新增1200亩林地",
        "产值突破50亿元大关",
    ],
)
def test_what_is_done_or_reached_is_none(text: str) -> None:
    assert not tells_size(text)


def test_a_threshold_right_before_another_number_is_an_attribute() -> None:
    assert tells_size("整治500平方米以上商铺", another_follows=True)
    assert not tells_size("整治500平方米商铺", another_follows=True)


def background(sentence: str, *, year: int | None = 2026) -> bool:
    *_, quantity = find_quantities(sentence, 0, len(sentence))
    clause = max(sentence.rfind("，", 0, quantity.start), 0)
    return is_background(sentence, 0, clause, quantity.start, year)


@pytest.mark.parametrize(
    "sentence",
    [
        "在去年增长5%的基础上",
        "新建泵站，目前已有3座",
        "现有企业300家",
        "已建成泵站3座",
        "新建了3座泵站",
        "截至6月，建成泵站，累计居全国3个百分点",
        "今年以来，全区新增企业300家",
        "2025年，全区新增企业300家",
        "建成园区（含厂房3座）",
    ],
)
def test_a_fact_already_true_is_background(sentence: str) -> None:
    assert background(sentence)


@pytest.mark.parametrize(
    "sentence",
    ["新建泵站3座", "2026年，全区新增企业300家", "比2020年增长50%", "自2020年起连续突破300家", "（一）新建泵站3座"],
)
def test_a_promise_is_none(sentence: str) -> None:
    assert not background(sentence)


def test_how_many_indicators_a_plan_has_is_no_promise() -> None:
    assert not targets_in("主要目标设定为23项，其中约束性指标11项，预期性指标12项。")


def test_without_a_year_no_figure_is_past() -> None:
    assert not background("2025年，全区新增企业300家", year=None)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("培育500万元以上技改项目30个。", ("30个", "培育", "500万元以上技改项目")),
        ("建成高标准农田5万亩（其中新建3万亩）。", ("5万亩", "建成", "高标准农田")),
        ("我们已整治30条街巷，今年再整治背街小巷20条。", ("20条", "整治", "背街小巷")),
        ("建设规模200兆瓦的浦南储能电站2座。", ("2座", "建设", "浦南储能电站")),
    ],
)
def test_the_promise_beside_an_attribute_is_kept(sentence: str, words: tuple[str, str, str]) -> None:
    assert [words_of(target) for target in targets_in(sentence)] == [words]


@pytest.mark.parametrize("sentence", ["改造2005年以前建成的小区96个。", "2024年新增企业300家，今年新增96个园区。"])
def test_a_past_year_makes_a_fact_of_its_own_figure_only(sentence: str) -> None:
    assert [target.quote for target in targets_in(sentence)] == ["96个"]


def aside(sentence: str) -> bool:
    quantity, *_ = find_quantities(sentence, 0, len(sentence))
    return is_aside(sentence, 0, quantity, len(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "聚焦县域37个特色产业",
        "围绕市定39项指标",
        "按照15个城中村一村一策的思路",
        "以12个片区、65个社区中心为重点",
        "推进总投资11亿元、占地600亩的新校区建设",
    ],
)
def test_what_only_says_by_what_or_around_what_is_an_aside(sentence: str) -> None:
    assert aside(sentence)


@pytest.mark.parametrize(
    "sentence", ["围绕主导产业引进项目10个", "以奖代补修建道路15公里", "完成总投资11亿元", "新建泵站3座"]
)
def test_what_is_done_is_no_aside(sentence: str) -> None:
    assert not aside(sentence)


@pytest.mark.parametrize("text", ["推进托育机构24个社区全覆盖", "完成7.6公里青蓑路县城至柳墟段公路大修项目"])
def test_covering_all_and_the_length_of_a_named_road_are_no_promises_of_a_number(text: str) -> None:
    assert tells_size(text)


@pytest.mark.parametrize("text", ["目前有泵站3座。", "修好了3座泵站。", "2025年新建3座泵站。", "泵站（共3座）开工。"])
def test_a_sentence_that_tells_a_fact_is_seen_at_once(text: str) -> None:
    assert may_tell_facts(text, 0, len(text))


def test_a_bracket_of_the_sentence_before_may_make_an_aside_of_a_number() -> None:
    text = "推进（甲地建成。乙地新建3座）泵站。"
    start, number = text.index("乙"), text.index("3")
    assert is_background(text, start, start, number, 2026)
    assert may_tell_facts(text, start, len(text))
    assert not may_tell_facts("新建泵站3座。", 0, 7)
