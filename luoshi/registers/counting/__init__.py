"""Measures as SQL, for both databases. Pure: text and parameters out, nothing is run here.

What they must agree with is ``luoshi.mechanisms.count_figure``; a property test holds the two together.
"""

from luoshi.registers.counting._conditions import DIALECTS, Dialect, Sql, condition_sql, joined
from luoshi.registers.counting._figures import Wanted, facts_sql, fields_of
from luoshi.registers.counting._sources import Columns, as_of_source, before_source, current_source, without
from luoshi.registers.counting._subtotals import (
    COLUMNS,
    Facts,
    figures_sql,
    is_settled,
    kept_sql,
    kept_subtotals,
    subtotals_sql,
)

__all__ = [
    "COLUMNS",
    "DIALECTS",
    "Columns",
    "Dialect",
    "Facts",
    "Sql",
    "Wanted",
    "as_of_source",
    "before_source",
    "condition_sql",
    "current_source",
    "facts_sql",
    "fields_of",
    "figures_sql",
    "is_settled",
    "joined",
    "kept_sql",
    "kept_subtotals",
    "subtotals_sql",
    "without",
]
