"""What holds for any two texts."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.reading import Reading, read
from luoshi.reading.reconciliation import Reconciliation, Verdict, reconcile
from tests.reading.reconciliation.invented_reports import last_report, this_report

ACTS = st.sampled_from(["新建", "改造", "完成", "培育", "新增", "力争新增", "打造", "开展"])
THINGS = st.sampled_from(
    ["农村公路", "口袋公园", "老旧小区改造", "高新技术企业", "云浦大桥等桥梁", "城镇就业", "技能培训", "“链主”企业"]
)
UNITS = st.sampled_from(["公里", "个", "家", "万人次", "处以上", "亿元左右", "%", "户"])
NUMBERS = st.one_of(st.integers(1, 99999).map(str), st.floats(0.1, 99).map(lambda value: f"{value:.1f}"))
CLAUSES = st.tuples(ACTS, THINGS, NUMBERS, UNITS).map("".join)
SENTENCES = st.lists(CLAUSES, min_size=1, max_size=4).map(lambda clauses: "，".join(clauses) + "。")
LOOSE = st.one_of(
    SENTENCES,
    st.text(
        alphabet="一二年去来回顾工作由增至达到0123456789.%家个公里万亿，。；、（）“”\n 第“十五”五来过", max_size=60
    ),
)
PARAGRAPHS = st.lists(LOOSE, min_size=1, max_size=6)


def check(last: Reading, this: Reading, result: Reconciliation) -> None:
    assert tuple(pair.promise for pair in result.pairs) == last.targets
    for pair in result.pairs:
        assert (pair.outcome is None) == (pair.verdict is Verdict.UNMENTIONED)
        if pair.outcome is not None:
            outcome = pair.outcome
            assert "".join(this.text[outcome.start : outcome.end].split()) == outcome.quote
            assert outcome.quote
            assert 0 < pair.likeness <= 1
    assert sum(result.count().values()) == len(result.pairs)


@settings(max_examples=150, deadline=None)
@given(PARAGRAPHS, PARAGRAPHS)
def test_every_promise_appears_once_and_outcomes_quote_their_text(promises: list[str], outcomes: list[str]) -> None:
    last, this = last_report(*promises), this_report(*outcomes)
    result = reconcile(last, this)
    check(last, this, result)
    assert reconcile(read(last.text), read(this.text)) == result


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_strings_reconcile(one: str, other: str) -> None:
    last, this = read(one + "\n"), read(other + "\n")
    check(last, this, reconcile(last, this))


def test_traditional_characters_are_read_and_quoted_as_given() -> None:
    this = this_report("新建農村幸福院15所。")
    pair = reconcile(last_report("新建农村幸福院12所。"), this).pairs[0]
    assert pair.verdict is Verdict.EXCEEDED
    assert pair.outcome is not None
    assert pair.outcome.clause == "新建農村幸福院15所"


def test_a_sentence_of_thousands_of_figures_takes_no_longer_a_figure() -> None:
    last = last_report("新建鹭湖公园9处。建成青蓑医院。")
    this = this_report("新建鹭湖公园12处，改造小区9个，青蓑医院加快推进，" * 1000 + "。")
    begun = time.process_time()
    pairs = reconcile(last, this).pairs
    assert time.process_time() - begun < 8  # a minute and more while each figure looked its sentence through
    assert pairs[0].reported == 12
