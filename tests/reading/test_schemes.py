"""Numbers of a scheme or of its explanation promise nothing, the parts of a count in brackets do."""

from __future__ import annotations

import pytest
from passages import targets_in


def quotes(sentence: str) -> list[str]:
    return [target.quote for target in targets_in(sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "对符合条件的新建项目按照总投资35%、最高不超过1000万元予以补助支持。",
        "连续参保的，次年提高大病保险最高支付限额3800元。",
        "从严落实十个常态化30项防控措施。",
        "严格落实10个常态化、30项防控措施。",
        "经济增长预期目标为5%左右，主要是考虑就业的需要。",
        "今年高校毕业生超过11万人。",
        "5%左右的增速可以实现比较充分的就业。",
        "延续执行研发费用加计扣除75%政策。",
        "将制造业现行16%的税率调低。",
        "以解决三个1亿人问题为着力点。",
        "努力实现分类达标率达到两个100%。",
        "加快推进空置率30%以下“旧院村”治理。",
        "巩固18万公里农村公路建设攻坚成果。",
        "布局超过20平方公里的总部经济圈。",
        "建设青蓑15万对肉鸽养殖场。",
        "推出服务业扩大开放3.0方案。",
        "提升12345热线服务效能。",
    ],
)
def test_standards_labels_and_explanations_promise_nothing(sentence: str) -> None:
    assert quotes(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("完成20户以上自然村道路硬化580公里。", ["580公里"]),
        ("平均每亩补偿标准从28元提高到32元。", ["32元"]),
        ("供养标准不低于上年度农村居民收入的60%。", ["60%"]),
        ("确保今年入冬前2万户农房建设任务全面完成。", ["2万户"]),
        ("能繁母猪保额由1000元/头提高至1500元/头。", ["1500元/头"]),
        ("为全区9万新生儿免费提供筛查。", ["9万"]),
        ("完成“视频守护”工程5万路建设任务。", ["5万路"]),
        ("增设拓宽100公里人行步道。", ["100公里"]),
        ("提高2万名矫正对象的矫正质量。", ["2万名"]),
    ],
)
def test_numbers_beside_such_words_are_promised_all_the_same(sentence: str, found: list[str]) -> None:
    assert quotes(sentence) == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("改造9座桥梁（三类桥4座，四类桥5座）。", ["9座", "4座", "5座"]),
        ("每个社区配备1所幼儿园（共新增幼儿园15所）。", ["1所", "15所"]),
        ("开展建设三期（151个热点）。", ["151个"]),
        ("改造青蓑路（长2公里，宽24米）。", []),
        ("改造12座桥梁（总投资3亿元）。", ["12座"]),
    ],
)
def test_a_bracket_promises_only_the_parts_of_a_count(sentence: str, found: list[str]) -> None:
    assert quotes(sentence) == found
