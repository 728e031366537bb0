"""Registers: records of fact, and the alerts that rules raise over them."""

from __future__ import annotations

from luoshi.people.abilities._model import Row

ROWS: tuple[Row, ...] = ()
