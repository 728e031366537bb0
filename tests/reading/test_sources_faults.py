"""Every fault has a sentence in both languages, and every sentence can be filled."""

from __future__ import annotations

import string
import tomllib
from importlib.resources import files

import pytest

from luoshi.reading import sources
from luoshi.reading.sources import Doubt, Notice, SourceError, SourceFault, explain

MESSAGES: dict[str, dict[str, str]] = tomllib.loads(
    (files("luoshi.reading.sources") / "messages.toml").read_text(encoding="utf-8")
)
FACTS: dict[str, set[str]] = {
    "binary": {"offset"},
    "encoding": {"line", "offset"},
    "too_large": {"limit"},
    "too_large_characters": {"limit"},
    "too_large_pages": {"limit", "pages"},
    "too_large_scanned_pages": {"limit", "pages"},
    "too_large_pixels": {"limit"},
    "too_large_cells": {"limit"},
    "not_doc_slow": {"seconds"},
    "zip_bomb": {"place"},
    "missing_extra": {"form"},
}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_fault_has_a_sentence_that_names_the_document(language: str) -> None:
    assert set(SourceFault) <= set(MESSAGES[language])
    assert all("{name}" in sentence for sentence in MESSAGES[language].values())


def test_both_languages_have_the_same_sentences() -> None:
    assert set(MESSAGES["zh"]) == set(MESSAGES["en"])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_sentence_asks_only_for_the_facts_that_its_fault_carries(language: str) -> None:
    for key, sentence in MESSAGES[language].items():
        asked = {field for _, field, _, _ in string.Formatter().parse(sentence) if field}
        assert asked - {"name"} <= FACTS.get(key, set()), key


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_doubt_has_a_sentence_that_its_facts_fill(language: str) -> None:
    facts: dict[str, tuple[tuple[str, str | int], ...]] = {
        "missing_pages": (("pages", "3"),),
        "picture_pages": (("pages", "3"),),
        "recognised": (("pages", "3"), ("lines", 2)),
        "other_sheets": (("sheets", "封面"),),
    }
    assert set(MESSAGES[f"{language}-doubts"]) == set(Doubt) == set(facts)
    for code in Doubt:
        assert "3" in (said := explain(Notice(code, facts[code]), language)) or "封面" in said  # type: ignore[arg-type]


def test_a_kind_picks_its_own_sentence_and_an_unknown_kind_the_general_one() -> None:
    doc = explain(SourceError(SourceFault.UNSUPPORTED, "旧.doc", kind="doc"))
    other = explain(SourceError(SourceFault.UNSUPPORTED, "怪.xyz", kind="xyz"), "en")
    assert "另存为”docx" in doc
    assert "旧.doc" in doc
    assert other.startswith("The format of “怪.xyz”")


def test_a_name_with_braces_does_not_break_the_sentence() -> None:
    assert "{0}" in explain(SourceError(SourceFault.EMPTY, "{0}{name}.txt"))


def test_an_error_prints_as_its_english_sentence() -> None:
    assert str(SourceError(SourceFault.EMPTY, "a.txt")).startswith("“a.txt” is empty")


def test_the_public_surface_is_the_list() -> None:
    assert sorted(sources.__all__) == [
        "Box", "Doubt", "ENDINGS", "Form", "Language", "Limits", "Mark", "Notice", "Place", "Source", "SourceError",
        "SourceFault", "can_draw", "explain", "find_places", "load", "load_bytes", "load_stream", "picture_page",
        "place_at", "to_simplified",
    ]  # fmt: skip
    assert all(hasattr(sources, name) for name in sources.__all__)
