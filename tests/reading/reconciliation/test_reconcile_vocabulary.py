"""The shape of the vocabulary."""

from __future__ import annotations

import pytest

from luoshi.reading.reconciliation._vocabulary import plain, ratio_of_units, table, words
from luoshi.reading.wording import spellings

LISTS = [name for name, value in table().items() if isinstance(value, str)]


@pytest.mark.parametrize("name", LISTS)
def test_no_word_stands_twice_in_a_list(name: str) -> None:
    assert len(words(name)) == len(set(words(name)))


def test_what_is_written_in_one_way_stays_so() -> None:
    for written in spellings().values():
        assert plain(plain(written)) == plain(written)


def test_a_unit_is_in_one_group_only() -> None:
    units = [unit for group in table()["units"] for unit in group]
    assert len(units) == len(set(units))


def test_units_are_turned_into_each_other() -> None:
    assert ratio_of_units("公里", "米") == pytest.approx(0.001)
    assert ratio_of_units("个", "座") == 1
    assert ratio_of_units("元", "公里") is None
    assert ratio_of_units("%", "个百分点") is None
