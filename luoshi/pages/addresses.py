"""Numbers and days as they stand in an address or a hidden field; None for what is none, the page has its default."""

from __future__ import annotations

from datetime import date

from django.utils.dateparse import parse_date

MOST_DIGITS = 18  # both databases have room for these
FIRST_YEAR, LAST_YEAR = 1900, 2999  # there are days to reckon with before and behind these


def read_whole(text: str, *, digits: int = MOST_DIGITS) -> int | None:
    """A whole number of plain digits, none of them superscript or full-width."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= digits else None


def read_day(text: str) -> date | None:
    """A day that a calendar has, as 2026-03-05."""
    try:
        day = parse_date(text.strip())
    except ValueError:
        return None
    return day if day and FIRST_YEAR <= day.year <= LAST_YEAR else None
