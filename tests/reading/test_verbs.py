"""Where the verbs are in a phrase."""

from __future__ import annotations

import pytest

from luoshi.reading._verbs import first_act, inner_verb, makes_noun, strip_adverbs, strives, verbs_end


@pytest.mark.parametrize("text", ["力争突破", "争取上级资金", "努力达到", "全年力争", "力促投产"])
def test_words_of_effort_strive(text: str) -> None:
    assert strives(text)


@pytest.mark.parametrize("text", ["确保突破", "新建泵站", ""])
def test_other_words_are_firm(text: str) -> None:
    assert not strives(text)


@pytest.mark.parametrize(
    ("text", "rest", "act"),
    [
        ("大力推进水利", "推进水利", ""),
        ("全年新增就业", "新增就业", ""),
        ("6月底前新建泵站", "新建泵站", ""),
        ("到2030年，新建泵站", "新建泵站", ""),
        ("上半年新建泵站", "新建泵站", ""),
        ("一是持续新建泵站", "新建泵站", ""),
        ("加快10个", "10个", "加快"),
        ("力争再10个", "10个", "力争"),
        ("新建泵站", "新建泵站", ""),
        ("", "", ""),
    ],
)
def test_adverbs_and_times_are_cut_off_the_front(text: str, rest: str, act: str) -> None:
    assert strip_adverbs(text) == (rest, act)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("新建泵站", "新建"),
        ("新入驻企业", "新入驻"),
        ("建设管网", "建设"),
        ("建设用地", ""),  # a noun that opens with an act
        ("泵站新建", ""),
        ("服务业", ""),
        ("", ""),
    ],
)
def test_the_act_that_opens_a_phrase(text: str, act: str) -> None:
    assert first_act(text) == act


@pytest.mark.parametrize(
    ("text", "compound"),
    [
        ("更新改造供热管网", "更新改造"),
        ("整修提升道路", "整修提升"),
        ("新建、改造道路", "新建、改造"),
        ("新建和改造道路", "新建和改造"),
        ("开展培训基地建设", "开展"),  # 培训基地 is a noun
        ("道路新建", ""),
    ],
)
def test_a_compound_of_acts_is_one_act(text: str, compound: str) -> None:
    assert text[: verbs_end(text)] == compound


@pytest.mark.parametrize(("rest", "noun"), [("企业", True), ("率", True), ("", True), ("泵站", False)])
def test_some_words_make_a_noun_of_the_act_before_them(rest: str, noun: bool) -> None:
    assert makes_noun(rest) == noun


@pytest.mark.parametrize(
    ("text", "verb"),
    [("城镇新增就业", "新增"), ("依托云浦平台引进种业项目", "引进"), ("为困难家庭安装扶手", "安装")],
)
def test_a_verb_behind_its_subject_governs(text: str, verb: str) -> None:
    span = inner_verb(text, shared_in_list=False, has_right=False, last_word=True)
    assert span is not None
    assert text[slice(*span)] == verb


def test_the_last_word_may_be_the_verb() -> None:
    assert inner_verb("安置房交付", shared_in_list=False, has_right=False, last_word=True) == (3, 5)
    assert inner_verb("安置房交付", shared_in_list=True, has_right=False, last_word=False) is None


def test_where_the_verb_of_a_list_is_known_a_weak_one_is_a_noun() -> None:
    assert (
        inner_verb("适老化改造家庭", shared_in_list=True, has_right=False, last_word=False) is not None
    )  # 改造 is strong
    assert inner_verb("困难家庭安装扶手", shared_in_list=True, has_right=False, last_word=False) is None


@pytest.mark.parametrize("text", ["高标准农田", "规模以上工业增加值", "供水管网", "", "县"])
def test_a_noun_phrase_holds_no_verb(text: str) -> None:
    assert inner_verb(text, shared_in_list=False, has_right=False, last_word=True) is None
