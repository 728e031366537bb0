"""The reference figures."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from luoshi.mechanisms import Fact, Measure, count_figure, load_pack
from tests.mechanisms.packs_on_disk import write_pack

TREES = [
    Fact(1, {"number": "A1", "species": "香樟", "height": 0.1, "planted_on": "2026-03-12", "alive": True}, "370215001"),
    Fact(
        2, {"number": "A2", "species": "银杏", "height": 0.2, "planted_on": "2026-05-01", "alive": False}, "370215001"
    ),
    Fact(3, {"number": "A1", "species": "香樟", "planted_on": "2026-06-01", "alive": True}, "370215002"),
    Fact(4, {"number": "A4", "species": "香樟", "height": 7, "planted_on": "2025-06-01"}, "370215002"),
]


@pytest.fixture
def measure(tmp_path: Path):
    def measure(**keys: str) -> Measure:
        given = {"register": '"trees"', "unit": '"株"', **keys}
        lines = "".join(f"{key} = {value}\n" for key, value in given.items())
        folder = write_pack(tmp_path, f'[[measure]]\nname = "m"\ntitle = "数"\n{lines}')
        return load_pack(folder).measure("m")

    return measure


def figure(measure: Measure, on: date = date(2026, 12, 31), division: str = ""):
    return count_figure(measure, TREES, on=on, settings={}, division=division)


def test_this_years_records_are_counted_up_to_the_day(measure) -> None:
    planted = measure()

    assert figure(planted).value == 3
    assert figure(planted, on=date(2026, 5, 1)).facts == (1, 2)
    assert figure(planted, division="370215002").facts == (3,)


def test_a_stock_counts_what_came_before_too(measure) -> None:
    assert figure(measure(period='"all"')).value == 4


def test_sums_are_exact(measure) -> None:
    assert figure(measure(counts='"sum"', of='"height"')).value == 0.3


def test_facts_with_one_key_count_once_and_the_double_is_shown(measure) -> None:
    found = figure(measure(counts='"distinct"', once_by='["number"]'))

    assert (found.value, found.doubles, found.facts) == (2, 1, (1, 2, 3))


def test_a_share_says_of_how_many(measure) -> None:
    share = figure(measure(counts='"share"', where='"alive = true"', among='"alive is not empty"', period='"all"'))

    assert (share.value, share.of, share.facts) == (pytest.approx(200 / 3), 3, (1, 3))


def test_a_share_of_nothing_has_no_value(measure) -> None:
    assert figure(measure(counts='"share"'), on=date(2020, 1, 1)).value is None
