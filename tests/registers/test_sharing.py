"""A fact in two places: each place's figure takes its part, whatever is above both takes it once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from luoshi.registers.actions import correct_record
from luoshi.registers.queries import Place, counted_facts, figure_records, measure_figures
from luoshi.registers.subtotals import rebuild_subtotals
from tests.registers.conftest import AT

YEAR_END = date(2026, 12, 31)
TOWNS = ("370215001", "370215002")
PARTS = "370215001 33.33%、370215002 66.67%"


def figures(measure: str, **named: object) -> list[float | None]:
    places = [Place("trees", measure, division) for division in (*TOWNS, "370215", "")]
    return [each.value for each in measure_figures(places, on=YEAR_END, **named)]


def test_counts_and_sums_are_shared_out_from_records_and_from_subtotals(trees, plant) -> None:
    plant(height=0.0002, alive=True, parts=PARTS)
    plant(height=3, alive=True, division="370215001")

    expected = {"planted": [1.3333, 0.6667, 2, 2], "height": [3, 0.0002, 3.0002, 3.0002]}
    assert {name: figures(name) for name in expected} == expected
    rebuild_subtotals(trees)
    assert {name: figures(name) for name in expected} == expected


def test_other_parts_hold_from_the_day_on_which_they_are_written(district, trees, plant) -> None:
    rebuild_subtotals(trees)
    road = plant(parts=PARTS)
    correct_record(
        by=district.supervisor, record=road, expected_version=1, at=AT + timedelta(days=5), why="重新丈量",
        raw={**road.values, "parts": "370215001 50%、370215002 50%"},
    )  # fmt: skip

    assert figures("planted") == [0.5, 0.5, 1, 1]
    assert figures("planted", as_of=AT.date()) == [0.3333, 0.6667, 1, 1]


def test_what_one_place_has_counted_does_not_take_the_part_of_another(trees, plant) -> None:
    plant(parts=PARTS)
    counted = frozenset(counted_facts(Place("trees", "planted", TOWNS[0]), on=YEAR_END))
    places = [Place("trees", "planted", division, counted) for division in (*TOWNS, "370215")]

    assert [each.value for each in measure_figures(places, on=YEAR_END)] == [0, 0.6667, 0.6667]


def test_a_shared_record_stands_once_under_the_figure_and_lies_in_what_its_parts_have_in_common(
    district, plant
) -> None:
    road = plant(parts=PARTS)

    assert road.division == "370215"
    for division in (*TOWNS, ""):
        rows, hidden = figure_records(district.supervisor, "trees", "planted", on=YEAR_END, division=division)
        assert ([each.pk for each in rows], hidden) == ([road.pk], 0)


def test_parts_that_are_not_the_whole_are_refused(plant) -> None:
    from luoshi.registers.errors import BadValues

    with pytest.raises(BadValues) as refused:
        plant(parts="370215001 50%、370215002 40%")

    assert refused.value.problems[0].limit == "90"
