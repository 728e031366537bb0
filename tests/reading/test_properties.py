"""What holds for any text: spans quote, nothing raises, twice is once, no sentence is lost, time is linear."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from passages import OUTLOOK

from luoshi.reading import Reading, Reason
from luoshi.reading._assemble import read_text

HEADS = [
    "一、2025年工作回顾",
    "二、2026年工作安排",
    "一、“十五五”时期主要目标",
    "（一）抓好水利",
    "1.推进产业。",
    "名词解释",
]
LINES = st.sampled_from([*HEADS, "各位代表：", "海绵城市：指能吸水的城市。", "责任编辑：云浦", "云浦区政府工作报告"])
CLAUSES = st.sampled_from(
    [
        "新建泵站3座",
        "改造供水管网26公里",
        "雨污分流管网18.5公里",
        "力争新增企业30家以上",
        "城镇、农村居民收入分别增长5%、6%左右",
        "新建考院街、北阁街等6条道路",
        "推动数字产业园二期主体封顶",
        "8月底前启用“鹭汀”初中",
        "总投资50亿元的浦南储能项目",
        "推动120个项目投产达效",
        "开通7号线（一期）",
        "产值突破百亿大关",
        "坚持稳中求进",
        "天空湛蓝",
        "到2030年",
        "各位代表",
        "1.28万亿、8200亿元",
        "10—15家",
    ]
)
MARKS = st.sampled_from(
    ["，", "。", "；", "、", "：", "！", "？", "，\n", "\n", "\n\n", "。\n", " ", "　　", "\r\n", "[3]", "”", "（"]
)
SENTENCES = st.lists(st.tuples(CLAUSES, MARKS).map("".join), min_size=1, max_size=6).map("".join)
MIXTURES = st.lists(st.one_of(SENTENCES, LINES.map(lambda line: f"\n{line}\n")), max_size=10).map("".join)
# Characters that the rules look at, in no order at all.
SCRAPS = st.text(
    st.sampled_from(
        '新建造改完成达到等个座亿万%％0123456789.,，。；：、！\n\r\t 　“”"《》（）()[]一二是第年月底前至—-~'
        "分别力争和①②\u200b\ufeff\x00"
    )
)


def spans_of(reading: Reading) -> Iterator[tuple[int, int]]:
    for item in (*reading.headings, *reading.commitments, *reading.passed, *reading.glossary):
        yield item.start, item.end
    for term in reading.glossary:
        yield from term.uses


def check(reading: Reading) -> None:
    """Everything that a reading guarantees of its spans."""
    text = reading.text
    assert all(0 <= start < end <= len(text) for start, end in spans_of(reading))
    for heading in reading.headings:
        assert heading.end <= heading.body_end <= len(text)
        assert heading.parent is None or reading.headings[heading.parent].level < heading.level
    last = 0
    for commitment in reading.commitments:
        assert commitment.start >= last
        last = commitment.end
        assert squeezed(text[commitment.start : commitment.end]) == commitment.text
        for promise in (*commitment.targets, *commitment.milestones):
            assert commitment.start <= promise.start < promise.end <= commitment.end
            assert squeezed(text[promise.start : promise.end]) == promise.quote
        assert all(target.object and target.unit and target.clause for target in commitment.targets)
        assert all(milestone.names and milestone.action for milestone in commitment.milestones)
        starts = [target.start for target in commitment.targets]
        assert starts == sorted(set(starts))
    for target in reading.targets:
        assert isinstance(target.value, tuple) == (target.relation == "range")


def squeezed(text: str) -> str:
    return "".join(text.split())


@settings(max_examples=300)
@given(MIXTURES)
def test_spans_of_everything_quote_their_text(text: str) -> None:
    check(read_text(text))


@settings(max_examples=200)
@given(SCRAPS)
@example("")
@example("\n")
@example("一、2026年工作安排")
@example("新建3座桥、\n")
def test_scraps_of_the_genre_never_raise(text: str) -> None:
    check(read_text(text))
    check(read_text(OUTLOOK + text))


@settings(max_examples=200)
@given(st.text())
@example("\ud800新建3座。")
@example("\x00")
@example("新建3座\u0301。")
def test_any_text_is_read(text: str) -> None:
    check(read_text(text))
    check(read_text(OUTLOOK + text))


@settings(max_examples=50)
@given(MIXTURES)
def test_reading_twice_is_the_same(text: str) -> None:
    assert read_text(text) == read_text(text)


@settings(max_examples=50)
@given(MIXTURES, st.integers(2000, 2099))
def test_a_year_from_outside_changes_no_span_of_a_promise(text: str, year: int) -> None:
    check(read_text(text, year))


@settings(max_examples=200)
@given(
    st.lists(
        st.tuples(CLAUSES, st.sampled_from(["，", "。", "；", "、", "！", "。\n", "，\n", "\n\n", "？"])).map("".join)
    )
)
def test_every_sentence_of_the_outlook_is_a_heading_a_promise_or_passed_exactly_once(fragments: list[str]) -> None:
    text = OUTLOOK + "".join(fragments)
    reading = read_text(text)
    taken = sorted((item.start, item.end) for item in (*reading.commitments, *reading.passed))
    assert "".join(squeezed(text[start:end]) for start, end in taken) == squeezed(text)
    assert all(one[1] <= other[0] for one, other in pairwise(taken))
    headings = {(item.start, item.end) for item in reading.headings}
    assert {(item.start, item.end) for item in reading.passed if item.reason is Reason.HEADING} == headings


STRANGE: dict[str, Callable[[int], str]] = {
    "no stop": lambda n: "新建泵站" * n,
    "only digits": lambda n: "1" * n,
    "digits and list marks": lambda n: "1、" * n + "个",
    "digits and dashes": lambda n: "1至" * n,
    "thousands": lambda n: "1" + ",000" * n,
    "magnitudes": lambda n: "1万" * n,
    "numbers": lambda n: "新建泵站3座" * n,
    "a list of numbers": lambda n: "新建泵站3座、" * n,
    "sentences": lambda n: "新建泵站3座。" * n,
    "quotes": lambda n: "“" * n,
    "closing quotes": lambda n: "甲”" * n,
    "straight quotes": lambda n: '"' * n,
    "side by side": lambda n: "“甲”“乙”" * n,
    "brackets": lambda n: "（" * n,
    "brackets and numbers": lambda n: "（3座" * n,
    "headings": lambda n: "（一）抓好水利\n" * n,
    "run-in heads": lambda n: "抓好水利。完善设施。\n" * (n // 2),
    "nested headings": lambda n: "一、甲\n（一）乙\n1.丙\n" * (n // 3),
    "bare lines": lambda n: "甲乙丙\n" * n,
    "years": lambda n: "2026年工作\n" * n,
    "glossary": lambda n: "名词解释\n" + "".join(f"{i}.术语{i}：指能吸水的城市。\n" for i in range(n // 4)),
    "glossary of one term": lambda n: "海绵" * n + "\n名词解释\n" + "海绵：指能吸水的城市。\n" * (n // 8),
    "respectively": lambda n: "甲、" * n + "分别增长" + "1%、" * n,
    "respectively again": lambda n: "甲分别增长1%，" * n,
    "names": lambda n: "新建" + "甲路、" * n + "等3条道路",
    "names joined": lambda n: "甲和" * n + "3条道路",
    "commas": lambda n: "，" * n,
    "stages": lambda n: "推动" * n + "建成" * n,
    "a list of stages": lambda n: "建成甲学校、" * n,
    "times": lambda n: "2026年6月" * n + "3座",
    "sizes": lambda n: "总投资5亿元的" * n,
    "adverbs": lambda n: "加快" * n + "3座",
    "white space": lambda n: "甲 \n 　" * n,
    "note marks": lambda n: "甲[1]" * n,
    "exclamations": lambda n: "！" * n,
}


def shortest_time(text: str, runs: int) -> float:
    """Processor seconds, the best of several runs: a noisy machine only ever adds."""

    def once() -> float:
        start = time.process_time()
        read_text(text)
        return time.process_time() - start

    return min(once() for _ in range(runs))


@pytest.mark.parametrize("strange", STRANGE.values(), ids=STRANGE)
def test_time_is_linear_in_the_length_of_any_text(strange: Callable[[int], str]) -> None:
    length = 500
    short, long = OUTLOOK + strange(length), OUTLOOK + strange(4 * length)
    for runs in (1, 3, 6):  # again with more runs only where the first measure was disturbed
        if shortest_time(long, runs) < 8 * max(shortest_time(short, runs + 1), 0.004):
            return
    pytest.fail("four times the text takes more than eight times as long")


def test_a_long_text_is_read_in_time() -> None:
    assert shortest_time(OUTLOOK + "改造供水管网26公里，雨污分流管网18.5公里。" * 2000, 3) < 5
