"""Statements that are put together once for the process, and that go to the database several at a time.

Django builds a statement anew for each query, which costs more than everything else that a step of a matter does; and
each trip to a database that is not in the same process costs as much again. What runs a few times a day asks the ORM.
"""

from __future__ import annotations

from luoshi.statements._asking import ask, number_rows
from luoshi.statements._rows import columns_of, read_rows
from luoshi.statements._statement import Statement
from luoshi.statements._trips import Trip, insert_missing, insert_rows, update_rows

__all__ = [
    "Statement", "Trip", "ask", "columns_of", "insert_missing", "insert_rows", "number_rows", "read_rows",
    "update_rows",
]  # fmt: skip
