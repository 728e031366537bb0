"""What somebody types for a figure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.ledger.figures import BadFigure, FigureCode, read_figure


@pytest.mark.parametrize(
    ("words", "unit", "value"),
    [
        ("6000", "户", 6000.0), ("６，０００", "户", 6000.0), (" 6,000 户 ", "户", 6000.0),
        ("4.8万", "只", 48000.0),
        ("１．２亿", "万元", 12000.0), ("1200万元", "万元", 1200.0), ("1200", "万元", 1200.0),
        ("1.7万亿元", "亿元", 17000.0),
        ("13公里", "千米", 13.0), ("5.5%", "%", 5.5), ("５．５％", "%", 5.5), ("0", "个", 0.0), ("1.50", "公里", 1.5),
    ],
)  # fmt: skip
def test_taken(words, unit, value):
    assert read_figure(words, unit=unit) == value


@pytest.mark.parametrize(
    ("words", "code", "found"),
    [
        ("", "empty", ""), ("  ", "empty", ""), ("1.2.3", "several_points", ""), ("1..2", "bad_commas", ""),
        ("-5", "negative", ""), ("－5", "negative", ""), ("10^30", "power", ""), ("1e30", "power", ""),
        ("3x10^4", "power", ""), ("9" * 31, "too_large", ""), ("1" * 99, "too_long", ""),
        ("0.12345678", "too_fine", ""),
        ("13亩", "other_unit", "亩"), ("5%", "other_unit", "%"), ("1,2,3", "bad_commas", ""), ("约13", "no_number", ""),
        ("十三", "no_number", ""), ("NaN", "no_number", ""), ("inf", "no_number", ""), ("=1+2", "no_number", ""),
        ("1e5000000000", "power", ""),
    ],
)  # fmt: skip
def test_refused_with_what_is_wrong(words, code, found):
    with pytest.raises(BadFigure) as fault:
        read_figure(words, unit="公里")
    assert (fault.value.code, fault.value.found) == (FigureCode(code), found)


@pytest.mark.parametrize(("words", "value"), [("3", 3.0), ("3.0所", 3.0), ("1.5万", 15000.0)])
def test_what_comes_whole_is_taken_whole(words, value):
    assert read_figure(words, unit="所", whole=True) == value


@pytest.mark.parametrize("words", ["0.5", "0.5所", "2.25", "1.00005万"])
def test_half_of_what_comes_whole_is_refused(words):
    with pytest.raises(BadFigure) as fault:
        read_figure(words, unit="所", whole=True)
    assert (fault.value.code, fault.value.found) == (FigureCode.NOT_WHOLE, words)


def test_growth_may_fall():
    assert read_figure("-1.2%", unit="%", may_fall=True) == -1.2
    assert read_figure("−1.2", unit="%", may_fall=True) == -1.2


@given(st.text(max_size=80), st.sampled_from(["", "个", "公里", "万元", "%"]))
def test_any_words_give_a_number_or_a_fault(words, unit):
    try:
        value = read_figure(words, unit=unit)
    except BadFigure:
        return
    assert 0 <= value < 1e15


@given(st.decimals(0, 10**12, places=3, allow_nan=False, allow_infinity=False))
def test_numbers_written_plainly_come_back(value):
    assert read_figure(f"{value:f}", unit="个") == float(value)
    assert read_figure(f"{value:,f}", unit="个") == float(value)
