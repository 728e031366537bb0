"""What is wrong in one cell."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FaultCode(StrEnum):
    """Why a cell does not fit. What goes into ``RowFault.other`` is named behind it."""

    REQUIRED = "required"
    TOO_LONG = "too_long"  # the most characters
    BAD_NUMBER = "bad_number"
    BAD_DAY = "bad_day"
    FUTURE = "future"
    BAD_KIND = "bad_kind"  # the kinds there are
    BAD_USERNAME = "bad_username"
    BAD_PHONE = "bad_phone"
    BAD_EMAIL = "bad_email"
    FORMULA = "formula"  # a formula whose value the file does not hold
    MERGED = "merged"  # a code that comes from a merged cell would stand for several rows
    TWICE = "twice"  # the row where it stands already
    UNKNOWN = "unknown"  # no such code or user name, here or in the sheet
    FOREIGN = "foreign"  # it belongs to another government, or is the top of the tree
    CLOSED = "closed"
    LOOP = "loop"  # it would stand beneath itself
    NAME_TAKEN = "name_taken"  # another one under the same organisation has this name
    FIXED = "fixed"  # this cannot be changed by an import


@dataclass(frozen=True, slots=True)
class RowFault:
    """A cell that does not fit: its row as the spreadsheet counts, its heading, what stands there."""

    row: int
    heading: str
    code: FaultCode
    value: str = ""
    other: str = ""
