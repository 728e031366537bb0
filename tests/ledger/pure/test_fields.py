"""The field of a commitment is the heading that a reader would name."""

from __future__ import annotations

from luoshi.ledger.fields import Heading, fields_of

GOALS, PLAN, OWN = Heading(1, "0.", 400), Heading(2, "1.", 6000), Heading(9, "5.", 700)
CITY, COUNTRY = Heading(3, "1.2.", 3000), Heading(4, "1.4.", 2500)
ROADS = Heading(5, "1.2.3.", 900)


def test_below_one_wide_heading_the_fields_are_its_parts() -> None:
    found = fields_of([GOALS, PLAN, CITY, ROADS, COUNTRY, OWN])
    assert found == {"0.": 1, "1.": 2, "1.2.": 3, "1.2.3.": 3, "1.4.": 4, "5.": 9}


def test_headings_that_share_the_plan_are_fields_themselves() -> None:
    industry, homes = Heading(1, "0.", 3000), Heading(3, "2.", 3000)
    assert fields_of([industry, Heading(2, "0.1.", 800), homes]) == {"0.": 1, "0.1.": 1, "2.": 3}


def test_a_plan_without_headings_has_no_field() -> None:
    assert fields_of([]) == {}


def test_a_heading_that_is_alone_is_the_field_of_what_has_no_part() -> None:
    assert fields_of([PLAN]) == {"1.": 2}
