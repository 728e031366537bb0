"""Who may do what, as one table: role × kind of object × how the object stands to the asker. Pure.

Pages, exports and actions ask ``abilities`` or ``require`` and nothing else. Each room has its own module of rows; a
new row goes to the room whose kind it is about, a new word to ``_model``.
"""

from __future__ import annotations

from luoshi.people.abilities._model import Ability, Asker, Guarded, Kind, NotAllowed, Role, Row, Standing, rows
from luoshi.people.abilities._table import TABLE, RowGivenTwice, abilities, compose, require, standings

__all__ = [
    "TABLE",
    "Ability",
    "Asker",
    "Guarded",
    "Kind",
    "NotAllowed",
    "Role",
    "Row",
    "RowGivenTwice",
    "Standing",
    "abilities",
    "compose",
    "require",
    "rows",
    "standings",
]
