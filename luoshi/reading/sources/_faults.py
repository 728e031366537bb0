"""Why a document cannot be read, as codes with facts; the sentences are data in ``messages.toml``."""

from __future__ import annotations

import tomllib
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
    ZIP_BOMB = "zip_bomb"
    ENCRYPTED = "encrypted"
    NO_TEXT = "no_text"
    NO_ARTICLE = "no_article"
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


def explain(error: SourceError, language: Language = "zh") -> str:
    """One or two sentences that name the document and the place and say what to do."""
    sentences = _messages()[language]
    kind = error.facts.get("kind")
    template = sentences.get(f"{error.code}_{kind}", sentences[error.code])
    return template.format(name=error.name, place=error.place, **error.facts)


@cache
def _messages() -> dict[str, dict[str, str]]:
    text = (files("luoshi.reading.sources") / "messages.toml").read_text(encoding="utf-8")
    messages: dict[str, dict[str, str]] = tomllib.loads(text)
    return messages
