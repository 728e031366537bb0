"""Government work reports read into commitments. Pure: no Django, no clock, no network."""

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
    "read",
    "read_source",
]
