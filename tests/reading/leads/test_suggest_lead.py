"""``suggest_lead`` on invented tasks and organisations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.reading import read
from luoshi.reading.leads import CauseCode, Precedent, functions_of, suggest_lead
from luoshi.reading.leads._belief import shipped_weights
from luoshi.reading.leads._functions import _table, functions

OFFICES = (
    "区发改局",
    "区教育局",
    "区民政局",
    "区卫健局",
    "区住建局",
    "区城管局",
    "区水务局",
    "区人社局",
    "区交通运输局",
    "区公安分局",
    "云溪街道办",
    "石桥镇政府",
)


def first(text: str) -> str:
    return suggest_lead(text, OFFICES)[0].organisation


@pytest.mark.parametrize(
    ("names", "function"),
    [
        (("区发改局", "市发展改革委", "县发展和改革局", "国家发展改革委"), "development"),
        (("县卫健局", "市卫生健康委", "区卫生计生局"), "health"),
        (("区住建局", "市住房城乡建设委", "县住房和城乡建设局"), "housing"),
        (("市公安局", "云溪公安分局"), "police"),
        (("区城管局", "市城市管理委", "县城市管理和综合执法局"), "urban"),
        (("区人社局", "市人力资源社会保障局"), "labour"),
        (("县民族宗教局", "市民宗委"), "ethnic"),
        (("县委网信办", "区网信办"), "cyberspace"),
        (("市社保中心", "区社保分局"), "social_insurance"),
        (("云溪街道办", "石桥镇政府"), "township"),
    ],
)
def test_local_names_tell_the_same_function(names: tuple[str, ...], function: str) -> None:
    assert {functions_of(name)[0] for name in names} == {function}


def test_a_merged_office_has_both_functions_and_a_strange_name_has_none() -> None:
    assert functions_of("区环保水务局") == ("environment", "water")
    assert functions_of("云溪合唱团") == ()


@pytest.mark.parametrize(
    ("task", "office"),
    [
        ("新增幼儿园学位600个，改扩建小学3所。", "区教育局"),
        ("建成12个老年人日间照料中心，为独居老人助餐。", "区民政局"),
        ("为适龄妇女免费筛查两癌，新增家庭医生签约2万人。", "区卫健局"),
        ("开工改造老旧小区21个，加装电梯40部。", "区住建局"),
        ("新建雨污分流管网18公里，整治内涝点9处。", "区水务局"),
        ("举办技能培训30场，新增就业岗位8000个。", "区人社局"),
        ("优化公交线路6条，打通断头路2条。", "区交通运输局"),
        ("改造公厕15座，生活垃圾分类全覆盖。", "区城管局"),
    ],
)
def test_the_office_whose_work_it_is_comes_first(task: str, office: str) -> None:
    assert first(task) == office


def test_every_organisation_is_ranked_and_the_scores_add_up() -> None:
    found = suggest_lead("新增幼儿园学位600个。", OFFICES)
    assert sorted(item.organisation for item in found) == sorted(OFFICES)
    assert sum(item.score for item in found) == pytest.approx(1, abs=0.01)
    assert [item.score for item in found] == sorted((item.score for item in found), reverse=True)


def test_the_reason_holds_the_words() -> None:
    best = suggest_lead("新增幼儿园学位600个。", OFFICES)[0]
    words = next(cause for cause in best.reasons if cause.code is CauseCode.WORDS)
    assert words.data[0] == "education"
    assert {"幼儿园", "学位"} <= set(words.data)


def test_a_town_that_is_named_is_told_but_does_not_take_a_departments_work() -> None:
    found = suggest_lead("在石桥镇新建小学1所。", OFFICES)
    assert found[0].organisation == "区教育局"
    town = next(item for item in found if item.organisation == "石桥镇政府")
    assert [cause.code for cause in town.reasons] == [CauseCode.NAMED]
    assert found.index(town) < 3


def test_one_earlier_choice_of_the_office_is_followed_at_once() -> None:
    task = "办好“星空夜校”惠民课堂40场。"
    history = [Precedent("办好“星空夜校”惠民课堂25场。", "区交通运输局")]
    assert first(task) != "区交通运输局"
    best = suggest_lead(task, OFFICES, history)[0]
    assert best.organisation == "区交通运输局"
    assert best.reasons[0].code is CauseCode.PRECEDENT
    assert best.reasons[0].data == (history[0].text,)


def test_a_precedent_under_an_offices_earlier_name_counts() -> None:
    history = [Precedent("开展“邻里暖心”入户行动500户。", "区卫生计生局")]
    assert suggest_lead("开展“邻里暖心”入户行动800户。", OFFICES, history)[0].organisation == "区卫健局"


def test_an_office_of_its_own_goes_before_the_one_that_has_the_matter_where_there_is_none() -> None:
    task = "扩大社会保险参保面，新增参保人员3万人。"
    assert first(task) == "区人社局"
    assert suggest_lead(task, (*OFFICES, "区社保分局"))[0].organisation == "区社保分局"


def test_of_two_offices_with_one_function_the_one_without_others_goes_first() -> None:
    offices = ("区公安分局消防监督管理大队", "区公安分局")
    assert suggest_lead("建设警务室16个。", offices)[0].organisation == "区公安分局"
    assert suggest_lead("开展消防演练16场。", offices)[0].organisation == "区公安分局消防监督管理大队"


def test_what_a_task_stands_under_is_heard_where_its_own_words_are_silent() -> None:
    task = "巩固提升创建成果，新增达标单位20家。"
    assert suggest_lead(task, OFFICES, heading="（三）建设健康医疗服务体系")[0].organisation == "区卫健局"
    assert suggest_lead(task, OFFICES, heading="（四）办好义务教育")[0].organisation == "区教育局"


def test_whom_the_text_itself_says_to_do_it_goes_first() -> None:
    offices = ("云浦市教育局", "云浦市财政局", "各县区人民政府")
    named = "各县区人民政府要落实义务教育学校用地。"
    assert suggest_lead(named, offices)[0].organisation == "各县区人民政府"
    assert suggest_lead("由云浦市财政局牵头，落实义务教育学校用地。", offices)[0].organisation == "云浦市财政局"


def test_what_is_kept_in_bond_is_for_the_customs_and_old_blocks_of_flats_for_housing() -> None:
    offices = ("市工业和信息化局", "市海关", "市城市更新局", "市住房和城乡建设局")
    assert suggest_lead("支持综合保税区内企业承接委托加工。", offices)[0].organisation == "市海关"
    assert suggest_lead("整治老旧住宅区9个。", offices)[0].organisation == "市住房和城乡建设局"


def test_a_like_task_without_a_likely_word_follows_the_choice_and_an_unlike_one_does_not() -> None:
    history = [Precedent("办好“星空夜校”惠民课堂25场。", "区交通运输局")]
    assert suggest_lead("新增幼儿园学位600个。", OFFICES, history)[0].organisation == "区教育局"


def test_a_commitment_is_as_good_as_its_text() -> None:
    (commitment,) = read("二、2026年工作安排\n新增幼儿园学位600个。\n").commitments
    assert suggest_lead(commitment, OFFICES) == suggest_lead(commitment.text, OFFICES)


def test_no_organisations_give_no_suggestions() -> None:
    assert suggest_lead("新增幼儿园学位600个。", ()) == ()


def test_the_tables_are_whole() -> None:
    for function, entry in _table().items():
        assert set(entry) <= {"names", "words", "weight"}, function
        for key in ("names", "words"):
            assert len(entry[key].split()) == len(set(entry[key].split())), function
    assert set(shipped_weights().absent) == set(functions())
    assert all(len(pair) == 2 for pair in shipped_weights().pairs)


@given(st.text(max_size=80), st.lists(st.text(max_size=12), max_size=6), st.lists(st.text(max_size=40), max_size=4))
def test_any_text_and_any_names_give_the_same_ranking_twice(text: str, names: list[str], earlier: list[str]) -> None:
    history = [Precedent(task, name) for task, name in zip(earlier, names, strict=False)]
    found = suggest_lead(text, names, history)
    assert found == suggest_lead(text, names, history)
    assert sorted(item.organisation for item in found) == sorted(names)
    assert all(0 <= item.score <= 1 for item in found)
