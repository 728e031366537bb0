"""Last year's promises beside this year's lookback. Pure: no Django, no clock, no network."""

from luoshi.reading.reconciliation._agreement import find_place, is_same_place
from luoshi.reading.reconciliation._model import (
    Because,
    Doubt,
    DoubtCode,
    NamedPair,
    Outcome,
    Pair,
    Reconciliation,
    Verdict,
)
from luoshi.reading.reconciliation._reconcile import reconcile

__all__ = [
    "Because",
    "Doubt",
    "DoubtCode",
    "NamedPair",
    "Outcome",
    "Pair",
    "Reconciliation",
    "Verdict",
    "find_place",
    "is_same_place",
    "reconcile",
]
