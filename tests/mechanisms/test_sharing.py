"""A fact is shared out among places by declared parts, and nothing of it is lost."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luoshi.mechanisms import (
    Counts,
    Fact,
    Field,
    FieldKind,
    Format,
    Measure,
    Part,
    PartsError,
    Period,
    Schema,
    check_values,
    count_figure,
    read_parts,
)
from luoshi.mechanisms._sharing import WHOLE, say_parts, share_of

ROAD = read_parts("370215001 60%、370215002 40%")
DAY = date(2026, 12, 31)


@pytest.mark.parametrize(
    "text", ["370215002 40%、370215001 60%", "370215001：60，370215002：40", "370215001 60.00%;\n370215002 40%;"]
)
def test_parts_are_read_however_they_are_typed(text) -> None:
    schema = Schema("路", (Field("parts", "分摊", FieldKind.TEXT, format=Format.PARTS),))

    assert check_values(schema, {"parts": text}).values == {"parts": "370215001 60%、370215002 40%"}


@pytest.mark.parametrize(
    ("text", "code", "limit"),
    [
        ("370215001 60%、370215002 30%", "not_whole_sum", "90"),
        ("370215001 50%、370215001 50%", "bad_form", ""),
        ("370215001 100%、370215002 0%", "bad_form", ""),
        ("浦溪镇 60%、云桥镇 40%", "bad_form", ""),
        ("370215001 33.333%、370215002 66.667%", "bad_form", ""),
    ],
)
def test_what_does_not_share_out_the_whole_is_refused(text, code, limit) -> None:
    schema = Schema("路", (Field("parts", "分摊", FieldKind.TEXT, format=Format.PARTS),))

    (problem,) = check_values(schema, {"parts": text}).problems

    assert (problem.code, problem.limit) == (code, limit)


def test_a_road_in_two_towns_counts_by_its_parts_there_and_once_in_the_district() -> None:
    length = Measure("km", "里程", "roads", Counts.SUM, Period.YEAR, "公里", of="km", held_on="day")
    fact = Fact(1, {"km": 7.5, "day": "2026-03-05"}, "370215", ROAD)

    def at(division: str) -> float | None:
        return count_figure(length, [fact], on=DAY, settings={}, division=division).value

    assert [at("370215001"), at("370215002"), at("370215003"), at("370215"), at("")] == [4.5, 3, 0, 7.5, 7.5]


def test_counts_and_shares_take_the_parts_too_and_a_distinct_count_has_one_wherever_a_part_is() -> None:
    shared = Fact(1, {"day": "2026-03-05", "no": "A"}, "", ROAD)
    facts = [shared, Fact(2, {"day": "2026-03-05", "no": "B"}, "370215001")]
    roads = Measure("n", "条数", "roads", Counts.RECORDS, Period.YEAR, "条", held_on="day")
    names = Measure("d", "路名", "roads", Counts.DISTINCT, Period.YEAR, "条", once_by=("no",), held_on="day")

    assert count_figure(roads, facts, on=DAY, settings={}, division="370215001").value == 1.6
    assert count_figure(roads, facts, on=DAY, settings={}).value == 2
    assert count_figure(names, facts, on=DAY, settings={}, division="370215002").value == 1


SPLITS = st.lists(st.integers(1, WHOLE - 1), max_size=6, unique=True).map(
    lambda cuts: tuple(
        Part(f"3702150{at:02d}", upto - before)
        for at, (before, upto) in enumerate(zip([0, *sorted(cuts)], [*sorted(cuts), WHOLE], strict=True))
    )
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(SPLITS, st.integers(-(10**16), 10**16))
def test_all_parts_of_an_amount_together_are_the_amount(parts, amount) -> None:
    assert sum(share_of(amount, parts, each.division) for each in parts) == amount


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(SPLITS)
def test_parts_that_are_said_read_as_they_were(parts) -> None:
    assert read_parts(say_parts(parts)) == parts


def test_nothing_is_no_parts() -> None:
    with pytest.raises(PartsError):
        read_parts("")
