"""A promise finds the things that it names, and the stage that it wants of them."""

from __future__ import annotations

from datetime import date

import pytest

from luoshi.ledger.measuring.naming import Candidate, NameReason, come_so_far, promised_stage, suggest_things

WORDS = {
    "开工": ("开工", "开工建设"),
    "封顶": ("主体封顶",),
    "竣工": ("竣工", "建成"),
    "投用": ("投用", "建成投用", "启用", "建成通车"),
    "验收": ("通过验收",),
}


@pytest.mark.parametrize(
    ("action", "quote", "stage"),
    [
        ("建成投用", "10月底前建成投用区妇幼保健院新院区", "投用"),
        ("建成", "建成竹箬水厂", "竣工"),
        ("竣工", "区中医院启用楼竣工", "竣工"),  # 启用 belongs to the name
        ("", "推动云浦港二类口岸通过验收", "验收"),
        ("改革", "推动体制改革", ""),
    ],
)
def test_the_longest_word_names_the_stage_and_the_verb_goes_first(action: str, quote: str, stage: str) -> None:
    assert promised_stage(action, quote, WORDS) == stage


def test_things_are_suggested_by_name_and_place_the_most_alike_first() -> None:
    candidates = [
        Candidate(1, ("区妇幼保健院新院区",), ("学府街8号",)),
        Candidate(2, ("云浦区妇幼保健院新院区项目",)),
        Candidate(3, ("区妇幼保健所新院",)),
        Candidate(4, ("浦溪大桥",)),
        Candidate(5, ("桥",)),
    ]

    found = suggest_things(("区妇幼保健院新院区",), "在学府街建成投用区妇幼保健院新院区。", candidates)

    assert [(each.id, each.reasons) for each in found] == [
        (1, (NameReason.SAME_NAME, NameReason.SAME_PLACE)),
        (2, (NameReason.PART_OF_NAME,)),
        (3, (NameReason.LIKE_NAME,)),
    ]


def test_one_sentence_may_name_two_things() -> None:
    candidates = [Candidate(1, ("柳墟安置区",)), Candidate(2, ("南桁安置区一期",)), Candidate(3, ("青石公园",))]

    found = suggest_things(("南桁安置区", "柳墟安置区"), "", candidates)

    assert [(each.id, each.name) for each in found] == [(1, "柳墟安置区"), (2, "南桁安置区")]


def test_so_far_is_told_by_those_that_are_there() -> None:
    assert come_so_far([None, None]).figure == 0
    half = come_so_far([date(2026, 3, 1), None])
    assert (half.figure, half.since) == (50, date(2026, 3, 1))
    whole = come_so_far([date(2026, 3, 1), date(2026, 5, 2)])
    assert (whole.figure, whole.since) == (100, date(2026, 5, 2))
