"""Lists of names, and what tells a name from a kind of thing."""

from __future__ import annotations

import pytest

from luoshi.reading._names import (
    is_facility,
    is_marked,
    is_named,
    named_things,
    split_names,
    split_things,
    stand_side_by_side,
    things_in,
    without_size,
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("考院街、北阁街", ("考院街", "北阁街")),
        ("考院街、北阁街和南阁街", ("考院街", "北阁街", "南阁街")),
        ("考院街与北阁街", ("考院街", "北阁街")),
        ("考院街、和平路", ("考院街", "和平路")),
        ("“爱云浦、办事通”、考院街", ("“爱云浦、办事通”", "考院街")),
        ("鹭汀园（一期、二期）、浦南园", ("鹭汀园（一期、二期）", "浦南园")),
        ("考院街", ("考院街",)),
        ("", ()),
        ("、、", ()),
    ],
)
def test_a_list_is_cut_at_its_marks(text: str, names: tuple[str, ...]) -> None:
    assert split_names(text) == names


def test_joints_may_be_left_inside_the_items() -> None:
    assert split_names("物流和仓储、商贸", joints=False) == ("物流和仓储", "商贸")


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("浦南医院和鹭汀小学", ("浦南医院", "鹭汀小学")),
        ("数字产业园二期与浦南水厂", ("数字产业园二期", "浦南水厂")),
        ("检验和检测中心", ("检验和检测中心",)),
    ],
)
def test_a_joint_parts_things_only_behind_a_thing(text: str, things: tuple[str, ...]) -> None:
    assert split_things(text) == things


@pytest.mark.parametrize(
    "item",
    [
        "鹭汀小学",
        "浦南水厂",
        "区中医院",
        "数字产业园二期",
        "云浦大道",
        "蘅水河",
        "鹭汀大桥",
        "7号线",
        "“云浦通”平台",
        "ABC实验室",
    ],
)
def test_a_thing_one_could_go_and_look_at_is_named(item: str) -> None:
    assert is_named(item)


@pytest.mark.parametrize(
    "item",
    [
        "口袋公园",
        "社区养老服务中心",
        "老旧小区",
        "供水管网",
        "公园",
        "标准厂房",
        "高标准农田",
        "园",
        "充电桩",
        "大" * 40,
    ],
)
def test_a_kind_of_thing_is_not(item: str) -> None:
    assert not is_named(item)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("鹭汀小学、浦南水厂", ("鹭汀小学", "浦南水厂")),
        ("鹭汀小学、浦南水厂等项目", ("鹭汀小学", "浦南水厂")),
        ("浦南储能、鹭汀光伏等重点项目", ("浦南储能", "鹭汀光伏")),
        ("浦南储能项目", ("浦南储能",)),
        ("总投资5亿元的浦南储能项目", ("浦南储能",)),
        ("位于城南的浦南水厂", ("浦南水厂",)),
        ("“云浦通”“鹭汀办”平台", ("云浦通", "鹭汀办")),
        ("一批口袋公园", ()),
        ("口袋公园", ()),
        ("打通大动脉、畅通微循环", ()),
        ("产业发展规划", ()),
        ("创新创业大会", ()),
        ("“云浦通平台", ()),
    ],
)
def test_the_named_things_that_words_list(text: str, names: tuple[str, ...]) -> None:
    assert things_in(text) == names


def test_a_building_site_needs_no_proper_name_when_it_is_topped_out() -> None:
    assert things_in("区级综合文化活动中心", sole=True) == ("区级综合文化活动中心",)


def test_one_name_in_a_list_makes_names_of_all() -> None:
    assert named_things(("鹭汀小学", "体育公园")) == ("鹭汀小学", "体育公园")


def test_nothing_is_named_in_nothing() -> None:
    assert named_things(()) == ()
    assert things_in("") == ()


def test_facilities_and_marks_are_told_by_the_words() -> None:
    assert is_facility("鹭汀大桥")
    assert not is_facility("鹭汀计划")
    assert is_marked("“云浦通”")
    assert is_marked("ABC中心")
    assert not is_marked("云浦中心")


def test_quoted_names_may_stand_side_by_side() -> None:
    assert stand_side_by_side("“云浦通”“鹭汀办”平台")
    assert not stand_side_by_side("“云浦通”、“鹭汀办”平台")


@pytest.mark.parametrize(
    "text", ["总投资5亿元的浦南储能", "占地500亩的浦南储能", "年产3万吨浦南储能", "投资约5亿元浦南储能"]
)
def test_a_size_before_a_name_is_taken_off(text: str) -> None:
    assert without_size(text) == "浦南储能"
