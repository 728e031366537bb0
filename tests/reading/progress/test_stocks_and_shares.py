"""What there is beside what was done, and whose a bare sum is; sentences of our own."""

from __future__ import annotations

import pytest

from luoshi.reading import read
from luoshi.reading.progress import read_progress


def told(plan: str, text: str) -> list[tuple[str, int | None]]:
    """Each result in the text with the target that it was given."""
    targets = read(f"二、2026年工作安排\n{plan}\n").targets
    return [(figure.quote, figure.target) for figure in read_progress(text, targets) if figure.role == "result"]


@pytest.mark.parametrize(
    ("plan", "text", "figures"),
    [
        # all that there are, told beside those of the year
        (
            "新开工建设口袋公园60个。",
            "上半年新开工建设口袋公园34个，全市共建设口袋公园540个。",
            [("34个", 0), ("540个", None)],
        ),
        # so many for each
        ("建成5G基站300个。", "建成5G基站312个，平均每万人拥有5G基站29个。", [("312个", 0), ("29个", None)]),
        # what it serves
        (
            "增设停车位4000个。",
            "全县建成充电桩200个，覆盖4900个停车位。",
            [("200个", None), ("4900个", None)],
        ),
        # a rate of coverage is no side effect
        ("基本康复服务覆盖率达到85%。", "基本康复服务覆盖率达86%。", [("86%", 0)]),
        # the part of a sum that has more words than the target
        (
            "新增学位600个。",
            "新增学位600个，其中公办学位520个、完成年度计划的130%。",
            [("600个", 0), ("520个", None)],
        ),
        # times are no things
        ("完成火箭发射100次。", "完成火箭发射32次，入轨140个火箭载荷。", [("32次", 0), ("140个", None)]),
        # a bare sum is of what its own sentence speaks of
        ("重点项目完成投资9亿元。", "租赁住房已筹集236套，完成投资7亿元。", [("236套", None), ("7亿元", None)]),
        ("重点项目完成投资9亿元。", "实施重点项目16个，完成投资7亿元。", [("16个", None), ("7亿元", 0)]),
        # a name that leaves out its middle
        ("打造主题文化馆3个。", "打造舞蹈、书画等3个主题馆。", [("3个", 0)]),
        # short names
        ("拆除违法建筑9万平方米。", "拆除违建8.7万平方米。", [("8.7万平方米", 0)]),
        # as planned is done
        ("排查隐患600项。", "已按计划完成检查，排查隐患573项。", [("573项", 0)]),
        # a list under one act
        (
            "新增气田20个。",
            "新增油田10个、气田19个，累计探明储量7亿吨。",
            [("10个", None), ("19个", 0), ("7亿吨", None)],
        ),
        ("开工项目40个。", "32个项目全面开工。", [("32个", 0)]),
        # of two things of one clause each is known by its own words
        (
            "新增高新技术企业3家、科技型中小企业50家。",
            "新增科技型中小企业48家、高新技术企业4家。",
            [("48家", 1), ("4家", 0)],
        ),
        # a share that fits the plan tells whose it is
        (
            "改造老旧小区21个。",
            "累计开工老旧小区改造16个，完成年度任务的76.2%；其中已完工9个。",
            [("16个", 0), ("9个", None)],
        ),
        # another level of government
        ("新增省级工业集群10个。", "国家级工业集群达到6个，省级工业集群新增8个。", [("6个", None), ("8个", 0)]),
        # several years together
        ("淘汰低端企业600家。", "全年淘汰低端企业618家，五年累计淘汰6712家。", [("618家", 0), ("6712家", None)]),
        # other names for the same
        ("新增幼儿园学位800个。", "新增学前教育学位1170个。", [("1170个", 0)]),
    ],
)
def test_each_result_goes_to_its_own_target(plan: str, text: str, figures: list[tuple[str, int | None]]) -> None:
    assert told(plan, text) == figures


def test_rates_of_growth_in_a_list_go_each_to_its_own() -> None:
    plan = "生产总值增长7%，规模以上工业增加值增长6.5%，固定资产投资增长8.5%，社会消费品零售总额增长6%。"
    targets = read(f"二、2026年工作安排\n{plan}\n").targets
    text = (
        "地区生产总值96亿元，同比增长7.1%；固定资产投资增长18.4%、规上工业增加值增长9.9%、社会消费品零售总额增长8.7%。"
    )
    given = {figure.quote: figure.target for figure in read_progress(text, targets) if figure.role == "change"}
    assert given == {"7.1%": 0, "18.4%": 2, "9.9%": 1, "8.7%": 3}
