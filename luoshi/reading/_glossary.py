"""名词解释: the terms that a report explains, and where it uses them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ENTRY = re.compile(
    r"^(?:附件\d*[：:]?|注释?\d*[：:]?)?[\[（(]?\d{0,3}[\]）)]?[、.．:：\s]*(?P<term>[“\"《]?[^：:。]{1,40}?[”\"》]?)(?:[：:]|(?<=[”\"》])，?(?=指|是|即))(?P<definition>.{4,})$"
)
_MOST = 500  # terms; a report explains at most some eighty
_MARKS = '“”"《》 '


@dataclass(frozen=True, slots=True)
class Term:
    """An entry in cleaned coordinates."""

    start: int
    end: int
    term: str
    definition: str
    uses: tuple[tuple[int, int], ...]


def find_terms(text: str, paragraphs: list[tuple[int, int]], before: int) -> list[Term]:
    """Terms explained in ``paragraphs``; their uses are sought in ``text[:before]``."""
    terms: list[Term] = []
    for start, end in paragraphs:
        match = _ENTRY.match(text[start:end])
        if not match:
            continue
        term = match["term"].strip(_MARKS)
        if term:
            if len(terms) == _MOST:
                break
            terms.append(Term(start, end, term, match["definition"].strip(), tuple(_uses(text, term, before))))
    return terms


def _uses(text: str, term: str, before: int) -> list[tuple[int, int]]:
    for form in (term, term.replace("”", "").replace("“", "")):
        uses: list[tuple[int, int]] = []
        at = text.find(form, 0, before)
        while at >= 0 and len(uses) < 50:
            uses.append((at, at + len(form)))
            at = text.find(form, at + len(form), before)
        if uses:
            return uses
    return []
