"""Traditional characters: detected, and folded without moving an offset."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.reading.sources import load_bytes, to_simplified

TRADITIONAL = (
    "各位代表：現在，我代表區人民政府，向大會報告工作，請予審議。新建養老服務中心3個，更新改造供熱管網13公里。"
)
SIMPLIFIED = "各位代表：现在，我代表区人民政府，向大会报告工作，请予审议。新建养老服务中心3个，更新改造供热管网13公里。"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5", "utf-16-le"])
def test_a_report_in_traditional_characters_is_read_and_marked(encoding: str) -> None:
    source = load_bytes(TRADITIONAL.encode(encoding), "報告.txt")
    assert source.text == TRADITIONAL
    assert source.traditional
    assert to_simplified(source.text) == SIMPLIFIED


def test_a_simplified_report_with_a_few_old_names_is_not_traditional() -> None:
    assert not load_bytes((SIMPLIFIED + "於先生。甯鎮。").encode(), "报告.txt").traditional


def test_folding_a_simplified_text_changes_nothing() -> None:
    assert to_simplified(SIMPLIFIED) == SIMPLIFIED


@given(st.text())
def test_folding_keeps_every_offset_and_twice_is_once(text: str) -> None:
    folded = to_simplified(text)
    assert len(folded) == len(text)
    assert to_simplified(folded) == folded


def test_the_table_is_sorted_one_to_one_and_names_its_source() -> None:
    lines = (files("luoshi.reading") / "lexicon" / "traditional.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    assert any("Source" in line for line in lines if line.startswith("#"))
    assert all(len(row) == 2 and len(row[0]) == len(row[1]) == 1 for row in rows)
    keys = [row[0] for row in rows]
    assert keys == sorted(set(keys))
    assert not set(keys) & {row[1] for row in rows}
    assert all(row[1].encode("gb2312") for row in rows)
