"""The digest of one journal line, over its canonical JSON. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeAlias

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

FIRST = ""  # what the first line of an object has as its previous digest


class Scheme(StrEnum):
    """How a line's digest was made. A line keeps its scheme for good, so old chains verify under new rules."""

    WITHOUT_ORIGIN = "sha256/1"
    SHA256 = "sha256/2"  # origin and scheme are part of it


def canonical(value: Json) -> Json:
    """The same value as any database gives it back: whole floats as integers, no NaN, no NUL characters.

    PostgreSQL's jsonb keeps 1.7e12 as 1700000000000; SQLite's text keeps it as it was. A digest must not notice.
    """
    if isinstance(value, float):
        if value != value or value in (float("inf"), float("-inf")):
            raise ValueError("a journal line cannot hold NaN or infinity")
        return int(value) if value.is_integer() else value
    if isinstance(value, str):
        return value.replace("\0", "\ufffd")
    if isinstance(value, list):
        return [canonical(item) for item in value]
    if isinstance(value, dict):
        return {str(key): canonical(item) for key, item in value.items()}
    return value


def digest_of(fields: Mapping[str, Json]) -> str:
    """SHA-256 over UTF-8 JSON with sorted keys and no spaces."""
    text = json.dumps(canonical(dict(fields)), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def instant(at: datetime) -> str:
    """One spelling for one instant, whatever its time zone."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
