"""TOML and JSON with the line of every key, so that a fault can name its place."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from luoshi.mechanisms._faults import FaultCode, Faults

Path = tuple[str | int, ...]
MOST_BYTES = 1_000_000
MOST_DEPTH = 40


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file: its name, its data, and on which line each key stands."""

    name: str
    data: Mapping[str, Any]
    lines: Mapping[Path, int]

    def line_of(self, path: Path) -> int:
        """The line of this key, or of the nearest one that holds it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_toml(name: str, raw: bytes, faults: Faults) -> Document | None:
    """A TOML file, or None with a fault."""
    text = _decode(name, raw, faults)
    if text is None:
        return None
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        faults.add(name, int(line[1]) if line else 0, FaultCode.NOT_TOML, detail=str(error))
        return None
    return Document(name, data, _toml_lines(text))


def read_json(name: str, raw: bytes, faults: Faults) -> Document | None:
    """A JSON file that holds one object, or None with a fault. A key given twice is a fault."""
    text = _decode(name, raw, faults)
    if text is None:
        return None
    if _depth(text) > MOST_DEPTH:
        faults.add(name, 1, FaultCode.TOO_LARGE, most=MOST_DEPTH, kind="depth")
        return None
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        faults.add(name, error.lineno, FaultCode.NOT_JSON, detail=error.msg)
        return None
    if not isinstance(data, dict):
        faults.add(name, 1, FaultCode.WRONG_TYPE, key="$", expected="object")
        return None
    return Document(name, data, _json_lines(name, text, faults))


def _decode(name: str, raw: bytes, faults: Faults) -> str | None:
    if len(raw) > MOST_BYTES:
        faults.add(name, 0, FaultCode.TOO_LARGE, most=MOST_BYTES, kind="bytes")
        return None
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        faults.add(name, raw[: error.start].count(b"\n") + 1, FaultCode.NOT_TEXT)
        return None


_TOML_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'[\s\S]*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*', re.DOTALL
)
_TOML_HEADER = re.compile(r"^\s*(\[\[?)([^\[\]]+)\]\]?\s*$")
_TOML_KEY = re.compile(r"^\s*([\w.\- \"']+?)\s*=")


def _toml_lines(text: str) -> dict[Path, int]:
    """Line by line over valid TOML: headers open a table, keys stand in it. Strings and arrays hold no keys."""
    lines: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    depth = 0
    blanked = _TOML_STRING.sub(_blank, text)
    for number, (line, bare) in enumerate(zip(text.split("\n"), blanked.split("\n"), strict=True), 1):
        header = _TOML_HEADER.match(bare) if depth == 0 else None
        if header:
            table = _open_table(header[2], header[1] == "[[", counts)
            for length in range(1, len(table) + 1):
                lines.setdefault(table[:length], number)
            continue
        key = _TOML_KEY.match(line) if depth == 0 and "=" in bare else None
        if key:
            path = (*table, *_split_key(key[1]))
            lines.setdefault(path, number)
        depth = max(0, depth + sum(map(bare.count, "[{")) - sum(map(bare.count, "]}")))
    return lines


def _blank(match: re.Match[str]) -> str:
    """Strings become underscores so that quoted keys still read as keys; comments become spaces; lines stay."""
    filler = " " if match[0].startswith("#") else "_"
    return re.sub(r"[^\n]", filler, match[0])


def _open_table(written: str, repeated: bool, counts: dict[Path, int]) -> Path:  # noqa: FBT001  two forms of header
    path: Path = ()
    parts = _split_key(written)
    for part in parts[:-1]:
        path = (*path, part)
        if path in counts:
            path = (*path, counts[path] - 1)
    path = (*path, parts[-1])
    if not repeated:
        return path
    counts[path] = counts.get(path, 0) + 1
    return (*path, counts[path] - 1)


def _split_key(written: str) -> list[str]:
    return [part.strip().strip("\"'") for part in written.split(".")]


_JSON_TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|[{}\[\],:]|[^\s{}\[\],:"]+|\n')


def _json_lines(name: str, text: str, faults: Faults) -> dict[Path, int]:
    """One pass over the tokens of valid JSON."""
    lines: dict[Path, int] = {(): 1}
    stack: list[str | int] = []  # keys and indexes down to here
    seen: list[set[str] | None] = []  # the keys of each open object; None for an array
    number, wants_key = 1, False
    for match in _JSON_TOKEN.finditer(text):
        part = match[0]
        if part == "\n":
            number += 1
        elif part in "{[":
            is_object = part == "{"
            seen.append(set() if is_object else None)
            stack.append("" if is_object else 0)
            wants_key = is_object
            lines.setdefault(tuple(stack) if not is_object else tuple(stack[:-1]), number)
        elif part in "}]":
            seen.pop()
            stack.pop()
            wants_key = False
        elif part == ",":
            last = stack[-1]
            if isinstance(last, int):
                stack[-1] = last + 1
                lines[tuple(stack)] = number
            wants_key = isinstance(last, str)
        elif wants_key and part.startswith('"'):
            key = json.loads(part)
            keys = seen[-1]
            if keys is not None and key in keys:
                faults.add(name, number, FaultCode.REPEATED_KEY, key=key)
            elif keys is not None:
                keys.add(key)
            stack[-1] = key
            lines[tuple(stack)] = number
            wants_key = False
    return lines


def _depth(text: str) -> int:
    """How deep brackets nest, before a recursive parser meets them."""
    depth = deepest = 0
    for match in _JSON_TOKEN.finditer(text):
        depth += (match[0] in "{[") - (match[0] in "}]")
        deepest = max(deepest, depth)
    return deepest
