"""Finds words that somebody pasted in a text, whatever white space and line breaks came in between. Pure."""

from __future__ import annotations

import re

LONGEST = 3000


def occurrences(text: str, words: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Spans of the words within text[start:end]. Empty for blank words and for more than LONGEST characters."""
    plain = re.sub(r"\s+", "", words)
    if not plain or len(plain) > LONGEST:
        return []
    pattern = re.compile(r"\s*".join(map(re.escape, plain)))
    return [found.span() for found in pattern.finditer(text, start, len(text) if end is None else end)]
