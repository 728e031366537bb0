"""Numbers and days out of addresses."""

from __future__ import annotations

from datetime import date

import pytest

from luoshi.pages.addresses import read_day, read_whole


@pytest.mark.parametrize("text", ["", " ", "-1", "+1", "1.0", "1e3", "²", "１２", "٣", "1" * 19, "0x1", "1_0", "\0"])
def test_what_is_no_whole_number_is_none(text: str) -> None:
    assert read_whole(text) is None


def test_whole_numbers_are_read_up_to_the_digits_wanted() -> None:
    assert [read_whole(text) for text in ("0", " 12 ", "9" * 18)] == [0, 12, int("9" * 18)]
    assert read_whole("123456789", digits=8) is None


@pytest.mark.parametrize("text", ["", "2026-02-30", "0001-01-01", "9999-12-31", "1899-12-31", "2026", "明天", "\0"])
def test_what_is_no_day_one_can_reckon_with_is_none(text: str) -> None:
    assert read_day(text) is None


def test_days_are_read() -> None:
    assert read_day(" 2026-03-05 ") == date(2026, 3, 5)
