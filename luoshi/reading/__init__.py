"""Government work reports read into commitments. Pure: no Django, no clock, no network."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from luoshi.reading._model import (
    Commitment,
    GlossaryTerm,
    Heading,
    Milestone,
    Modality,
    Mode,
    Part,
    Passed,
    Reading,
    Reason,
    Relation,
    Target,
)
from luoshi.reading._read import read, read_source
from luoshi.reading._units import is_counted
from luoshi.reading._version import is_compiled, rules_version

if TYPE_CHECKING:
    from luoshi.reading.leads import suggest_lead
    from luoshi.reading.progress import read_progress
    from luoshi.reading.reconciliation import reconcile

__all__ = [
    "Commitment",
    "GlossaryTerm",
    "Heading",
    "Milestone",
    "Modality",
    "Mode",
    "Part",
    "Passed",
    "Reading",
    "Reason",
    "Relation",
    "Target",
    "is_compiled",
    "is_counted",
    "read",
    "read_progress",
    "read_source",
    "reconcile",
    "rules_version",
    "suggest_lead",
]

# Imported when they are asked for: who only reads does not wait for them.
_LAZY = {
    "read_progress": "luoshi.reading.progress",
    "reconcile": "luoshi.reading.reconciliation",
    "suggest_lead": "luoshi.reading.leads",
}


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LAZY[name]), name)
