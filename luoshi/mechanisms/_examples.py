"""Invented rows beside a pack: ``<register>.example.csv``. They must pass the pack's own schemas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Protocol

from luoshi.mechanisms._faults import FaultCode, Faults
from luoshi.mechanisms._loading import Folder
from luoshi.mechanisms._pack import Pack
from luoshi.mechanisms._schema import Schema
from luoshi.mechanisms._values import check_values

MOST_ROWS = 10_000


class WithForm(Protocol):
    """A register or a mechanism: what has a name and a form."""

    @property
    def name(self) -> str: ...
    @property
    def schema(self) -> Schema: ...


def example_name(part: WithForm) -> str:
    """The file of the example rows of a register or a mechanism."""
    return f"{part.name}.example.csv"


def read_examples(folder: Folder, part: WithForm) -> Iterator[dict[str, str]]:
    """The rows by field name. Columns may be headed by the field's name or its title."""
    path = folder / example_name(part)
    if not path.is_file():
        return
    names = {each.title: each.name for each in part.schema.fields}
    for row in csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))):
        yield {names.get(key, key): value for key, value in row.items() if key is not None}


def check_examples(folder: Folder, pack: Pack, faults: Faults) -> None:
    """Note every example value that the schema refuses, with the line of its row."""
    parts: tuple[WithForm, ...] = (*pack.registers, *pack.mechanisms)
    for part in parts:
        for number, row in enumerate(read_examples(folder, part), 2):
            if number > MOST_ROWS:
                faults.add(example_name(part), number, FaultCode.TOO_LARGE, kind="rows", most=MOST_ROWS)
                break
            for problem in check_values(part.schema, row).refused:
                facts = {"field": problem.field, "problem": problem.code.value, "limit": problem.limit}
                faults.add(example_name(part), number, FaultCode.BAD_EXAMPLE, **facts)
