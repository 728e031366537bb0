"""Numbers in a stretch of text: magnitude, unit, relation words; and what is no quantity at all."""

from __future__ import annotations

import pytest

from luoshi.reading._quantity import Quantity, find_quantities


def quantities_in(text: str) -> list[Quantity]:
    return list(find_quantities(text, 0, len(text)))


def quantity_in(text: str) -> Quantity:
    (quantity,) = quantities_in(text)
    return quantity


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("改造管网26公里", 26, "公里"),
        ("改造管网18.5公里", 18.5, "公里"),
        ("新增泊位1,200个", 1200, "个"),
        ("引进人才3百名", 300, "名"),
        ("栽植苗木5千株", 5000, "株"),
        ("整治农田4.8万亩", 48_000, "亩"),
        ("发放补贴3千万元", 30_000_000, "元"),
        ("筹集补助2百万元", 2_000_000, "元"),
        ("完成投资1200亿元", 120_000_000_000, "元"),
        ("各项存款达到1.28万亿元", 1_280_000_000_000, "元"),
        ("游客突破1.1亿人次", 110_000_000, "人次"),
    ],
)
def test_a_value_is_told_after_its_magnitude(text: str, value: float, unit: str) -> None:
    quantity = quantity_in(text)
    assert (quantity.value, quantity.unit) == (value, unit)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("并网2千瓦", 2, "千瓦"),
        ("装机达到100万千瓦", 1_000_000, "千瓦"),
        ("整修5千米", 5, "千米"),
        ("提高3个百分点", 3, "个百分点"),
        ("提高3百分点", 3, "百分点"),
    ],
)
def test_a_magnitude_that_opens_a_unit_belongs_to_the_unit(text: str, value: float, unit: str) -> None:
    quantity = quantity_in(text)
    assert (quantity.value, quantity.unit) == (value, unit)


@pytest.mark.parametrize(
    "text",
    [
        "浓度降至33微克/立方米",
        "绿化2.5平方公里",
        "开行6趟次",
        "体检3.2万人次",
        "添置8台套",
        "节能5万吨标准煤",
        "压减2.8%",
    ],
)
def test_the_longest_unit_is_taken(text: str) -> None:
    assert text.endswith(quantity_in(text).unit)
    assert quantity_in(text).unit in {"微克/立方米", "平方公里", "趟次", "人次", "台套", "吨标准煤", "%"}


def test_the_span_takes_in_unit_and_the_words_behind_but_not_those_before() -> None:
    text = "培育企业不少于50家以上，"
    quantity = quantity_in(text)
    assert text[quantity.start : quantity.end] == "50家以上"
    assert quantity.unit_end == quantity.end - len("以上")


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("新增50家", None),
        ("新增50家以上", "ge"),
        ("新增50家（含）以上", "ge"),
        ("增长6%及以上", "ge"),
        ("失业率5.2%以内", "le"),
        ("发病率3%以下", "lt"),
        ("增长6%左右", "approx"),
        ("整治20座上下", "approx"),
        ("实施3900多个", "gt"),
        ("培训1200余人次", "gt"),
        ("实施3900多个以上", "ge"),
        ("招引4%—5%", "range"),
    ],
)
def test_words_behind_the_number_give_its_relation(text: str, relation: str | None) -> None:
    assert quantity_in(text).after == relation


@pytest.mark.parametrize(
    ("text", "value"),
    [("吸引10余万人", 100_000), ("到位30多亿元", 3_000_000_000), ("到位3亿多元", 300_000_000), ("走访80余户", 80)],
)
def test_a_vague_number_keeps_its_round_value(text: str, value: float) -> None:
    quantity = quantity_in(text)
    assert (quantity.value, quantity.after) == (value, "gt")


@pytest.mark.parametrize("dash", ["—", "——", "-", "~", "至", "到"])
@pytest.mark.parametrize(("low", "high"), [("4", "5%"), ("4%", "5%")])
def test_a_range_is_a_pair_lower_first(dash: str, low: str, high: str) -> None:
    quantity = quantity_in(f"增长{low}{dash}{high}")
    assert (quantity.value, quantity.unit, quantity.after) == ((4, 5), "%", "range")


@pytest.mark.parametrize("text", ["投资2—3亿元", "投资2亿—3亿元", "投资2亿元—3亿元"])
def test_a_range_shares_its_magnitude(text: str) -> None:
    assert quantity_in(text).value == (200_000_000, 300_000_000)


def test_a_range_that_falls_is_no_quantity() -> None:
    assert quantities_in("培育15—10家") == []


@pytest.mark.parametrize("text", ["新增学位300、500和800个", "新增学位300、500、800个"])
def test_a_unit_is_carried_back_over_a_list(text: str) -> None:
    assert [(item.value, item.unit) for item in quantities_in(text)] == [(300, "个"), (500, "个"), (800, "个")]


def test_a_carried_unit_does_not_carry_its_magnitude() -> None:
    first, second = quantities_in("存贷款分别达到1.28万亿、8200亿元")
    assert (first.value, first.unit) == (1.28e12, "元")
    assert second.value == 8.2e11


def test_a_unit_is_not_carried_over_other_words() -> None:
    assert [item.value for item in quantities_in("编号300、新增泊位800个")] == [800]


@pytest.mark.parametrize("text", ["征集旧物6鐤。", "征集旧物6鐤", "征集旧物6鐤，", "征集旧物6鐤以上"])
def test_an_unknown_measure_word_is_believed_where_the_number_ends_its_phrase(text: str) -> None:
    assert quantity_in(text).unit == "鐤"


@pytest.mark.parametrize("text", ["征集6鐤旧物", "征集旧物6的", "征集旧物6、", "共6不"])
def test_a_character_that_is_no_measure_word_makes_no_quantity(text: str) -> None:
    assert quantities_in(text) == []


@pytest.mark.parametrize(
    "name",
    [
        "开通7号线",
        "地铁3号线二期",
        "110千伏变电站",
        "500kV线路",
        "第三轮巡视",
        "第4次检查",
        "第100家",
        "“1234+N”工程",
        "1234+N体系",
        "“5511”行动",
        "“8”字绿道",
        "《100条》",
        "5A级景区",
        "“十五五”时期",
        "12345热线",
        "世界500强",
        "位居前3名",
        "进入全省前10",
        "排名全国第5位",
        "位列全省3位",
        "3年时间",
        "用6个月完成",
        "30分钟生活圈",
        "缩短至24小时",
        "7天内办结",
        "2026年12月31日",
        "6月底前",
        "推进5G建设",
        "PM2.5治理",
        "C919型飞机",
        "V3.0版平台",
        "3大产业",
        "10项行动",
        "完成1—3号楼",
        "按2:1配比",
    ],
)
def test_a_name_a_date_a_rank_or_a_duration_is_no_quantity(name: str) -> None:
    assert quantities_in(f"推进{name}") == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("PM2.5浓度降至28微克/立方米", "28微克/立方米"),
        ("建设110千伏变电站2座", "2座"),
        ("引进世界500强企业3家", "3家"),
        ("建设5G基站300个", "300个"),
        ("办结12345热线工单2万件", "2万件"),
        ("创建4A级景区2家", "2家"),
    ],
)
def test_the_number_beside_a_name_is_still_found(text: str, quote: str) -> None:
    quantity = quantity_in(text)
    assert text[quantity.start : quantity.end] == quote


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("产值突破百亿大关", 1e10),
        ("产值突破千亿元大关", 1e11),
        ("总量迈上万亿台阶", 1e12),
        ("税收突破百亿，", 1e10),
        ("收入突破千万。", 1e7),
        ("产值突破600亿，", 6e10),
    ],
)
def test_a_sum_told_by_its_magnitude_alone_is_money(text: str, value: float) -> None:
    quantity = quantity_in(text)
    assert (quantity.value, quantity.unit, quantity.is_money) == (value, "元", True)


@pytest.mark.parametrize("text", ["打造百亿级产业", "培育千亿产业集群"])
def test_the_class_of_an_industry_is_no_sum(text: str) -> None:
    assert quantities_in(text) == []


@pytest.mark.parametrize("end", ["大关", "台阶"])
def test_a_number_without_unit_before_a_threshold_is_money(end: str) -> None:
    quantity = quantity_in(f"总量突破6000亿{end}")
    assert (quantity.value, quantity.unit) == (6e11, "元")


def test_a_number_at_the_very_start_of_a_text_is_found() -> None:
    assert quantity_in("3座泵站").value == 3


def test_only_the_stretch_asked_for_is_searched() -> None:
    text = "新建泵站3座，改造管网26公里"
    (found,) = find_quantities(text, text.index("改"), len(text))
    assert found.value == 26


def test_ratio_and_money_are_told_by_the_unit() -> None:
    assert quantity_in("增长6%").is_ratio
    assert not quantity_in("增长6%").is_money
    assert quantity_in("投资6万元").is_money
    assert not quantity_in("新增6家").is_ratio


def test_the_last_places_of_a_ranking_are_no_quantity() -> None:
    assert list(find_quantities("退出全省后30位", 0, 8)) == []


def test_branch_roads_are_counted_by_the_road() -> None:
    (quantity,) = find_quantities("打通10条次支路", 0, 8)
    assert (quantity.unit, quantity.value) == ("条", 10)
