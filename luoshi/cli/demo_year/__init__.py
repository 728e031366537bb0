"""The demo's year of checking, played month by month through the real actions: see ``demo/year.toml``."""

from __future__ import annotations

from luoshi.cli.demo_year._promises import read_promises
from luoshi.cli.demo_year._year import Year

__all__ = ["Year", "read_promises"]
