"""Stage 4, resolve: the verb and the object that own a number, shared with the numbers before it where they are.

Needs a place and what the numbers before it have settled (``State``), which it carries on.
"""

from luoshi.reading._owner._clauses import clause_before, with_owner
from luoshi.reading._owner._owner_of import SPENDING, owner_of
from luoshi.reading._owner._state import State
from luoshi.reading._owner._whom import by_standard, disposed, to_whom

__all__ = ["SPENDING", "State", "by_standard", "clause_before", "disposed", "owner_of", "to_whom", "with_owner"]
