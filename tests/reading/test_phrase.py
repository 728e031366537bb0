"""Each shape of the grammar in ``_phrase``: what stands before and behind a number."""

from __future__ import annotations

import pytest

from luoshi.reading._behind import is_money_noun, read_right
from luoshi.reading._phrase import Around, Left, mode_of, read_left

ALONE = Around(shared=False, in_list=False, has_right=False, is_ratio=False)
WITH_NOUN = ALONE._replace(has_right=True)
IN_LIST = ALONE._replace(shared=True, in_list=True)
RATIO = ALONE._replace(is_ratio=True)


def left(text: str, around: Around = ALONE) -> tuple[str, str, str]:
    found = read_left(text, around)
    return found.kind, found.action, found.object


# [adverbs] ACT… OBJECT [RELATION] #
@pytest.mark.parametrize(
    ("text", "action", "thing"),
    [
        ("更新改造供热管网", "更新改造", "供热管网"),
        ("全年大力推广绿色防控", "推广", "绿色防控"),
        ("6月底前新建泵站", "新建", "泵站"),
        ("一是新建泵站", "新建", "泵站"),
        ("（2）新建泵站", "新建", "泵站"),
        ("——新建泵站", "新建", "泵站"),
        ("新增“专精特新”企业", "新增", "“专精特新”企业"),
        ("培育投资5亿元的企业", "培育", "企业"),
        ("新建泵站共计", "新建", "泵站"),
        ("新增泊位数量", "新增", "泊位"),
        ("发展花卉、果蔬", "发展", "花卉、果蔬"),
    ],
)
def test_an_act_with_its_object(text: str, action: str, thing: str) -> None:
    assert left(text) == ("act", action, thing)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("新增停车位不少于", "ge"),
        ("新增停车位至少", "ge"),
        ("新增停车位不超过", "le"),
        ("新增停车位约", "approx"),
        ("新增停车位", None),
    ],
)
def test_a_relation_word_before_the_number_is_no_part_of_the_object(text: str, relation: str | None) -> None:
    found = read_left(text, ALONE)
    assert (found.action, found.object, found.relation) == ("新增", "停车位", relation)


# [adverbs] ACT… [NAMES等] # NOUN [doing]
@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("新建考院街、北阁街等", ("考院街", "北阁街")),
        ("新建考院街等", ("考院街",)),
        ("新建考院街、北阁街和南阁街等", ("考院街", "北阁街", "南阁街")),
        ("新建考院街、北阁街", ()),  # only the resolver knows that the list is complete
    ],
)
def test_names_before_deng_are_split_off(text: str, names: tuple[str, ...]) -> None:
    found = read_left(text, WITH_NOUN)
    assert (found.kind, found.action, found.names) == ("act", "新建", names)


def test_a_list_before_deng_without_a_noun_behind_is_the_object() -> None:
    found = read_left("新建公园、广场等", ALONE)
    assert (found.object, found.names) == ("公园、广场", ())


def test_names_before_deng_and_a_long_kind_are_split_off() -> None:
    found = read_left("引进花间、云水等精品旅游民宿", ALONE)
    assert (found.object, found.names) == ("精品旅游民宿", ("花间", "云水"))


@pytest.mark.parametrize("text", ["完成", "实施", "开展", "组织开展", "加快推进"])
def test_a_light_act_alone_leaves_the_object_to_the_noun_behind(text: str) -> None:
    found = read_left(text, WITH_NOUN)
    assert (found.kind, found.action, found.object, found.light) == ("act", text.removeprefix("加快"), "", True)


@pytest.mark.parametrize(
    ("text", "action", "noun", "thing"),
    [
        ("完成", "完成", "小微水体整治", "小微水体"),
        ("实施", "实施", "农村公路改造提升工作", "农村公路"),
        ("新建", "新建", "小微水体整治", "小微水体整治"),
        ("新建", "新建", "的泵站", "泵站"),
    ],
)
def test_the_noun_of_doing_belongs_to_a_light_act_only(text: str, action: str, noun: str, thing: str) -> None:
    found = read_left(text, WITH_NOUN)
    assert found.action == action
    assert read_right(noun, found) == (thing, "")


@pytest.mark.parametrize(
    ("text", "action", "thing"),
    [
        ("完成征收", "完成", "征收"),
        ("优化调整", "优化调整", ""),
        ("完成供水移交", "完成", "供水移交"),
    ],
)
def test_acts_alone_right_before_the_number(text: str, action: str, thing: str) -> None:
    assert left(text) == ("act", action, thing)


# [推动|力争] … # NOUN STAGE
@pytest.mark.parametrize("word", ["推动", "促进", "帮助"])
def test_a_causative_passes_the_act_on(word: str) -> None:
    assert left(word, WITH_NOUN) == ("causative", word, "")


@pytest.mark.parametrize("word", ["确保", "力争", "争取"])
def test_effort_alone_leaves_the_act_to_what_follows(word: str) -> None:
    assert left(word, WITH_NOUN) == ("causative", "", "")


@pytest.mark.parametrize(
    ("noun", "thing", "stage"),
    [
        ("项目投产达效", "项目", "投产达效"),
        ("项目全部开工", "项目", "开工"),
        ("企业成为龙头", "企业", "成为龙头"),
        ("新入库项目", "新入库项目", ""),  # the stage is part of the noun
        ("项目", "项目", ""),
    ],
)
def test_the_stage_behind_the_noun_is_the_act(noun: str, thing: str, stage: str) -> None:
    assert read_right(noun, read_left("推动", WITH_NOUN)) == (thing, stage)


def test_a_stage_behind_the_noun_is_no_act_when_an_act_governs_already() -> None:
    assert read_right("项目开工", read_left("新建", WITH_NOUN)) == ("项目开工", "")


@pytest.mark.parametrize(
    ("text", "action", "thing"),
    [
        ("推动新建泵站", "新建", "泵站"),
        ("力争引进种业项目", "引进", "种业项目"),
        ("帮助企业新增授信", "新增", "企业授信"),
    ],
)
def test_behind_a_causative_the_inner_act_governs(text: str, action: str, thing: str) -> None:
    assert left(text)[1:] == (action, thing)


def test_a_further_verb_behind_the_counted_noun_is_cut_off() -> None:
    assert read_right("学科进入前列", Left("act", "培育", "", (), None, strive=False)) == ("学科", "")


# INDICATOR (增长|下降|达到|控制在…) [RELATION] #
@pytest.mark.parametrize(
    ("text", "action", "thing", "relation"),
    [
        ("地区生产总值增长", "增长", "地区生产总值", None),
        ("工业增加值年均增长", "增长", "工业增加值", None),
        ("单位能耗下降", "下降", "单位能耗", None),
        ("绿化覆盖率达到", "达到", "绿化覆盖率", None),
        ("城镇调查失业率控制在", "控制在", "城镇调查失业率", "le"),
        ("企业总数突破", "突破", "企业", "gt"),
        ("产值达到约", "达到", "产值", "approx"),
        ("收入增长不低于", "增长", "收入", "ge"),
        ("发展农业新品种突破", "突破", "农业新品种", "gt"),
        ("力争工业投资增长", "增长", "工业投资", None),
        ("确保办结率达到", "达到", "办结率", None),
    ],
)
def test_an_indicator_with_its_predicate(text: str, action: str, thing: str, relation: str | None) -> None:
    found = read_left(text, RATIO)
    assert (found.kind, found.action, found.object, found.relation) == ("predicate", action, thing, relation)


def test_an_act_governs_a_noun_that_ends_like_a_predicate() -> None:
    assert left("完成森林质量提升")[:2] == ("act", "完成")
    assert left("评定星级农户超")[:2] == ("act", "评定")


# SUBJECTS 分别 … #、#
@pytest.mark.parametrize(
    ("text", "kind", "action", "subjects"),
    [
        ("交通、水利分别完成投资", "act", "完成", ("交通投资", "水利投资")),
        ("工业投资、技改投资分别增长", "predicate", "增长", ("工业投资", "技改投资")),
        ("城镇、农村居民可支配收入分别增长", "predicate", "增长", ("城镇居民可支配收入", "农村居民可支配收入")),
        ("新增泵站、水闸分别达到", "predicate", "达到", ("泵站", "水闸")),
        ("确保城镇化率、绿化率和入园率分别达到", "predicate", "达到", ("城镇化率", "绿化率", "入园率")),
        ("改造道路、桥梁分别", "act", "改造", ("道路", "桥梁")),
    ],
)
def test_respectively_deals_subjects_out(text: str, kind: str, action: str, subjects: tuple[str, ...]) -> None:
    found = read_left(text, ALONE)
    assert (found.kind, found.action, found.subjects) == (kind, action, subjects)
    assert found.object == subjects[0]


# OBJECT #
@pytest.mark.parametrize("text", ["燃气管道", "雨污分流管网", "“小巨人”企业", "市级"])
def test_an_object_alone_has_no_verb(text: str) -> None:
    assert left(text, IN_LIST) == ("none", "", text)


@pytest.mark.parametrize("text", ["高标准农田", "重点项目开工率"])
def test_a_noun_that_opens_like_an_adverb_stays_whole(text: str) -> None:
    assert left(text, IN_LIST)[2] == text


def test_a_noun_that_opens_like_an_act_is_a_weak_one() -> None:
    assert read_left("培训基地", IN_LIST).weak or read_left("培训基地", IN_LIST).kind == "none"
    assert read_left("培训职工", IN_LIST).weak
    assert not read_left("新建泵站", IN_LIST).weak


@pytest.mark.parametrize(("text", "action"), [("加快", "加快"), ("统筹", "统筹")])
def test_an_adverb_stands_for_the_act_where_there_is_none(text: str, action: str) -> None:
    assert left(text, WITH_NOUN)[:2] == ("act", action)


@pytest.mark.parametrize(
    ("text", "action", "thing"),
    [
        ("城镇新增就业", "新增", "城镇就业"),
        ("依托云浦平台引进种业项目", "引进", "种业项目"),
        ("每人每年发放助学金", "发放", "助学金"),
        ("通过城市更新实现供地", "实现", "供地"),
        ("安置房交付", "交付", "安置房"),
    ],
)
def test_a_verb_inside_governs_what_follows_it(text: str, action: str, thing: str) -> None:
    assert left(text)[1:] == (action, thing)


def test_nothing_before_the_number_is_nothing() -> None:
    assert read_left("", ALONE) == Left("none", "", "", (), None, strive=False)


@pytest.mark.parametrize(("text", "strive"), [("力争新增企业", True), ("争取上级资金", True), ("新增企业", False)])
def test_effort_is_told_by_its_words(text: str, strive: bool) -> None:
    assert read_left(text, ALONE).strive == strive


@pytest.mark.parametrize(
    ("action", "is_ratio", "kind", "mode"),
    [
        ("新建", False, "act", "do"),
        ("新增", False, "act", "do"),
        ("达到", False, "predicate", "reach"),
        ("突破", True, "predicate", "reach"),
        ("", True, "none", "reach"),
        ("增长", True, "predicate", "grow"),
        ("提高", True, "act", "grow"),
        ("提高", False, "act", "do"),
        ("下降", True, "predicate", "cut"),
        ("压减", True, "act", "cut"),
        ("压减", False, "act", "do"),
    ],
)
def test_the_mode_follows_the_verb(action: str, is_ratio: bool, kind: str, mode: str) -> None:
    assert mode_of(action, "停车位", is_ratio=is_ratio, kind=kind) == mode


@pytest.mark.parametrize(("noun", "money"), [("补贴资金", True), ("助学金", True), ("专项债", True), ("厂房", False)])
def test_money_is_told_by_its_noun(noun: str, money: bool) -> None:
    assert is_money_noun(noun) == money
