"""What in a phrase is a name: the characters that no pair common to the genre explains (the 潴龙 of 潴龙河治理)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def own_characters(text: str) -> int:
    """How many characters of ``text`` stand in no common pair with the one before or behind; Latin counts as one."""
    pairs = _pairs()
    explained = [text[at : at + 2] in pairs for at in range(len(text) - 1)]
    own = sum(
        "一" <= char <= "鿿" and not (at and explained[at - 1]) and not (at < len(explained) and explained[at])
        for at, char in enumerate(text)
    )
    return own + any(char.isascii() and char.isalpha() for char in text)


@cache
def _pairs() -> frozenset[str]:
    lines = (files("luoshi.reading") / "lexicon" / "common.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return frozenset(first + second for first, followers in rows for second in followers)
