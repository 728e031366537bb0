"""Named things that share their stage with a number in one clause."""

from __future__ import annotations

import pytest
from passages import read_outlook


@pytest.mark.parametrize(
    ("sentence", "names", "counts"),
    [
        ("完成青蓑泵站、鹭汀泵站和12公里管网建设。", ("青蓑泵站", "鹭汀泵站"), ["12公里"]),
        ("建成青蓑中学、鹭汀小学及2所幼儿园。", ("青蓑中学", "鹭汀小学"), ["2所"]),
        ("推动青蓑片区开工并新增1个更新单元。", ("青蓑片区",), ["1个"]),
    ],
)
def test_both_are_promised(sentence: str, names: tuple[str, ...], counts: list[str]) -> None:
    reading = read_outlook(sentence)
    assert [target.quote for target in reading.targets] == counts
    (milestone,) = reading.milestones
    assert milestone.names == names
    assert counts[0] not in milestone.quote


@pytest.mark.parametrize(
    "sentence", ["建成青蓑中学、鹭汀小学等2所学校。", "改造青蓑路、鹭汀路2条道路。", "建设青蓑公园和3处游园。"]
)
def test_names_that_are_counted_are_a_target_only(sentence: str) -> None:
    assert not read_outlook(sentence).milestones
