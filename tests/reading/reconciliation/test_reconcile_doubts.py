"""A lookback of the wrong year or place says so."""

from __future__ import annotations

from luoshi.reading import Reading, read
from luoshi.reading.reconciliation import Doubt, DoubtCode, reconcile
from tests.reading.reconciliation.invented_reports import last_report, this_report

PROMISE, OUTCOME = "新建农村幸福院12所。", "新建农村幸福院12所。"


def doubts(last: Reading, this: Reading) -> set[Doubt]:
    return set(reconcile(last, this).doubts)


def test_reports_that_belong_together_raise_none() -> None:
    assert doubts(last_report(PROMISE), this_report(OUTCOME)) == set()


def test_the_wrong_year_is_told_with_both_years() -> None:
    assert doubts(last_report(PROMISE, year=2023), this_report(OUTCOME, year=2025)) == {
        Doubt(DoubtCode.YEARS, "2023", "2025"),
        Doubt(DoubtCode.LOOKBACK_YEAR, "2023", "2024"),
    }


def test_reports_in_the_wrong_order_are_told() -> None:
    codes = {doubt.code for doubt in doubts(last_report(PROMISE, year=2025), this_report(OUTCOME, year=2024))}
    assert DoubtCode.YEARS in codes


def test_the_wrong_place_is_told_with_both_names() -> None:
    found = doubts(last_report(PROMISE), this_report(OUTCOME, place="鹭河县"))
    assert found == {Doubt(DoubtCode.PLACES, "云浦县", "鹭河县")}


def test_a_county_that_has_become_a_district_is_the_same_place() -> None:
    assert doubts(last_report(PROMISE), this_report(OUTCOME, place="云浦区")) == set()


def test_a_city_is_not_its_district() -> None:
    found = doubts(last_report(PROMISE, place="浦海市"), this_report(OUTCOME, place="浦海市云浦区"))
    assert {doubt.code for doubt in found} == {DoubtCode.PLACES}


def test_no_lookback_no_year_and_no_promises_are_told() -> None:
    found = {doubt.code for doubt in doubts(read("今天天气很好。"), read(""))}
    assert found == {DoubtCode.NO_LOOKBACK, DoubtCode.YEAR_UNKNOWN, DoubtCode.NO_PROMISES}
