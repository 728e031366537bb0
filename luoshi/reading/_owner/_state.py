"""What the numbers of a sentence have settled so far."""

from __future__ import annotations

from dataclasses import dataclass

from luoshi.reading._model import Relation
from luoshi.reading._phrase import Left


@dataclass(slots=True)
class State:
    """What the numbers before have settled: the verb that may be shared, subjects still to be dealt out."""

    clause_start: int
    sentence_start: int
    left: Left | None = None
    object: str = ""
    subjects: tuple[str, ...] = ()
    standard: str = ""  # whose sums are told for one group after another
    relation: Relation | None = None
    strive: bool = False
