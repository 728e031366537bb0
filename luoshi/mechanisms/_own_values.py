"""A pack with other settings: what a place writes into its override, written by the program."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from luoshi.mechanisms._overriding import OVERRIDE_FILE
from luoshi.mechanisms._pack import Pack
from luoshi.mechanisms._shelf import load_files


def with_own_settings(pack: Pack, values: Mapping[str, float], *, basis: str) -> Pack:
    """The same pack with these settings, resting on the place's ``basis``; what the place changed before stays.

    Raises PackError when a value fits no limit that uses it: a limit of 0 or of 10,000 days.
    """
    before = tomllib.loads(pack.files.get(OVERRIDE_FILE, ""))
    changed = {
        **before,
        "override": {**before.get("override", {}), "of": pack.name, "basis": basis, "verified": "local"},
        "settings": {**before.get("settings", {}), **values},
    }
    files = {**pack.files, OVERRIDE_FILE: "\n".join(_written(changed)) + "\n"}
    return load_files(pack.name, files, is_own=pack.is_own)


def _written(table: Mapping[str, Any], name: str = "") -> Iterator[str]:
    """A table as TOML: what stands in it, then the tables beneath it. Strings, numbers and lists are as in JSON."""
    if name:
        yield f"[{name}]"
    for key, value in table.items():
        if not isinstance(value, Mapping):
            yield f"{json.dumps(key, ensure_ascii=False)} = {_value(value)}"
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _written(value, f"{name}.{json.dumps(key, ensure_ascii=False)}" if name else key)


def _value(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else json.dumps(value, ensure_ascii=False)
