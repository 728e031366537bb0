"""Traditional characters: seen, and folded one to one so that offsets hold."""

from __future__ import annotations

from collections import Counter
from functools import cache
from importlib.resources import files


def to_simplified(text: str) -> str:
    """The text with each traditional character replaced by its simplified one; always of the same length."""
    return text.translate(_simplified())


def is_traditional(text: str, *, share: float) -> bool:
    """Whether at least this share of the Chinese characters exists only in traditional writing."""
    counts = Counter(text)
    han = sum(count for character, count in counts.items() if "一" <= character <= "鿿")
    only_traditional = _only_traditional()
    found = sum(count for character, count in counts.items() if character in only_traditional)
    return found > 0 and found >= share * han


@cache
def _simplified() -> dict[int, str]:
    lines = (files("luoshi.reading") / "lexicon" / "traditional.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {ord(traditional): simplified for traditional, simplified in pairs}


@cache
def _only_traditional() -> frozenset[str]:
    """後 and 於 are in GB 2312 too, as surnames and in names: seeing them proves nothing."""
    characters = (chr(code) for code in _simplified())
    return frozenset(character for character in characters if not _in_gb2312(character))


def _in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
