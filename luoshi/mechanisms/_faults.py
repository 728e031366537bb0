"""What is wrong with a pack, as codes with facts and places; the sentences are in ``messages.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Literal

Language = Literal["zh", "en"]
Fact = str | int


class FaultCode(StrEnum):
    """One rule that a pack breaks."""

    NO_PACK_FILE = "no_pack_file"
    NOT_TEXT = "not_text"
    NOT_TOML = "not_toml"
    NOT_JSON = "not_json"
    TOO_LARGE = "too_large"
    REPEATED_KEY = "repeated_key"
    UNKNOWN_KEY = "unknown_key"
    MISSING_KEY = "missing_key"
    WRONG_TYPE = "wrong_type"
    NOT_ALLOWED = "not_allowed"
    BAD_NAME = "bad_name"
    BAD_VERSION = "bad_version"
    BAD_DATE = "bad_date"
    BACKWARDS = "backwards"
    OUT_OF_RANGE = "out_of_range"
    TAKEN_NAME = "taken_name"
    UNKNOWN_NAME = "unknown_name"
    OTHER_NAME = "other_name"
    NO_FILE = "no_file"
    BAD_FILE_NAME = "bad_file_name"
    REMOTE_REF = "remote_ref"
    REF_CYCLE = "ref_cycle"
    UNKNOWN_KEYWORD = "unknown_keyword"
    OPEN_OBJECT = "open_object"
    BAD_PATTERN = "bad_pattern"
    EXPLODING_PATTERN = "exploding_pattern"
    BAD_EXPRESSION = "bad_expression"
    SETTING_CYCLE = "setting_cycle"
    REGISTER_CYCLE = "register_cycle"
    BAD_EXAMPLE = "bad_example"
    NOT_OVERRIDABLE = "not_overridable"

    # mechanisms
    NEVER_ENDS = "never_ends"
    STAGE_UNREACHED = "stage_unreached"
    STAGE_TRAPPED = "stage_trapped"
    LEADS_NOWHERE = "leads_nowhere"
    LEADS_TO_WHAT = "leads_to_what"
    LEADS_DOWN = "leads_down"
    NO_WAY_UP = "no_way_up"
    NO_OPINION_LIMIT = "no_opinion_limit"


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One broken rule: in which file, on which line (0: the file as a whole), and the facts its sentence needs."""

    file: str
    line: int
    code: FaultCode
    facts: tuple[tuple[str, Fact], ...] = ()

    @property
    def place(self) -> str:
        """``pack.toml:12``, or only the file."""
        return f"{self.file}:{self.line}" if self.line else self.file


class PackError(Exception):
    """A pack cannot be used. ``faults`` are all that were found, in the order of files and lines."""

    def __init__(self, pack: str, faults: Sequence[Fault]) -> None:
        self.pack = pack
        self.faults = tuple(sorted(faults))
        super().__init__(pack, len(self.faults))

    def __str__(self) -> str:
        return "\n".join(f"{fault.place}: {explain_fault(fault, 'en')}" for fault in self.faults)


@dataclass(slots=True)
class Faults:
    """Gathers faults while a pack is read, so that its author sees all of them at once."""

    found: list[Fault] = field(default_factory=list)

    def add(self, file: str, line: int, code: FaultCode, **facts: Fact) -> None:
        """Note one fault; the same one is noted once."""
        fault = Fault(file, line, code, tuple(sorted(facts.items())))
        if fault not in self.found:
            self.found.append(fault)


def explain_fault(fault: Fault, language: Language = "zh") -> str:
    """One sentence: the rule, what breaks it, and what to do. A key ``code_kind`` is taken before ``code``."""
    facts: Mapping[str, Fact] = dict(fault.facts)
    sentences = _messages()[language]
    template = sentences.get(f"{fault.code}_{facts.get('kind')}", sentences[fault.code])
    return template.format(**facts)


@cache
def _messages() -> dict[str, dict[str, str]]:
    text = (files("luoshi.mechanisms") / "messages.toml").read_text(encoding="utf-8")
    messages: dict[str, dict[str, str]] = tomllib.loads(text)
    return messages
