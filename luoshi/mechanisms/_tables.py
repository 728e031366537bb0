"""Taking typed values out of a table of a document. What does not fit is a fault and reads as the default."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from luoshi.mechanisms._documents import Document, Path
from luoshi.mechanisms._faults import Fact, FaultCode, Faults

NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
LONGEST_TEXT = 2000


def is_pack_name(text: str) -> bool:
    """Can a pack or a part of one be called this?"""
    return NAME.fullmatch(text) is not None


class Table:
    """One table of a pack file. Every key is taken by name; ``close`` reports those that nobody took."""

    def __init__(self, document: Document, path: Path, data: Mapping[str, Any], faults: Faults) -> None:
        self.document, self.path, self.data, self.faults = document, path, data, faults
        self._taken: set[str] = set()

    @classmethod
    def of(cls, document: Document, faults: Faults) -> Table:
        """The whole document."""
        return cls(document, (), document.data, faults)

    def fault(self, code: FaultCode, key: str = "", **facts: Fact) -> None:
        """Note a fault at a key of this table, or at the table itself."""
        place = self.document.line_of((*self.path, key) if key else self.path)
        self.faults.add(self.document.name, place, code, **({"key": key} if key else {}), **facts)

    def has(self, key: str) -> bool:
        """Is the key written?"""
        return key in self.data

    def text(self, key: str, default: str | None = None, *, longest: int = LONGEST_TEXT) -> str:
        """A string that says something; required unless there is a default."""
        value: str | None = self._take(key, str, "text", required=default is None)
        if value is None:
            return default or ""
        if not value.strip() or len(value) > longest:
            self.fault(FaultCode.OUT_OF_RANGE, key, kind="text", most=longest)
        return value.strip()

    def name(self, key: str, default: str | None = None) -> str:
        """An identifier: small letters, digits and underscores, a letter first."""
        value = self.text(key, default)
        if value and not NAME.fullmatch(value):
            self.fault(FaultCode.BAD_NAME, key, value=value)
        return value

    def choice(self, key: str, allowed: Collection[str], default: str | None = None) -> str:
        """One of a few words."""
        value = self.text(key, default)
        if value not in allowed and (value or default is None) and self.has(key):
            self.fault(FaultCode.NOT_ALLOWED, key, value=value, allowed=", ".join(allowed))
        return value

    def number(self, key: str, *, least: float = -1e15, most: float = 1e15) -> float | None:
        """A number within bounds; None if it is not written."""
        value: float | None = self._take(key, (int, float), "number", required=False)
        if value is None:
            return None
        if not least <= value <= most:
            self.fault(FaultCode.OUT_OF_RANGE, key, kind="number", least=f"{least:g}", most=f"{most:g}")
            return None
        return value

    def flag(self, key: str, *, default: bool = False) -> bool:
        """true or false."""
        value = self._take(key, bool, "true or false", required=False)
        return default if value is None else value

    def day(self, key: str) -> date | None:
        """A date as TOML has them, or as text; None if it is not written."""
        value: date | str | None = self._take(key, (date, str), "date", required=False)
        if isinstance(value, str):
            try:
                return date.fromisoformat(value)
            except ValueError:
                self.fault(FaultCode.BAD_DATE, key, value=value)
                return None
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings, empty if it is not written."""
        value = self._take(key, list, "list of texts", required=False) or []
        if not all(isinstance(each, str) and each.strip() for each in value):
            self.fault(FaultCode.WRONG_TYPE, key, expected="list of texts")
            return ()
        return tuple(each.strip() for each in value)

    def table(self, key: str) -> Table | None:
        """A table inside this one; None if it is not written."""
        value = self._take(key, dict, "table", required=False)
        return None if value is None else Table(self.document, (*self.path, key), value, self.faults)

    def tables(self, key: str) -> Iterator[Table]:
        """The tables of an array of tables."""
        value = self._take(key, list, "array of tables", required=False) or []
        for index, each in enumerate(value):
            if isinstance(each, dict):
                yield Table(self.document, (*self.path, key, index), each, self.faults)
            else:
                self.fault(FaultCode.WRONG_TYPE, key, expected="array of tables")

    def raw(self, key: str) -> object:
        """The value as it stands, for a reader of its own."""
        self._taken.add(key)
        return self.data.get(key)

    def close(self) -> None:
        """Report every key that nobody took."""
        for key in self.data:
            if key not in self._taken:
                self.fault(FaultCode.UNKNOWN_KEY, key, allowed=", ".join(sorted(self._taken)))

    def _take(self, key: str, kinds: type | tuple[type, ...], expected: str, *, required: bool) -> Any:
        self._taken.add(key)
        if key not in self.data:
            if required:
                self.fault(FaultCode.MISSING_KEY, key)
            return None
        value = self.data[key]
        if not isinstance(value, kinds) or (isinstance(value, bool) and kinds is not bool):
            self.fault(FaultCode.WRONG_TYPE, key, expected=expected)
            return None
        return value
