"""Last year's promises beside this year's lookback. Pure: no Django, no clock, no network."""

from luoshi.reading.reconciliation._agreement import find_place, is_same_place
from luoshi.reading.reconciliation._model import (
    VERDICTS,
    Because,
    Doubt,
    DoubtCode,
    NamedPair,
    Outcome,
    Pair,
    Reconciliation,
    Verdict,
    count_verdicts,
)
from luoshi.reading.reconciliation._reconcile import reconcile

__all__ = [
    "VERDICTS",
    "Because",
    "Doubt",
    "DoubtCode",
    "NamedPair",
    "Outcome",
    "Pair",
    "Reconciliation",
    "Verdict",
    "count_verdicts",
    "find_place",
    "is_same_place",
    "reconcile",
]
