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
        "对改造项目给予不超过总投资20%的补助。",
        "小型企业减按5%征收增值税。",
        "对月销售额10万元以下的纳税人免征税款。",
        "扎实开展全区1%人口抽样调查。",
        "确定生产总值增长9%以上的预期目标。",
        "做好总投资5200亿元项目的前期工作。",
        "保障好14亿人的粮食安全。",
        "为符合条件的脱贫户提供5万元以下贷款。",
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
        ("近视率在2024年的基础上每年降低1个百分点。", ["1个百分点"]),
        ("四年级及以上年级开设心理健康课程20课时。", ["20课时"]),
        ("确保6万相对贫困人口脱贫。", ["6万"]),
        ("农村贫困人口减少10万以上。", ["10万以上"]),
        ("人均受教育年限提高到11.3年。", ["11.3年"]),
        ("每个项目给予5-20万元资助。", ["5-20万元"]),
        ("在青蓑、鹭汀等5市试行保险改革。", ["5市"]),
        ("拥有15万市场主体。", []),
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
