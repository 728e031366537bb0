"""How near a reading comes to the gold: found, value, owner, strict and milestones, as F1.

A target is found when its span overlaps that of a gold one, each used once, longest overlap first. ``value``: value,
unit and relation are right. ``owner``: much the same object, and one action holds the other. ``strict``: both. A
milestone is met when the spans overlap by half of the shorter and half of the names agree.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from luoshi.cli.formats.promise_lines import promise_fields
from luoshi.cli.wording import in_text_order
from luoshi.reading import Reading

Row = dict[str, Any]
SAME_THING = 0.6
BRACKETS = re.compile(r"\(.*?\)")


@dataclass(frozen=True, slots=True)
class Score:
    """F1 of each measure, and the clauses that are not strictly right."""

    found: float
    value: float
    owner: float
    strict: float
    milestones: float
    wrong: tuple[str, ...]


def score(gold: Iterable[Row], read: Iterable[Row]) -> Score:
    """Score rows in the fields of the annotation guideline; rows of other kinds are passed over."""
    gold, read = list(gold), list(read)
    sizes, pairs = _paired(gold, read, "target", lambda wanted, given: True)
    right = [(same_value(*pair), same_owner(*pair)) for pair in pairs]
    milestones, met = _paired(gold, read, "milestone", same_milestone)
    strict = {id(wanted) for (wanted, _), both in zip(pairs, right, strict=True) if all(both)}
    return Score(
        found=_f1(len(pairs), sizes),
        value=_f1(sum(value for value, _ in right), sizes),
        owner=_f1(sum(owner for _, owner in right), sizes),
        strict=_f1(len(strict), sizes),
        milestones=_f1(len(met), milestones),
        wrong=tuple(row["clause"] for row in gold if row["kind"] == "target" and id(row) not in strict),
    )


def rows_of(reading: Reading) -> list[Row]:
    return [promise_fields(promise) for promise in in_text_order(reading)]


def load_rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def moved(rows: Iterable[Row], by: int) -> list[Row]:
    """The rows of a text that stands ``by`` characters further on in a pool of texts."""
    return [row | {"start": row["start"] + by, "end": row["end"] + by} for row in rows]


def same_value(wanted: Row, given: Row) -> bool:
    return (_numbers(wanted), _unit(wanted), wanted["relation"]) == (_numbers(given), _unit(given), given["relation"])


def same_owner(wanted: Row, given: Row) -> bool:
    actions = sorted((wanted["action"], given["action"]), key=len)
    shared = sum((Counter(wanted["object"]) & Counter(given["object"])).values())
    alike = 2 * shared / max(1, len(wanted["object"]) + len(given["object"]))
    return alike >= SAME_THING and (actions[0] == actions[1] or bool(actions[0] and actions[0] in actions[1]))


def same_milestone(wanted: Row, given: Row) -> bool:
    shorter = min(row["end"] - row["start"] for row in (wanted, given))
    names = set(wanted["names"]) & set(given["names"])
    return 2 * _overlap(wanted, given) >= shorter and 2 * len(names) >= len(wanted["names"])


def _numbers(row: Row) -> list[float]:
    value = row["value"] if isinstance(row["value"], list) else [row["value"]]
    return [float(f"{number:.9g}") for number in value]


def _unit(row: Row) -> str:
    return BRACKETS.sub("", unicodedata.normalize("NFKC", row["unit"]))


def _overlap(one: Row, other: Row) -> int:
    return max(0, min(one["end"], other["end"]) - max(one["start"], other["start"]))


def _paired(
    gold: list[Row], read: list[Row], kind: str, agree: Callable[[Row, Row], bool]
) -> tuple[tuple[int, int], list[tuple[Row, Row]]]:
    wanted, given = ([row for row in rows if row["kind"] == kind] for rows in (gold, read))
    together = [(a, b) for a in wanted for b in given if _overlap(a, b) and agree(a, b)]
    used: set[int] = set()
    pairs = []
    for a, b in sorted(together, key=lambda pair: -_overlap(*pair)):
        if not used & {id(a), id(b)}:
            used |= {id(a), id(b)}
            pairs.append((a, b))
    return (len(wanted), len(given)), pairs


def _f1(hits: int, sizes: tuple[int, int]) -> float:
    return 2 * hits / sum(sizes) if sum(sizes) else 0.0
