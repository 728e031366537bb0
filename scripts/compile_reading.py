"""A copy of the package in which the hot modules of the reading are machine code (mypyc).

The copy reads the same, faster (docs/benchmarks.md). It needs a C compiler and Python's headers; a wheel built where
both are at hand has it inside (``hatch_build.py``). A checkout stays as it is, so that no machine code hides an edit.
"""

from __future__ import annotations

import argparse
import ast
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from mypyc.build import mypycify
from setuptools import Distribution

_ROOT = Path(__file__).resolve().parent.parent
_READING = Path("luoshi/reading")
# What a sentence goes through: all modules at the top of the reading and the folders below that hold its stages. These
# stay as they are: the classes of `_model` are public, the others take no time or say what is here.
_STAGES = ("_phrase", "_owner", "_milestone", "_names")
_COLD = ("__init__", "_model", "_read", "_version")

_CONSTANT = re.compile(r"^(?!__)(\w+) = ", re.MULTILINE)
_FUTURE = "from __future__ import annotations\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", type=Path, help="the folder that gets the copy")
    target = parser.parse_args().target.resolve()
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(_ROOT / "luoshi", target / "luoshi", ignore=shutil.ignore_patterns("__pycache__", "*.so"))
    os.chdir(target)  # mypyc names modules by their path from here
    modules = list(_hot())
    for module in modules:
        module.write_text(fixed(module.read_text(encoding="utf-8")), encoding="utf-8")
    # No settings of the project: its plugins are not there where pip builds a wheel.
    options = ["--config-file=", "--ignore-missing-imports", "--no-incremental", *map(str, modules)]
    extensions = mypycify(options, opt_level="2", debug_level="0", group_name="luoshi_reading")
    compiler = Distribution({"name": "luoshi", "ext_modules": extensions}).get_command_obj("build_ext")
    compiler.inplace = True
    compiler.ensure_finalized()
    compiler.run()
    shutil.rmtree(target / "build", ignore_errors=True)


def _hot() -> Iterator[Path]:
    yield from (path for path in sorted(_READING.glob("*.py")) if path.stem not in _COLD)
    for stage in _STAGES:
        yield from sorted((_READING / stage).glob("*.py"))


def fixed(source: str) -> str:
    """``source`` as the compiler makes the most of it: the same program, its names and records fixed."""
    if _FUTURE not in source:
        return source
    lines = source.split("\n")
    for record in reversed([node for node in ast.parse(source).body if isinstance(node, ast.ClassDef)]):
        if _is_record(record):
            first = min([record.lineno, *(node.lineno for node in record.decorator_list)]) - 1
            lines[first : record.end_lineno] = _as_class(record, lines)
    # What could change is looked up by its name at every use, which costs the machine code some percent of its time.
    text = _CONSTANT.sub(r"\1: Final = ", "\n".join(lines))
    return text.replace(_FUTURE, f"{_FUTURE}from typing import Any, Final, final\n", 1)


def _is_record(node: ast.ClassDef) -> bool:
    """A named tuple, or a dataclass whose fields are no more than named: ``field(...)`` is left to ``dataclasses``."""
    made = [ast.unparse(part) for part in (*node.bases, *node.decorator_list)]
    plain = all(field.value is None or isinstance(field.value, (ast.Constant, ast.Tuple)) for field in _fields(node))
    return plain and any(name.startswith(("NamedTuple", "dataclass")) for name in made)


def _fields(node: ast.ClassDef) -> list[ast.AnnAssign]:
    return [part for part in node.body if isinstance(part, ast.AnnAssign)]


def _as_class(node: ast.ClassDef, lines: list[str]) -> list[str]:
    """The record as a class with its fields set one by one: made and asked without a detour through Python."""
    fields = [(ast.unparse(field.target), ast.unparse(field.annotation), field.value) for field in _fields(node)]
    asked = [f"{name}: {kind}" + (f" = {ast.unparse(value)}" if value else "") for name, kind, value in fields]
    equal = [f"self.{name} == other.{name}" for name, _, _ in fields]
    rest = [part for part in node.body if isinstance(part, ast.FunctionDef)]
    return [
        "@final",
        f"class {node.name}:",
        f"    def __init__(self, {', '.join(asked)}) -> None:",
        *(f"        self.{name}: {kind} = {name}" for name, kind, _ in fields),
        "    def _replace(self, **changes: Any) -> Any:",
        f"        fields: dict[str, Any] = {{{', '.join(f'{name!r}: self.{name}' for name, _, _ in fields)}}}",
        f"        return {node.name}(**(fields | changes))",
        "    def __eq__(self, other: object) -> bool:",
        f"        return isinstance(other, {node.name}) and {' and '.join(equal)}",
        *(line for part in rest for line in _lines_of(part, lines)),
    ]


def _lines_of(part: ast.FunctionDef, lines: list[str]) -> list[str]:
    first = min([part.lineno, *(node.lineno for node in part.decorator_list)])
    return lines[first - 1 : part.end_lineno]


if __name__ == "__main__":
    main()
