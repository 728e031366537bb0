"""What an import would do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from luoshi.people.importing._faults import RowFault

Field: TypeAlias = "str | int | date | None"


@dataclass(frozen=True, slots=True)
class Step:
    """One row: something to add, to change (heading → old, new), or there already."""

    row: int
    key: str
    does: Literal["add", "change", "same"]
    values: Mapping[str, Field]
    changes: Mapping[str, tuple[Field, Field]]


@dataclass(frozen=True, slots=True)
class Plan:
    """All rows, in the order in which they can be carried out, or what is wrong with them. One fault stops all."""

    steps: tuple[Step, ...]
    faults: tuple[RowFault, ...]

    @property
    def adds(self) -> tuple[Step, ...]:
        """What is new."""
        return tuple(step for step in self.steps if step.does == "add")

    @property
    def changes(self) -> tuple[Step, ...]:
        """What is there and becomes different."""
        return tuple(step for step in self.steps if step.does == "change")

    @property
    def same(self) -> int:
        """How many rows say what is there already."""
        return sum(step.does == "same" for step in self.steps)


def step_of(row: int, key: str, values: Mapping[str, Field], known: Mapping[str, Field] | None) -> Step:
    """What one row does, given what is known under its key. A blank cell changes nothing."""
    if known is None:
        return Step(row, key, "add", values, {})
    changes = {
        heading: (known[heading], value)
        for heading, value in values.items()
        if value not in (None, "") and heading in known and known[heading] != value
    }
    return Step(row, key, "change" if changes else "same", values, changes)
