"""The vocabulary, loaded from ``lexicon/*.toml``. Code has no word lists."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

_FOLDER = files("luoshi.reading") / "lexicon"


@cache
def table(name: str) -> Mapping[str, Any]:
    """The whole of ``lexicon/<name>.toml``."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def words(name: str, *path: str) -> tuple[str, ...]:
    """The white-space separated words under ``path`` in ``lexicon/<name>.toml``, longest first."""
    value: Any = table(name)
    for key in path:
        value = value[key]
    return tuple(sorted(set(value.split()), key=lambda word: (-len(word), word)))


@cache
def digest() -> str:
    """Eight hex digits that change when any word does: part of a reading's version."""
    total = hashlib.sha256()
    for entry in sorted(_FOLDER.iterdir(), key=lambda item: item.name):
        if entry.name.endswith((".toml", ".tsv")):
            total.update(entry.read_bytes())
    return total.hexdigest()[:8]


def one_of(choices: Iterable[str], *patterns: str) -> str:
    """A regular expression that matches the longest of ``choices``, as a trie, or else one of ``patterns``.

    ``re`` tries the branches of a plain alternation one after another; a trie decides on each character, which
    is about eight times faster for a list of some hundred words.
    """
    root: dict[str, Any] = {}
    for word in choices:
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    # At the top no words share a class such as [将把]: where every branch opens with one plain character, ``re`` can
    # pass over all places that none of them opens. So each of ``patterns`` had better open with one too.
    top = [re.escape(char) + _branch(below) for char, below in root.items() if char]
    return "(?:" + "|".join((*top, *patterns)) + ")" + ("?" if "" in root else "")


def _branch(node: dict[str, Any]) -> str:
    ends = "" in node
    singles = [char for char, below in node.items() if char and list(below) == [""]]
    branches = [re.escape(char) + _branch(below) for char, below in node.items() if char and list(below) != [""]]
    if len(singles) == 1:
        branches.append(re.escape(singles[0]))
    elif singles:
        branches.append("[" + "".join(re.escape(char) for char in singles) + "]")
    if not branches:
        return ""
    pattern = branches[0] if len(branches) == 1 and not ends else "(?:" + "|".join(branches) + ")"
    return pattern + "?" if ends else pattern


def openings(choices: Iterable[str]) -> frozenset[str]:
    """The characters that ``choices`` open with: most places open none of them, and need no pattern tried."""
    return frozenset(word[0] for word in choices)


def longest(choices: Iterable[str]) -> Callable[[str, int], int]:
    """A function ``(text, at)`` → length of the longest of ``choices`` that stands in ``text`` at ``at``, 0 if none."""
    known = frozenset(choices)
    single = frozenset(word for word in known if len(word) == 1)
    lengths: dict[str, tuple[int, ...]] = {}
    for word in sorted(known - single, key=len, reverse=True):
        before = lengths.get(word[:2], ())
        lengths[word[:2]] = before if len(word) in before else (*before, len(word))

    def length(text: str, at: int) -> int:
        # Most places open none of the words, which one look into a dict tells: ``re`` takes ten times as long.
        for longest in lengths.get(text[at : at + 2], ()):
            word = text[at : at + longest]
            if word in known:
                return len(word)
        return 1 if text[at : at + 1] in single else 0

    return length


def covering(choices: Iterable[str]) -> Callable[[str], list[int]]:
    """A function ``text`` → the lengths of the longest of ``choices`` that follow one another in it from its left.

    0 stands for a character that opens none of them.
    """
    known = frozenset(choices)
    lengths: dict[str, tuple[int, ...]] = {}
    for word in sorted(known, key=len, reverse=True):
        before = lengths.get(word[:2], ())
        lengths[word[:2]] = before if len(word) in before else (*before, len(word))

    def cover(text: str) -> list[int]:
        pieces: list[int] = []
        at, end = 0, len(text)
        while at < end:
            piece = 1 if text[at] in known else 0
            for length in lengths.get(text[at : at + 2], ()):
                if text[at : at + length] in known:
                    piece = length
                    break
            pieces.append(piece)
            at += piece or 1
        return pieces

    return cover


def ending(choices: Iterable[str]) -> Callable[[str], int]:
    """A function ``text`` → length of the longest of ``choices`` that ``text`` ends with, 0 if none.

    No pattern is as fast at the end of a text: ``re`` begins to look for it at every place.
    """
    known = frozenset(choices)
    lengths: dict[str, tuple[int, ...]] = {}
    for word in sorted(known, key=len, reverse=True):
        before = lengths.get(word[-1], ())
        lengths[word[-1]] = before if len(word) in before else (*before, len(word))

    def length(text: str) -> int:
        for longest in lengths.get(text[-1:], ()):
            word = text[-longest:]
            if word in known:
                return len(word)
        return 0

    return length
