"""What is asked of a database or told to it: a text and its values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple


class Statement(NamedTuple):
    """A text with a ``%s`` for each value. ``line`` and ``rows`` repeat a part of it: the rows that are inserted.

    ``is_frequent``: every step of a matter has it, so that PostgreSQL plans it once for each connection.
    """

    text: str
    values: Sequence[Any] = ()
    line: str = ""
    rows: Sequence[Sequence[Any]] = ()
    ending: str = ""
    is_frequent: bool = False

    @property
    def whole(self) -> tuple[str, list[Any]]:
        """The text as one, and its values."""
        if not self.line:
            return self.text, list(self.values)
        values = [value for row in self.rows for value in row]
        return f"{self.text} {', '.join([self.line] * len(self.rows))} {self.ending}", values
