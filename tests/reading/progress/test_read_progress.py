"""``read_progress`` on invented sentences of departments."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.reading import Target, read
from luoshi.reading.progress import GroundCode, ProgressFigure, read_progress
from luoshi.reading.progress._words import measures, words

ON = date(2026, 8, 5)
PLAN = read(
    "二、2026年工作安排\n新建充电桩24740个。\n改造老旧供水管网26公里，雨污分流管网18.5公里。\n"
    "林草覆盖率达到31%。\n举办家门口招聘会60场。\n规上工业增加值增长7%。\n"
).targets


def figures(text: str, targets: tuple[Target, ...] = PLAN) -> tuple[ProgressFigure, ...]:
    return read_progress(text, targets, on=ON)


def test_the_plan_has_its_six_targets() -> None:
    assert [target.value for target in PLAN] == [24740, 26, 18.5, 31, 60, 7]


def test_a_cumulative_figure_with_its_share_of_plan() -> None:
    (figure,) = figures("1—7月累计新建充电桩20789个，完成全年任务的84.03%。")
    assert (figure.value, figure.unit, figure.kind, figure.share) == (20789, "个", "cumulative", 84.03)
    assert figure.period is not None
    assert (figure.period.since, figure.period.until) == (date(2026, 1, 1), date(2026, 7, 31))
    assert figure.on == date(2026, 7, 31)
    assert figure.target == 0
    assert {ground.code for ground in figure.because} >= {GroundCode.WORDS, GroundCode.UNIT}


def test_two_figures_of_one_sentence_go_to_their_own_targets() -> None:
    found = figures("截至6月底，已改造老旧供水管网14.2公里、雨污分流管网9公里。")
    assert [(item.value, item.target, item.kind) for item in found] == [(14.2, 1, "cumulative"), (9, 2, "cumulative")]
    assert {item.on for item in found} == {date(2026, 6, 30)}


def test_another_unit_of_the_same_measure_is_the_same_target() -> None:
    (figure,) = figures("上半年改造老旧供水管网8600米。")
    assert (figure.value, figure.unit, figure.target, figure.kind) == (8600, "米", 1, "period")


def test_a_figure_for_no_target_is_returned_without_one() -> None:
    (figure,) = figures("7月，全区接待游客12.6万人次。")
    assert figure.target is None
    assert figure.because == ()
    assert figure.period is not None
    assert (figure.period.since, figure.period.until) == (date(2026, 7, 1), date(2026, 7, 31))


def test_growth_reports_on_a_target_of_growth_and_not_on_one_of_level() -> None:
    found = figures("前两个季度，规上工业增加值18.4亿元，同比增长6.3%。")
    assert [(item.value, item.role, item.target) for item in found] == [(18.4e8, "result", None), (6.3, "change", 5)]


def test_a_plan_told_again_is_no_result() -> None:
    found = figures("今年计划举办家门口招聘会60场，目前已举办41场。")
    assert [(item.value, item.role) for item in found] == [(60, "plan"), (41, "result")]
    found = figures("全年举办家门口招聘会66场，超额完成60场的目标。")
    assert [(item.value, item.role, item.target) for item in found] == [(66, "result", 4), (60, "plan", None)]


def test_a_base_is_told_from_the_level_that_was_reached() -> None:
    found = figures("林草覆盖率由29.4%提高到30.8%。")
    assert [(item.value, item.role, item.target) for item in found] == [(29.4, "base", None), (30.8, "result", 3)]


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("截至目前新建充电桩6185个，占年度计划的四分之一。", 25.0),
        ("截至目前新建充电桩22000个，占计划的近九成。", 90.0),
        ("截至目前新建充电桩12370个，完成率50%。", 50.0),
        ("截至目前新建充电桩12370个，同比增长8%，完成全年目标任务（24740个）的50%。", 50.0),
    ],
)
def test_shares_of_plan_in_words_and_numbers(text: str, share: float) -> None:
    assert [item.share for item in figures(text) if item.role == "result"] == [share]


def test_a_share_that_stands_alone_is_a_figure() -> None:
    (figure,) = figures("雨污分流管网改造任务已完成72%。")
    assert (figure.value, figure.unit, figure.share) == (72, "%", 72)


def test_shares_are_dealt_out_over_a_list() -> None:
    found = figures("技改投资、设备投资分别为3.2亿元、1.1亿元，完成全年任务的80%、55%。")
    assert [item.share for item in found] == [80, 55]


@pytest.mark.parametrize(
    ("words_of_time", "since", "until"),
    [
        ("一季度", date(2026, 1, 1), date(2026, 3, 31)),
        ("今年前5个月", date(2026, 1, 1), date(2026, 5, 31)),
        ("2025年", date(2025, 1, 1), date(2025, 12, 31)),
        ("去年下半年", date(2025, 7, 1), date(2025, 12, 31)),
        ("“十四五”期间", date(2021, 1, 1), date(2025, 12, 31)),
        ("“十四五”以来", date(2021, 1, 1), ON),
        ("今年以来", date(2026, 1, 1), ON),
        ("截至去年底", None, date(2025, 12, 31)),
        ("截至7月20日", None, date(2026, 7, 20)),
        ("2019—2024年", date(2019, 1, 1), date(2024, 12, 31)),
        ("11月", date(2025, 11, 1), date(2025, 11, 30)),
    ],
)
def test_times(words_of_time: str, since: date | None, until: date | None) -> None:
    (figure,) = figures(f"{words_of_time}，全区新建充电桩300个。")
    assert figure.period is not None
    assert (figure.period.since, figure.period.until) == (since, until)


def test_times_of_comparison_and_of_the_news_are_no_period() -> None:
    (figure, *_) = figures("区城管局今天（8月5日）通报，1—7月新建充电桩300个，较去年同期多20个。")
    assert figure.period is not None
    assert figure.period.quote == "1—7月"


def test_a_month_after_a_day_of_account_is_its_own_period() -> None:
    found = figures("截至6月底，累计新建充电桩900个，7月新建充电桩80个。")
    assert [(item.kind, item.target) for item in found] == [("cumulative", 0), ("period", 0)]


def test_without_a_day_words_of_time_have_no_dates() -> None:
    (figure,) = read_progress("1—7月新建充电桩300个。", PLAN)
    assert figure.period is not None
    assert (figure.period.quote, figure.period.since, figure.on) == ("1—7月", None, None)


def test_a_bare_figure_belongs_to_the_only_target_of_its_unit() -> None:
    (figure,) = figures("超额完成，实际完成66场。")
    assert figure.target == 4
    assert [ground.code for ground in figure.because] == [GroundCode.ONLY]


SHARED = read(
    "二、2026年工作安排\n改造危桥18座。\n新增设施蔬菜5000亩。\n培训农村实用人才2600人次。\n新建幼儿园12所。\n"
    "造林8000亩。\n地区生产总值增长6%。\n实施技术改造项目90个。\n"
).targets


@pytest.mark.parametrize(
    ("text", "quote", "target"),
    [
        ("危桥改造18座，已竣工14座。", "14座", 0),
        ("设施蔬菜面积累计达到3.8万亩，今年新增5260亩。", "5260亩", 1),
        ("举办实用人才培训班，培训2715人次。", "2715人次", 2),
        ("12所幼儿园全部建成，学位增加。", "12所", 3),
        ("生产总值完成286亿元，增长5.6%。", "5.6%", 5),
        ("技改项目已实施71个。", "71个", 6),
    ],
)
def test_what_it_came_to_what_is_new_and_what_its_unit_tells(text: str, quote: str, target: int) -> None:
    given = {figure.quote: figure.target for figure in figures(text, SHARED) if figure.target is not None}
    assert given == {quote: target}


def test_all_there_is_does_not_report_on_what_was_to_be_done() -> None:
    (figure,) = figures("全县幼儿园总数达到55所。", SHARED)
    assert figure.target is None


def test_sizes_and_topics_are_left_out() -> None:
    assert figures("总投资2亿元的供水项目进场施工。") == ()
    assert [item.value for item in figures("12个重点项目累计完成投资3.5亿元。")] == [3.5e8]


def test_a_sentence_without_an_end_is_read_to_its_end() -> None:
    found = figures("7月新建充电桩11个，" * 400)
    assert len(found) == 400
    assert [item.value for item in found] == [11] * 400


def test_words_are_data_without_duplicates() -> None:
    assert len(words("plan_noun")) == len(set(words("plan_noun")))
    assert measures()["公顷"][0] == measures()["亩"][0] == "area"


WORDS = """截至 目前 1—7月 今年 累计 新建充电桩 20 个 % ， 。 、 占年度计划的 由 提高到 同比增长 3.5 万 亿元 （ ）
“十四五” 以来 分之 四 13月 99日 完成 为 任务 完成率 天数"""
PIECES = st.lists(st.sampled_from([*WORDS.split(), "\n"]), max_size=25).map("".join)


@given(PIECES | st.text(max_size=60))
def test_any_text_is_read_and_every_span_quotes_it(text: str) -> None:
    found = figures(text)
    assert found == figures(text)
    for figure in found:
        assert "".join(text[figure.start : figure.end].split()) == figure.quote
        assert figure.target is None or 0 <= figure.target < len(PLAN)
        assert 0 <= figure.confidence <= 1
        assert (figure.target is None) == (figure.because == ())


@pytest.mark.parametrize(
    "text",
    [
        "已开工新建充电桩22600个，分别为青蓑站（充电桩14200个）、鹭汀站（充电桩8400个）。",
        "已新建充电桩22600个，其中14200个充电桩配了雨棚；8400个充电桩装了监控。",
    ],
)
def test_the_parts_of_a_figure_report_on_nothing_of_their_own(text: str) -> None:
    assert [figure.value for figure in figures(text) if figure.target is not None] == [22600]


def test_a_part_with_a_time_of_its_own_reports_on_its_target_too() -> None:
    found = figures("1—7月累计新建充电桩20789个，其中7月新建充电桩3100个。")
    assert [figure.value for figure in found if figure.target == 0] == [20789, 3100]
