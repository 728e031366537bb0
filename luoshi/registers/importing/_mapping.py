"""Which column of a file is which field."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from luoshi.mechanisms import Schema

OUTSIDE_ID = "外部编号"  # the heading under which exports put the number that a record has elsewhere


@dataclass(frozen=True, slots=True)
class Mapping:
    """Heading → field name; ``id_column`` is the heading of the number elsewhere, empty for none."""

    fields: dict[str, str]
    id_column: str = ""


def guess_mapping(schema: Schema, headings: Sequence[str]) -> Mapping:
    """By title or name, white space, case and bracketed remarks aside. A field is given to one column only."""
    known: dict[str, str] = {}
    for each in schema.fields:
        known.setdefault(_plain(each.title), each.name)
        known.setdefault(_plain(each.name), each.name)
    found: dict[str, str] = {}
    for heading in headings:
        name = known.get(_plain(heading))
        if name is not None and name not in found.values():
            found[heading] = name
    return Mapping(found, next((each for each in headings if _plain(each) == _plain(OUTSIDE_ID)), ""))


def headings_digest(headings: Sequence[str]) -> str:
    """The same for files with the same headings, in whatever order."""
    return hashlib.sha256("\n".join(sorted(map(_plain, headings))).encode()).hexdigest()


def _plain(text: str) -> str:
    for bracket in "（(":
        text = text.partition(bracket)[0] or text
    return "".join(text.split()).rstrip("*＊:：").casefold()
