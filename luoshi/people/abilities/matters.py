"""Matters: packs, casework and the calendar its clocks run by."""

from __future__ import annotations

from luoshi.people.abilities._model import Row

ROWS: tuple[Row, ...] = ()
