"""Two versions of a mechanism side by side: what came, what went, what is different, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum

from luoshi.mechanisms.stages._model import Mechanism


class Change(StrEnum):
    """What became of a part."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One part of a mechanism that is not as it was. ``place`` is its path, such as ``stage.town.limit.handle``."""

    place: str
    change: Change
    before: str = ""
    after: str = ""


def compare_mechanisms(before: Mechanism, after: Mechanism) -> tuple[Difference, ...]:
    """Every difference, in the order of the later version and then of what went."""
    return tuple(_differences(dict(_leaves(before, "")), dict(_leaves(after, ""))))


def _differences(before: dict[str, str], after: dict[str, str]) -> Iterator[Difference]:
    for place, value in after.items():
        if place not in before:
            yield Difference(place, Change.ADDED, after=value)
        elif before[place] != value:
            yield Difference(place, Change.CHANGED, before[place], value)
    for place, value in before.items():
        if place not in after:
            yield Difference(place, Change.REMOVED, before=value)


def _leaves(part: object, place: str) -> Iterator[tuple[str, str]]:
    """Every plain value under a part, by its path. Parts of a list are told apart by what names them."""
    if is_dataclass(part):
        for each in fields(part):
            if each.compare:
                yield from _leaves(getattr(part, each.name), f"{place}.{_singular(each.name)}".lstrip("."))
    elif isinstance(part, tuple) and part and is_dataclass(part[0]):
        for number, each in enumerate(part):
            yield from _leaves(each, f"{place}.{_key(each, number)}")
    elif isinstance(part, tuple):
        if part:
            yield place, "、".join(map(str, part))
    elif part not in (None, "", False):
        yield place, str(part)


def _key(part: object, number: int) -> str:
    """What a part of a list is known by: its name, or purpose and grade, or kind and where it leads."""
    words = [str(getattr(part, name, "") or "") for name in ("name", "purpose", "kind", "grade", "to")]
    return "_".join(filter(None, words)) or str(number + 1)


def _singular(name: str) -> str:
    return {"classes": "class", "parties": "party", "opens": "opens"}.get(name, name.removesuffix("s"))
