"""Why a document cannot be read, or only with doubt, as codes with facts; the sentences are in ``messages.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Literal

Language = Literal["zh", "en"]


class SourceFault(StrEnum):
    """What is wrong with a document."""

    EMPTY = "empty"
    BINARY = "binary"
    ENCODING = "encoding"
    TOO_LARGE = "too_large"
    NOT_DOCX = "not_docx"
    NOT_PDF = "not_pdf"
    NOT_OFD = "not_ofd"
    NOT_XLSX = "not_xlsx"
    NOT_DOC = "not_doc"
    NOT_IMAGE = "not_image"
    ZIP_BOMB = "zip_bomb"
    ENCRYPTED = "encrypted"
    NO_TEXT = "no_text"
    NO_ARTICLE = "no_article"
    NO_TASKS = "no_tasks"
    UNSUPPORTED = "unsupported"
    MISSING_EXTRA = "missing_extra"


class SourceError(Exception):
    """A document cannot be read.

    ``name`` is the document's, ``place`` where in it the fault lies (``byte 1024``; empty for the whole document).
    ``facts`` fill the sentence that ``explain`` gives; ``kind``, where there is one, picks a sentence of its own.
    """

    def __init__(self, code: SourceFault, name: str, place: str = "", **facts: str | int) -> None:
        super().__init__(code, name, place)
        self.code = code
        self.name = name
        self.place = place
        self.facts = facts

    def __str__(self) -> str:
        return explain(self, "en")


class Doubt(StrEnum):
    """What a document that was read leaves open."""

    MISSING_PAGES = "missing_pages"
    PICTURE_PAGES = "picture_pages"
    RECOGNISED = "recognised"
    OTHER_SHEETS = "other_sheets"


@dataclass(frozen=True, slots=True)
class Notice:
    """A doubt with the facts that its sentence needs, as pairs so that a ``Source`` can be hashed."""

    code: Doubt
    facts: tuple[tuple[str, str | int], ...] = ()


def explain(matter: SourceError | Notice, language: Language = "zh") -> str:
    """One or two sentences that name the place and say what to do; of an error they name the document too."""
    if isinstance(matter, Notice):
        return _messages()[f"{language}-doubts"][matter.code].format(**dict(matter.facts))
    sentences = _messages()[language]
    facts: Mapping[str, str | int] = matter.facts
    template = sentences.get(f"{matter.code}_{facts.get('kind')}", sentences[matter.code])
    return template.format(name=matter.name, place=matter.place, **facts)


@cache
def _messages() -> dict[str, dict[str, str]]:
    text = (files("luoshi.reading.sources") / "messages.toml").read_text(encoding="utf-8")
    messages: dict[str, dict[str, str]] = tomllib.loads(text)
    return messages
