"""Half-width punctuation that a recogniser gives becomes that of Chinese text."""

from __future__ import annotations

import pytest

from luoshi.reading.sources._widths import widen


@pytest.mark.parametrize(
    ("given", "wide"),
    [
        ("(一)做强实体经济", "（一）做强实体经济"),
        ("（一)做强实体经济", "（一）做强实体经济"),
        ("新建公园12处,改造管网9公里;", "新建公园12处，改造管网9公里；"),
        ("增长5%,其中:工业", "增长5%，其中：工业"),
        ("(含续建项目", "（含续建项目"),
        ("其中新建3处)", "其中新建3处）"),
        ("生产总值(GDP)1,200亿元", "生产总值(GDP)1,200亿元"),
        ("比例为3:2", "比例为3:2"),
        ("", ""),
    ],
)
def test_only_punctuation_of_chinese_words_is_widened(given: str, wide: str) -> None:
    assert widen(given) == wide
    assert widen(wide) == wide
