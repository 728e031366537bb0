"""Measures as SQL, for both databases. Pure: text and parameters out, nothing is run here.

What they must agree with is ``luoshi.mechanisms.count_figure``; a property test holds the two together.
"""

from luoshi.registers.counting._conditions import DIALECTS, Dialect, Sql, condition_sql
from luoshi.registers.counting._figures import Wanted, fields_of, figures_sql, records_sql
from luoshi.registers.counting._sources import as_of_source, current_source

__all__ = [
    "DIALECTS",
    "Dialect",
    "Sql",
    "Wanted",
    "as_of_source",
    "condition_sql",
    "current_source",
    "fields_of",
    "figures_sql",
    "records_sql",
]
