"""Checking: assignments, paths, entries, lamp rules, settlements and notices."""

from __future__ import annotations

from luoshi.people.abilities._model import Row

ROWS: tuple[Row, ...] = ()
