"""Places where a clerk may want to cut a sentence, and the sentence as a page shows it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

PAUSE = re.compile(r"[，,；;、。！!？?：:]+[”’」』）)]*")
PARAGRAPH = re.compile(r"(?<=[。！？!?])\s*[\r\n]\s*")  # a break after a full stop; others a newspaper may have made
BREAK = re.compile(r"\s*[\r\n\v\f\u2028\u2029]\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words up to a pause, and the offset after it; None after the last piece."""

    words: str
    cut_at: int | None


def shown_sentence(words: str) -> str:
    """On one line, without the newspaper's line breaks."""
    return BREAK.sub("", words).strip()


def shown_before(words: str) -> str:
    """What stands before a sentence in its paragraph, on one line."""
    return shown_sentence(PARAGRAPH.split(words)[-1])


def shown_after(words: str) -> str:
    """What stands behind a sentence in its paragraph, on one line; nothing if it is the last."""
    return "" if BREAK.match(words) else shown_sentence(PARAGRAPH.split(words)[0])


def pieces_of(words: str, start: int) -> tuple[Piece, ...]:
    """The sentence divided at every pause. ``start`` is its offset in the report, and so count the cuts."""
    edges = [found.end() for found in PAUSE.finditer(words) if words[found.end() :].strip()]
    firsts, lasts = [0, *edges], [*edges, len(words)]
    return tuple(
        Piece(shown_sentence(words[first:last]), start + last if last < len(words) else None)
        for first, last in zip(firsts, lasts, strict=True)
    )
