"""What the library offers by name: a change here is a change for everybody who uses it."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from importlib import import_module
from types import FunctionType, ModuleType

import pytest

import luoshi
import luoshi.reading
from luoshi.reading import Commitment, GlossaryTerm, Heading, Milestone, Part, Passed, Reading, Reason, Target


def test_the_package_offers_read() -> None:
    assert luoshi.__all__ == ["Reading", "__version__", "read"]
    assert luoshi.read is luoshi.reading.read


def test_the_reading_offers_these() -> None:
    assert luoshi.reading.__all__ == [
        "Commitment",
        "GlossaryTerm",
        "Heading",
        "Milestone",
        "Modality",
        "Mode",
        "Part",
        "Passed",
        "Reading",
        "Reason",
        "Relation",
        "Target",
        "is_compiled",
        "is_counted",
        "read",
        "read_progress",
        "read_source",
        "reconcile",
        "rules_version",
        "suggest_lead",
    ]


def test_the_further_readings_come_when_they_are_asked_for() -> None:
    script = "import sys, luoshi.reading as reading; print(any('leads' in name for name in sys.modules))"
    script += "; print(reading.suggest_lead.__module__, 'django' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert told == ["False", "luoshi.reading.leads._suggest", "False"]
    with pytest.raises(AttributeError, match="suggest_leads"):
        _ = luoshi.reading.suggest_leads  # type: ignore[attr-defined]


@pytest.mark.parametrize("module", [luoshi, luoshi.reading])
def test_every_name_offered_is_there_and_documented(module: ModuleType) -> None:
    assert all(hasattr(module, name) for name in module.__all__)
    offered = [getattr(module, name) for name in module.__all__ if not name.startswith("__")]
    assert all(item.__doc__ for item in offered if isinstance(item, (type, FunctionType)))


def test_other_modules_of_the_reading_are_private_or_packages() -> None:
    modules = {name.split(".")[2] for name in sys.modules if name.startswith("luoshi.reading.")}
    assert all(name.startswith("_") or hasattr(import_module(f"luoshi.reading.{name}"), "__path__") for name in modules)


@pytest.mark.parametrize("kind", [Commitment, GlossaryTerm, Heading, Milestone, Passed, Reading, Target])
def test_what_comes_back_is_frozen_and_slotted(kind: type) -> None:
    assert dataclasses.is_dataclass(kind)
    assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert hasattr(kind, "__slots__")


def test_the_fields_of_a_target_and_of_a_milestone_are_those_of_the_guideline() -> None:
    milestone = ["start", "end", "quote", "action", "names", "modality", "deadline"]
    target = ["start", "end", "quote", "clause", "value", "unit", "relation", "mode", "modality"]
    assert [item.name for item in dataclasses.fields(Milestone)] == milestone
    assert [item.name for item in dataclasses.fields(Target)] == [*target, "action", "object", "deadline", "names"]


def test_parts_and_reasons_are_plain_words() -> None:
    assert [str(part) for part in Part] == ["front", "lookback", "outlook", "glossary", "closing"]
    assert [str(reason) for reason in Reason] == [
        "heading",
        "slogan",
        "salutation",
        "principle",
        "aim",
        "background",
        "no_verb",
    ]
