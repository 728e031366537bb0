"""Measures in SQL agree with the plain reference, on any past day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luoshi.mechanisms import Fact, count_figure
from luoshi.registers.actions import correct_record, withdraw_record
from luoshi.registers.content import facts_of, parts_of
from luoshi.registers.models import RecordVersion, Register
from luoshi.registers.queries import Place, figure_records, measure_figure, measure_figures
from tests.registers.conftest import AT, KEEPER

YEAR_END = date(2026, 12, 31)
MEASURES = ("planted", "tall", "height", "keepers", "streets", "alive_share")


def reference(register: Register, name: str, *, on: date, as_of: date, division: str):
    """From the raw versions, the plain way: the last one of each record written before the day ended."""
    until = timezone.make_aware(datetime.combine(as_of + timedelta(days=1), time.min))
    known: dict[int, RecordVersion] = {}
    for version in RecordVersion.objects.filter(register=register).order_by("record", "number"):
        if version.at < until:
            known[version.record_id] = version
    schema = register.declared.schema
    facts = [
        Fact(pk, facts_of(each.values, each.digests), each.division, parts_of(schema, each.values))
        for pk, each in known.items()
        if each.state == "live"
    ]
    pack = register.latest.pack
    return count_figure(pack.measure(name), facts, on=on, settings=pack.setting_values, division=division)


TREES = st.fixed_dictionaries(
    {"planted_on": st.dates(date(2024, 11, 1), date(2026, 6, 1)).map(str)},
    optional={
        "species": st.sampled_from(["香樟", "银杏", "国槐"]),
        "height": st.decimals(0, 9, places=4).map(float) | st.integers(0, 6),
        "checked_on": st.dates(date(2025, 1, 1), date(2026, 6, 1)).map(str),
        "alive": st.booleans(),
        "tags": st.lists(st.sampled_from(["古树", "名木"]), max_size=2),
        "address": st.sampled_from(["云桥路", "云溪路", "浦溪路"]),
        "division": st.sampled_from(["370215", "370215001", "370215002003"]),
        "parts": st.sampled_from(
            ["370215001 50%、370215002 50%", "370215002003 33.33%、370215001 66.67%", "370215 12.5%、370211 87.5%"]
        ),
    },
)
HISTORY = st.lists(st.tuples(TREES, TREES, st.integers(0, 60), st.booleans()), min_size=1, max_size=8)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=HISTORY, on=st.dates(date(2026, 1, 1), date(2026, 12, 31)), as_of=st.integers(-1, 70))
def test_sql_equals_the_reference_as_of_any_past_day(district, trees, plant, history, on, as_of) -> None:
    for first, second, days, gone in history:
        tree = plant(**first, at=AT)
        later = AT + timedelta(days=days)
        raw = {**second, "number": tree.values["number"]}
        tree = correct_record(
            by=district.supervisor, record=tree, expected_version=1, raw=raw, at=later, why="复查"
        ).record
        if gone:
            withdraw_record(
                by=district.supervisor, record=tree, expected_version=tree.version_count, at=later, why="误登"
            )
    day = (AT + timedelta(days=as_of)).date()
    for division in ("", "370215002"):
        places = [Place("trees", name, division) for name in MEASURES]
        for name, figure in zip(MEASURES, measure_figures(places, on=on, as_of=day), strict=True):
            expected = reference(trees, name, on=on, as_of=day, division=division)
            assert figure.value == pytest.approx(expected.value, abs=1e-9), name
            assert (figure.of, figure.doubles) == (expected.of, expected.doubles), name
            rows, hidden = figure_records(district.supervisor, "trees", name, on=on, division=division, as_of=day)
            assert (sorted(row.pk for row in rows), hidden) == (sorted(expected.facts), 0), name


def test_as_it_is_now_equals_as_of_today(district, trees, plant) -> None:
    plant(height=4, alive=True)
    plant(height=2.5, alive=False, planted_on="2025-05-01")

    for name in MEASURES:
        now = measure_figure("trees", name, on=YEAR_END)
        assert now == measure_figure("trees", name, on=YEAR_END, as_of=date(2026, 7, 1)), name


def test_sums_of_money_are_exact(trees, plant) -> None:
    for height in (0.1, 0.2, 0.3):
        plant(height=height, alive=True)

    assert measure_figure("trees", "height", on=YEAR_END).value == 0.6


def test_a_person_is_counted_once_without_being_seen(district, trees, plant) -> None:
    plant(keeper=KEEPER)
    plant()

    assert measure_figure("trees", "keepers", on=YEAR_END).value == 1


def test_a_correction_does_not_touch_what_was_known_before(district, trees, plant) -> None:
    tree = plant(planted_on="2026-05-01")
    correct_record(
        by=district.supervisor, record=tree, expected_version=1, at=AT + timedelta(days=5), why="年份写错了",
        raw={"number": tree.values["number"], "planted_on": "2025-05-01"},
    )  # fmt: skip

    assert measure_figure("trees", "planted", on=YEAR_END, as_of=AT.date()).value == 1
    assert measure_figure("trees", "planted", on=YEAR_END).value == 0


def test_a_figure_opens_to_the_records_that_the_asker_may_see(district, trees, plant) -> None:
    plant(owner=district.village)
    plant(owner=district.water)

    rows, hidden = figure_records(district.town_reporter, "trees", "planted", on=YEAR_END)

    assert [row.owner for row in rows] == [district.village]
    assert hidden == 1


def test_many_figures_of_one_register_are_one_statement(trees, plant, django_assert_num_queries) -> None:
    plant()
    places = [Place("trees", name) for name in MEASURES] * 3
    measure_figures(places, on=YEAR_END)

    with django_assert_num_queries(2):
        measure_figures(places, on=YEAR_END)


def test_an_unknown_measure_is_named(trees) -> None:
    with pytest.raises(KeyError, match="shrubs"):
        measure_figure("trees", "shrubs", on=YEAR_END)
