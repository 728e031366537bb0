"""What in a phrase is a name: the characters that no pair common to the genre explains (the 潴龙 of 潴龙河治理)."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_LATIN = re.compile("[A-Za-z]")


def own_characters(text: str, explained: str = "") -> int:
    """How many characters of ``text`` stand in no common pair with the one before or behind; Latin counts as one.

    ``explained``: as long as ``text``, with a - for each character that something else explains.
    """
    pairs = _pairs()
    own, before = 0, False
    for at, char in enumerate(text):
        behind = text[at : at + 2] in pairs
        if not before and not behind and "一" <= char <= "鿿" and (not explained or explained[at] == " "):
            own += 1
        before = behind
    return own + (_LATIN.search(text) is not None)


@cache
def _pairs() -> frozenset[str]:
    lines = (files("luoshi.reading") / "lexicon" / "common.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return frozenset(first + second for first, followers in rows for second in followers)
