"""Figures are written as an office writes them, and read as a clerk types them."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.office.figures import BadNumber, Range, read_number, span_written, written


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (6000.0, "6000"),
        (48000.0, "4.8万"),
        (1.7e12, "1.7万亿"),
        (8.2e11, "8200亿"),
        (5.5, "5.5"),
        (123456.0, "12.3456万"),
        (0.0, "0"),
    ],
)
def test_numbers_carry_their_magnitude(value: float, words: str) -> None:
    assert written(value, chinese=True) == words


def test_other_languages_get_thousands_commas() -> None:
    assert written(48000.0, chinese=False) == "48,000"
    assert span_written(5.0, 10.0, chinese=False) == "5—10"


@pytest.mark.parametrize(
    ("typed", "low", "high"),
    [
        ("6000", 6000, None),
        ("6,000", 6000, None),
        ("4.8万", 48000, None),
        ("1.7万亿", 1.7e12, None),
        ("5—10", 5, 10),
        ("5-10", 5, 10),
        (" ３ 万 - 4 万", 30000, 40000),
        ("-2.5", -2.5, None),
    ],
)
def test_typed_numbers_are_read(typed: str, low: float, high: float | None) -> None:
    assert read_number(typed) == Range(low, high)


@pytest.mark.parametrize("typed", ["", "很多", "5—", "10-5", "1e9", "五", "1—2—3", "nan", "--5", "5户"])
def test_anything_else_is_refused(typed: str) -> None:
    with pytest.raises(BadNumber):
        read_number(typed)


@given(st.floats(min_value=0, max_value=1e15).map(lambda value: round(value, 2)))
def test_what_is_written_reads_back_the_same(value: float) -> None:
    assert read_number(written(value, chinese=True)).low == pytest.approx(value, rel=1e-12)


@given(st.text(max_size=30))
def test_no_text_breaks_the_reader(typed: str) -> None:
    with contextlib.suppress(BadNumber):
        read_number(typed)
