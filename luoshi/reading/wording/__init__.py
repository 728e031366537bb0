"""Whether words of two texts can be of the same: one way of writing for each thing, and levels of government.

What compares a promise with what is reported of it later, `reconciliation` and `progress`, asks here.
"""

from luoshi.reading.wording._ranks import are_other_ranks
from luoshi.reading.wording._same import same, source, spellings

__all__ = ["are_other_ranks", "same", "source", "spellings"]
