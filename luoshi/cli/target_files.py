"""Targets for ``luoshi progress``: read from a document, or taken from lines that ``luoshi read`` wrote."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar, get_args

from luoshi.cli.inputs import InputError, read_input
from luoshi.reading import Modality, Mode, Relation, Target
from luoshi.reading.reconciliation import find_place

RELATIONS: tuple[Relation, ...] = get_args(Relation)
MODES: tuple[Mode, ...] = get_args(Mode)
MODALITIES: tuple[Modality, ...] = get_args(Modality)
Word = TypeVar("Word", bound=str)


@dataclass(frozen=True, slots=True)
class Plan:
    """Targets, and the year and the place that they are for where the document says so."""

    targets: tuple[Target, ...]
    year: int | None
    place: str = ""


class TargetFileError(Exception):
    """Targets cannot be had from a file; the message names the file, the line and what to do."""


def read_plan(name: str) -> Plan:
    """From ``.jsonl`` line by line, else from the document as ``luoshi read`` reads it. Raises ``TargetFileError``."""
    if Path(name).suffix.lower() == ".jsonl":
        return Plan(_read_lines(name), None)
    try:
        reading = read_input(name).reading
    except InputError as error:
        raise TargetFileError(str(error)) from error
    return Plan(reading.targets, reading.year, find_place(reading.text))


def _read_lines(name: str) -> tuple[Target, ...]:
    try:
        lines = Path(name).read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise TargetFileError(f"{name}：不是 UTF-8 文本，请用 luoshi read --format jsonl 重新写出。") from error
    except OSError as error:
        raise TargetFileError(f"{name}：打不开（{error.strerror or error}）。") from error
    found = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            found.append(_read_line(f"{name} 第{number}行", line))
    return tuple(target for target in found if target is not None)


def _read_line(place: str, line: str) -> Target | None:
    """One target; nothing for a milestone."""
    try:
        fields = json.loads(line)
        return None if fields["kind"] == "milestone" else _target(fields)
    except json.JSONDecodeError as error:
        raise TargetFileError(f"{place}：不是 JSON（第{error.colno}个字符处）。") from error
    except KeyError as error:
        raise TargetFileError(
            f"{place}：缺少字段 {error.args[0]}，应是 luoshi read --format jsonl 写出的行。"
        ) from error
    except (TypeError, ValueError) as error:
        raise TargetFileError(
            f"{place}：字段的内容不对（{error}），应是 luoshi read --format jsonl 写出的行。"
        ) from error


def _target(fields: dict[str, Any]) -> Target:
    value = fields["value"]
    return Target(
        start=int(fields["start"]),
        end=int(fields["end"]),
        quote=str(fields["quote"]),
        clause=str(fields["clause"]),
        value=(float(value[0]), float(value[1])) if isinstance(value, list) else float(value),
        unit=str(fields["unit"]),
        relation=_one_of(RELATIONS, fields["relation"]),
        mode=_one_of(MODES, fields["mode"]),
        modality=_one_of(MODALITIES, fields["modality"]),
        action=str(fields["action"]),
        object=str(fields["object"]),
        deadline=date.fromisoformat(fields["deadline"]) if fields.get("deadline") else None,
        names=tuple(map(str, fields.get("names", ()))),
    )


def _one_of(words: tuple[Word, ...], given: object) -> Word:
    for word in words:
        if word == given:
            return word
    raise ValueError(f"{given}，应是 {'、'.join(words)} 之一")
