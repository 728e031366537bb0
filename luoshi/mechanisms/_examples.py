"""Invented rows beside a pack: ``<register>.example.csv``. They must pass the pack's own schemas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from luoshi.mechanisms._faults import FaultCode, Faults
from luoshi.mechanisms._loading import Folder
from luoshi.mechanisms._pack import Pack, Register
from luoshi.mechanisms._values import check_values

MOST_ROWS = 10_000


def example_name(register: Register) -> str:
    """The file of a register's example rows."""
    return f"{register.name}.example.csv"


def read_examples(folder: Folder, register: Register) -> Iterator[dict[str, str]]:
    """The rows by field name. Columns may be headed by the field's name or its title."""
    path = folder / example_name(register)
    if not path.is_file():
        return
    names = {each.title: each.name for each in register.schema.fields}
    for row in csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))):
        yield {names.get(key, key): value for key, value in row.items() if key is not None}


def check_examples(folder: Folder, pack: Pack, faults: Faults) -> None:
    """Note every example value that the schema refuses, with the line of its row."""
    for register in pack.registers:
        for number, row in enumerate(read_examples(folder, register), 2):
            if number > MOST_ROWS:
                faults.add(example_name(register), number, FaultCode.TOO_LARGE, kind="rows", most=MOST_ROWS)
                break
            for problem in check_values(register.schema, row).refused:
                facts = {"field": problem.field, "problem": problem.code.value, "limit": problem.limit}
                faults.add(example_name(register), number, FaultCode.BAD_EXAMPLE, **facts)
