"""Named things that were to reach a stage, and how far the next report says that they have come."""

from __future__ import annotations

import pytest

from luoshi.reading import read
from luoshi.reading.reconciliation import Because, NamedPair, Verdict, reconcile


def reconciled(promise: str, report: str) -> tuple[NamedPair, ...]:
    last = read(f"一、2024年工作回顾\n各项工作有序推进。\n二、2025年工作安排\n{promise}\n")
    this = read(f"一、2025年工作回顾\n{report}\n二、2026年工作安排\n改造农村公路8公里。\n")
    return reconcile(last, this).named


@pytest.mark.parametrize(
    ("promise", "report", "verdict", "because", "stage"),
    [
        ("建成青蓑医院。", "青蓑医院建成投用。", Verdict.MET, Because.STAGE_REACHED, "建成投用"),
        ("建成青蓑医院。", "建成鹭汀学校、青蓑医院。", Verdict.MET, Because.STAGE_REACHED, "建成"),
        ("建成青蓑医院。", "鹭汀学校建成，青蓑医院加快推进。", Verdict.MISSED, Because.STAGE_BEFORE, "加快推进"),
        ("建成青蓑医院。", "青蓑医院即将竣工。", Verdict.MISSED, Because.STAGE_BEFORE, "竣工"),
        ("开工建设青蓑医院。", "青蓑医院主体封顶。", Verdict.EXCEEDED, Because.STAGE_PASSED, "主体封顶"),
        ("开工建设青蓑医院。", "青蓑医院、鹭汀学校加速建设。", Verdict.MET, Because.STAGE_REACHED, "加速建设"),
        ("青蓑医院主体封顶。", "扎实推进青蓑医院，目前主体封顶。", Verdict.MET, Because.STAGE_REACHED, "主体封顶"),
        ("建成青蓑医院。", "青蓑医院加快推进，打通断头路8条。", Verdict.MISSED, Because.STAGE_BEFORE, "加快推进"),
        ("建成青蓑医院。", "建成投用鹭汀学校，以及青蓑医院等设施。", Verdict.MET, Because.STAGE_REACHED, "建成投用"),
        ("开工建设青蓑医院。", "青蓑医院成立大会召开。", Verdict.MENTIONED, Because.NO_STAGE, ""),
        ("建成青蓑医院。", "青蓑医院等11个项目精彩亮相。", Verdict.MET, Because.STAGE_REACHED, "亮相"),
        (
            "开工建设青蓑医院。",
            "青蓑医院、鹭汀立交改造、云路拓宽等项目加快推进。",
            Verdict.MET,
            Because.STAGE_REACHED,
            "加快推进",
        ),
        ("建成青蓑医院。", "全国专家到青蓑医院坐诊。", Verdict.MENTIONED, Because.NO_STAGE, ""),
        ("建成青蓑医院。", "建成鹭汀医院。", Verdict.UNMENTIONED, Because.NOT_FOUND, ""),
    ],
)
def test_a_named_thing_is_judged_by_how_far_it_has_come(
    promise: str, report: str, verdict: Verdict, because: Because, stage: str
) -> None:
    (pair,) = reconciled(promise, report)
    assert (pair.name, pair.verdict, pair.because, pair.stage) == ("青蓑医院", verdict, because, stage)


def test_every_name_of_a_milestone_is_judged_for_itself() -> None:
    pairs = reconciled("建成青蓑医院、鹭汀学校。", "鹭汀学校投入使用。")
    assert [(pair.name, pair.verdict) for pair in pairs] == [
        ("青蓑医院", Verdict.UNMENTIONED),
        ("鹭汀学校", Verdict.MET),
    ]


def test_a_thing_is_found_without_the_noun_of_works_at_its_end() -> None:
    (pair,) = reconciled("启动青蓑水厂二期扩建工程。", "启动青蓑水厂二期扩建。")
    assert (pair.verdict, pair.stage) == (Verdict.MET, "启动")


def test_the_one_of_this_county_is_not_another_one_with_a_name_of_its_own() -> None:
    (pair,) = reconciled("建成县污水处理厂。", "柳墟污水处理厂建成。")
    assert pair.verdict is Verdict.UNMENTIONED


def test_a_thing_told_by_nearly_all_of_its_name_has_the_stage_of_its_list() -> None:
    (pair,) = reconciled("区疾控中心新址投入使用。", "区疾控中心、区康复医院建成。")
    assert (pair.verdict, pair.stage) == (Verdict.MET, "建成")


def test_what_is_due_later_is_not_missed_yet() -> None:
    (pair,) = reconciled("到2027年底建成青蓑医院。", "青蓑医院加快推进。")
    assert (pair.verdict, pair.because) == (Verdict.MENTIONED, Because.NOT_DUE)


def test_the_outcome_quotes_the_later_report() -> None:
    (pair,) = reconciled("建成青蓑医院。", "全年成效明显，青蓑医院建成投用。")
    assert pair.outcome is not None
    assert (pair.outcome.quote, pair.outcome.clause) == ("青蓑医院", "青蓑医院建成投用")
