"""Kept subtotals give the figures that the records give, whatever was written in between."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luoshi.registers.actions import correct_record, merge_records, withdraw_record
from luoshi.registers.models import Register, Subtotal
from luoshi.registers.queries import Place, measure_figures
from luoshi.registers.subtotals import rebuild_missing, rebuild_subtotals, settled_measures
from tests.registers.conftest import AT
from tests.registers.test_figures import HISTORY, MEASURES, YEAR_END, reference


@pytest.fixture
def kept(trees) -> Register:
    rebuild_subtotals(trees)
    trees.refresh_from_db()
    return trees


def added_up(register: Register) -> Counter[tuple[object, ...]]:
    """Measure, division, day and item → facts, total, among; rows that cancel each other left out."""
    found: Counter[tuple[object, ...]] = Counter()
    for row in Subtotal.objects.filter(register=register):
        for name in ("facts", "total", "among"):
            found[row.measure, row.division, row.is_month, row.held_on, row.item, name] += getattr(row, name)
    return Counter({key: value for key, value in found.items() if value})


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=HISTORY, on=st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_kept_subtotals_equal_the_reference_and_those_made_from_nothing(district, kept, plant, history, on) -> None:
    for first, second, days, gone in history:
        tree = plant(**first)
        later = AT + timedelta(days=days)
        raw = {**second, "number": tree.values["number"]}
        act = {"by": district.supervisor, "at": later, "why": "复查"}
        tree = correct_record(record=tree, expected_version=1, raw=raw, **act).record
        if gone:
            withdraw_record(record=tree, expected_version=tree.version_count, **act)
    far = date(2027, 1, 1)
    for division in ("", "370215", "370215002"):
        places = [Place("trees", name, division) for name in MEASURES]
        for name, figure in zip(MEASURES, measure_figures(places, on=on), strict=True):
            expected = reference(kept, name, on=on, as_of=far, division=division)
            assert figure.value == pytest.approx(expected.value, abs=1e-9), name
            assert (figure.of, figure.doubles) == (expected.of, expected.doubles), name
    before = added_up(kept)

    rebuild_subtotals(kept)

    assert added_up(kept) == before


def test_a_measure_that_asks_for_the_day_is_counted_from_the_records(kept, plant) -> None:
    plant(alive=True, checked_on="2026-05-01")

    assert {each.name for each in settled_measures(kept)} == set(MEASURES) - {"alive_share"}
    assert measure_figures([Place("trees", "alive_share")], on=YEAR_END)[0].value == 100


def test_a_merged_record_leaves_the_figures_and_what_it_was_merged_into_stays(district, kept, plant) -> None:
    first, second = plant(height=4, alive=True), plant(height=4, alive=True)

    merge_records(by=district.supervisor, record=second, into=first, expected_version=1, at=AT, why="同一棵")

    found = measure_figures([Place("trees", "planted"), Place("trees", "height")], on=YEAR_END)
    assert [each.value for each in found] == [1, 4]


def test_one_more_record_adds_rows_for_the_measures_that_it_meets_only(kept, plant) -> None:
    plant(planted_on="2026-03-12", height=1)

    assert set(Subtotal.objects.values_list("measure", flat=True)) == {"planted"}


def test_subtotals_of_a_changed_pack_are_not_used_until_they_are_made_again(district, kept, plant, tmp_path) -> None:
    from luoshi.mechanisms import load_pack
    from luoshi.registers.actions import adopt_pack
    from tests.registers.trees import PACK, write_trees

    plant(height=4)
    changed = PACK.replace("value = 3", "value = 5")
    adopt_pack(by=None, pack=load_pack(write_trees(tmp_path / "later", pack=changed)), at=AT)

    tall = [Place("trees", "tall")]
    assert measure_figures(tall, on=YEAR_END)[0].value == 0
    assert rebuild_missing() > 0
    assert measure_figures(tall, on=YEAR_END)[0].value == 0
    assert rebuild_missing() == 0


def test_kept_figures_are_read_without_touching_a_record(kept, plant, django_assert_num_queries) -> None:
    plant()
    places = [Place("trees", name) for name in MEASURES if name != "alive_share"]

    with django_assert_num_queries(2) as queries:
        measure_figures(places, on=YEAR_END)

    assert "registers_record" not in queries.captured_queries[1]["sql"]
