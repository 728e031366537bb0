"""Named things that reach a stage: each shape of the grammar, and what is no milestone."""

from __future__ import annotations

from datetime import date

import pytest
from passages import commitment_in, milestones_in, read_outlook

from luoshi.reading._milestone import Stage, find_stage_of, find_stages, stage_words, words_of_stages


def places_of_stages(text: str, start: int, end: int) -> list[int]:
    return stage_words(text, start, end, words_of_stages(text, start, end))


def stages(clause: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(stage.action, stage.names) for stage in find_stages(clause)]


# [力争|推动…] STAGE NAMES
@pytest.mark.parametrize(
    ("clause", "action", "names"),
    [
        ("建成云浦区第二人民医院、精神卫生中心", "建成", ("云浦区第二人民医院", "精神卫生中心")),
        ("8月底前启用鹭汀初中", "启用", ("鹭汀初中",)),
        ("建成投用鹭汀小学", "建成投用", ("鹭汀小学",)),
        ("力争建成浦南大桥", "建成", ("浦南大桥",)),
        ("新建占地500亩的浦南公园", "新建", ("浦南公园",)),
        ("新建鹭汀小学、浦南中学", "新建", ("鹭汀小学", "浦南中学")),
        ("成立云浦文旅集团", "成立", ("云浦文旅集团",)),
        ("建成“云浦通”“鹭汀办”平台", "建成", ("云浦通", "鹭汀办")),
        ("开通7号线", "开通", ("7号线",)),
    ],
)
def test_a_stage_before_its_names(clause: str, action: str, names: tuple[str, ...]) -> None:
    assert stages(clause) == [(action, names)]


# [力争|推动…] NAMES [早日…] STAGE
@pytest.mark.parametrize(
    ("clause", "action", "names"),
    [
        ("推动数字产业园二期主体封顶", "主体封顶", ("数字产业园二期",)),
        ("力争鹭汀大桥早日建成通车", "建成通车", ("鹭汀大桥",)),
        ("推动浦南大道全线贯通", "贯通", ("浦南大道",)),
        ("浦南水厂、鹭汀水厂竣工", "竣工", ("浦南水厂", "鹭汀水厂")),
        ("鹭汀小学9月投用", "投用", ("鹭汀小学",)),
        ("促进云浦医院一期部分投用", "部分投用", ("云浦医院一期",)),
        ("支持浦南储能项目落地", "落地", ("浦南储能",)),
    ],
)
def test_a_stage_behind_its_names(clause: str, action: str, names: tuple[str, ...]) -> None:
    assert stages(clause) == [(action, names)]


# 完成|启动|实施 NAMES WORKS
@pytest.mark.parametrize(
    ("clause", "action", "names"),
    [
        ("完成地铁3号线土建工程", "完成土建工程", ("地铁3号线",)),
        ("完成鹭汀湖清淤疏浚", "完成清淤疏浚", ("鹭汀湖",)),
        ("启动浦南老街修缮", "启动修缮", ("浦南老街",)),
        ("实施浦南老街改造", "实施改造", ("浦南老街",)),
        ("实施蘅水河治理工程", "实施", ("蘅水河治理工程",)),
        ("启动浦南大道、鹭汀路等改造", "启动改造", ("浦南大道", "鹭汀路")),
    ],
)
def test_a_light_verb_with_names_and_a_noun_of_works(clause: str, action: str, names: tuple[str, ...]) -> None:
    assert stages(clause) == [(action, names)]


# NAMES 通过 … 验收 | 纳入 … 规划
@pytest.mark.parametrize(
    ("clause", "action", "names"),
    [
        ("推动云浦港区扩大开放通过验收", "通过验收", ("云浦港区",)),
        ("浦南化工园顺利通过省级评审", "通过评审", ("浦南化工园",)),
        ("推动浦南、浦北机场纳入全国民用运输机场布局", "纳入布局", ("浦南", "浦北机场")),
        ("争取浦南水库项目纳入国家规划", "纳入规划", ("浦南水库",)),
    ],
)
def test_what_is_examined_or_entered(clause: str, action: str, names: tuple[str, ...]) -> None:
    assert stages(clause) == [(action, names)]


@pytest.mark.parametrize(
    "clause",
    [
        "新建一批口袋公园",
        "新建社区养老服务中心",
        "完成老旧小区改造",
        "建成更多停车场",
        "出台云浦产业发展规划",
        "印发行动方案",
        "制定浦南管理办法",
        "举办云浦国际马拉松",
        "争创国家卫生区",
        "设立产业发展基金",
        "完善浦南片区功能",
        "推进浦南水厂建设",
        "抓好浦南水厂建设",
        "建设浦南水厂",
        "建好浦南水厂",
        "打造浦南水街",
        "加快改造浦南水厂",
        "加快浦南老街改造",
        "已建成浦南大桥",
        "探索建立浦南基地",
        "研究启动浦南大道建设",
        "提升城市品质",
        "",
    ],
)
def test_kinds_documents_events_and_efforts_are_no_milestones(clause: str) -> None:
    assert stages(clause) == []


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("浦南大道通车、站前广场竣工", [("通车", ("浦南大道",)), ("竣工", ("站前广场",))]),
        ("建成鹭汀小学、启用浦南医院", [("建成", ("鹭汀小学",)), ("启用", ("浦南医院",))]),
        ("推动浦南大桥合龙、鹭汀隧道贯通", [("合龙", ("浦南大桥",)), ("贯通", ("鹭汀隧道",))]),
    ],
)
def test_a_list_of_stages_is_cut_between_them(clause: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert stages(clause) == expected
    for stage, (action, names) in zip(find_stages(clause), expected, strict=True):
        assert action in clause[stage.start : stage.end]
        assert names[0] in clause[stage.start : stage.end]


def test_the_mark_of_an_item_is_no_part_of_the_milestone() -> None:
    (stage,) = find_stages("3.建成鹭汀小学")
    assert (stage.start, stage.names) == (2, ("鹭汀小学",))


def test_a_stage_alone_takes_its_names_from_the_clause_before() -> None:
    before, clause = "加快浦南储能电站、云浦通用机场等重大项目前期工作", "力争早日开工"
    stage = find_stage_of(before, clause)
    assert stage == Stage(2, len(clause), "开工", ("浦南储能电站", "云浦通用机场"))


@pytest.mark.parametrize(
    ("before", "clause", "action", "names"),
    [
        ("打造云浦美食博物馆", "力争10月运营", "运营", ("云浦美食博物馆",)),
        ("争取云浦城际保定段纳入国家近期规划", "力争早日开工", "开工", ("云浦城际保定段",)),
        (
            "抓好鹭汀药业示范基地、浦南软管项目建设",
            "力促早开工、早投产、早见效",
            "开工",
            ("鹭汀药业示范基地", "浦南软管"),
        ),
        ("加快鹭汀水厂三期扩容工程建设", "确保按期投用", "投用", ("鹭汀水厂三期扩容工程",)),
    ],
)
def test_the_names_before_lose_the_act_on_them_and_keep_their_works(
    before: str, clause: str, action: str, names: tuple[str, ...]
) -> None:
    stage = find_stage_of(before, clause)
    assert stage is not None
    assert (stage.action, stage.names) == (action, names)


@pytest.mark.parametrize(
    ("before", "clause"), [("完善各类配套设施", "早日开工"), ("加快浦南储能电站建设", "新建厂房"), ("", "早日开工")]
)
def test_without_names_before_or_with_more_than_a_stage_it_takes_none(before: str, clause: str) -> None:
    assert find_stage_of(before, clause) is None


def test_a_milestone_over_two_clauses_quotes_both() -> None:
    (milestone,) = milestones_in("加快浦南储能电站、云浦通用机场等重大项目前期工作，力争早日开工。")
    assert milestone.quote == "浦南储能电站、云浦通用机场等重大项目前期工作，力争早日开工"
    assert (milestone.action, milestone.modality) == ("开工", "strive")


def test_the_words_of_stages_are_found_in_the_stretch_asked_for() -> None:
    text = "优化环境，推动浦南大道通车，鹭汀大桥竣工"
    assert places_of_stages(text, 5, len(text))[-2:] == [text.index("通车"), text.index("竣工")]
    assert places_of_stages(text, 0, 5) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("建成青蓑医院", True),
        ("①完成县城水厂建设", True),
        ("今年6月底前启动浦南大桥建设", True),
        ("一是加快推动浦南大桥通车、鹭汀隧道贯通", True),
        ("青蓑港区扩大开放通过省级验收", True),
        ("深化旧楼改造提质行动", False),
        ("强化安全生产运行监测", False),
    ],
)
def test_only_what_opens_or_ends_a_clause_can_be_its_stage(text: str, *, found: bool) -> None:
    assert bool(places_of_stages(text, 0, len(text))) is found
    assert found or not find_stages(text)


def test_a_clause_longer_than_any_real_one_is_not_read() -> None:
    assert find_stages("推动" + "浦南大道、" * 30 + "通车") == []


def test_a_clause_that_holds_a_count_is_a_target_and_no_milestone() -> None:
    commitment = commitment_in("推动浦南科创园等3个园区竣工，浦南大道通车。")
    assert [target.quote for target in commitment.targets] == ["3个"]
    assert [milestone.quote for milestone in commitment.milestones] == ["浦南大道通车"]
    assert commitment.kind == "target"


def test_a_commitment_with_stages_only_is_a_milestone() -> None:
    assert commitment_in("推动浦南大道通车。").kind == "milestone"


@pytest.mark.parametrize(
    ("sentence", "deadlines"),
    [
        ("8月底前启用鹭汀初中。", [date(2026, 8, 31)]),
        ("推动浦南大道通车。", [None]),
        ("浦南大道6月底前通车，鹭汀路10月通车。", [date(2026, 6, 30), date(2026, 10, 31)]),
        ("到2027年，浦南大道通车，鹭汀大桥建成。", [date(2027, 12, 31)] * 2),
    ],
)
def test_deadlines(sentence: str, deadlines: list[date | None]) -> None:
    assert [milestone.deadline for milestone in milestones_in(sentence)] == deadlines


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [("力争浦南大道通车。", "strive"), ("推动浦南大道通车。", "firm"), ("争取建成浦南大桥。", "strive")],
)
def test_modality_is_that_of_the_clause_and_of_the_commitment(sentence: str, modality: str) -> None:
    commitment = commitment_in(sentence)
    assert commitment.milestones[0].modality == commitment.modality == modality


def test_one_firm_promise_makes_the_commitment_firm() -> None:
    commitment = commitment_in("力争浦南大道通车，建成鹭汀大桥。")
    assert [milestone.modality for milestone in commitment.milestones] == ["strive", "firm"]
    assert commitment.modality == "firm"


def test_a_deadline_inside_the_first_clause_does_not_reach_the_next() -> None:
    first, second = milestones_in("浦南大道6月底前通车，建成鹭汀大桥。")
    assert (first.deadline, second.deadline) == (date(2026, 6, 30), None)


def test_a_fact_already_true_is_no_milestone() -> None:
    assert read_outlook("截至目前，建成泵站3座。").milestones == ()


def test_passing_a_recognition_is_a_milestone() -> None:
    assert stages("推动浦南化工园通过省级认定") == [("通过认定", ("浦南化工园",))]


@pytest.mark.xfail(strict=True, reason="获批 is read behind its names only where nothing follows it")
def test_a_named_body_that_is_granted_something_is_a_milestone() -> None:
    assert stages("支持浦南化工园获批省级实验室") == [("获批", ("浦南化工园",))]
