"""Where the noun behind a number ends."""

from __future__ import annotations

import pytest

from luoshi.reading._counted import cut_at_verb, head_counted, opening_verb


@pytest.mark.parametrize(
    ("noun", "head", "verb"),
    [
        ("专家到县级医院开展技术帮扶", "专家", "开展"),
        ("志愿者到欠发达地区的学校任教", "志愿者", "任教"),
        ("高中与优质高中结对帮扶机制", "高中", "结对"),
        ("行政村通双车道公路", "行政村", "通"),
        ("村通硬化路", "村", "通"),
        ("国有企业打造产业链龙头企业", "国有企业", "打造"),
        ("企业全部参加培训", "企业", "参加"),
        ("残疾人免费参加培训", "残疾人", "免费"),
        ("单位开展试点", "单位", "开展"),
        ("小区作为首期改造点", "小区", "作为"),
        ("花漾街区以", "花漾街区", ""),
    ],
)
def test_what_somebody_does_is_no_part_of_who_is_counted(noun: str, head: str, verb: str) -> None:
    assert cut_at_verb(noun) == (head, verb)


@pytest.mark.parametrize(
    "noun",
    [
        "轨道交通网络",
        "水土保持监测站",
        "在建项目",
        "农民工免费招聘会",
        "公共免费热点",
        "对口帮扶村",
        "基础研究机构建设",
        "村村通自来水工程",
        "应用场景",
    ],
)
def test_a_noun_that_holds_such_a_word_stays_whole(noun: str) -> None:
    assert cut_at_verb(noun) == (noun, "")


@pytest.mark.parametrize(
    ("noun", "unit", "head"),
    [
        ("卫生院养老服务职能", "所", "卫生院"),
        ("河流断面水质监管检测", "条", "河流断面"),
        ("二年级小学生六龄牙免费窝沟封闭", "名", "二年级小学生"),
        ("药品集中带量采购", "种", "药品"),
        ("中小学校的电热饮水机", "间", "中小学校"),
        ("龙头企业的区域总部", "家", "龙头企业的区域总部"),
        ("小区优质饮用水入户", "个", "小区优质饮用水入户"),  # a place alone tells too little
        ("社区公园改造", "个", "社区公园改造"),
        ("医院", "所", "医院"),
    ],
)
def test_what_is_done_is_no_part_of_what_it_is_done_to(noun: str, unit: str, head: str) -> None:
    assert head_counted(noun, unit) == head


def test_the_verb_that_opens_what_stands_behind_a_number() -> None:
    assert opening_verb("通过省级验收") == "通过"
    assert opening_verb("到一线工作") == ""
