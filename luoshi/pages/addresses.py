"""Numbers and days as they stand in an address or a hidden field; None for what is none, the page has its default."""

from __future__ import annotations

from luoshi.workdays import read_day

__all__ = ["MOST_DIGITS", "read_day", "read_whole"]

MOST_DIGITS = 18  # both databases have room for these


def read_whole(text: str, *, digits: int = MOST_DIGITS) -> int | None:
    """A whole number of plain digits, none of them superscript or full-width."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= digits else None
