"""A paragraph cut into sentences, and a sentence into clauses.

Guarantees: spans in order, none over another; what stands in quotes or brackets is not cut.
"""

from __future__ import annotations

import re

_STOPS = re.compile("[。！？!?]+[”’）」』]*")
_FULL_STOP = "。"
_OTHER_STOPS = "！？!?"
_CLOSING = "”’）」』"
_LIST_MARK = re.compile(r"(?:\d{1,2}[、.．](?!\d)|\d{1,2}[.．](?=20\d\d年)|（\d{1,2}）|[①-⑳●■])\s*(?=.)")
_OPENS_LIST_MARK = frozenset("0123456789（①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳●■")
# Words, or a mark that opens; behind either, the same again. Written out, since ``re`` is slow at (?:WORDS|MARK)+.
_WORDS, _OPENING = "[^“《（，；：。！？!?]", "(?:“[^”]{0,40}”|《[^》]{0,40}》|（[^）]{0,40}）|[“《（])"
_CLAUSE = re.compile(f"{_WORDS}+(?:{_OPENING}{_WORDS}*)*|(?:{_OPENING}{_WORDS}*)+")
_COMMA = "，"
_OTHER_MARKS = "；：。！？!?"
_LONGEST = 2000  # the longest sentence seen in some 2 M characters of reports has about 900


def cut_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the sentences. What has no stop for ``_LONGEST`` characters is cut, so that reading stays linear."""
    spans: list[tuple[int, int]] = []
    at = start
    stops = _stops(text, start, end)
    if (stops[-1] if stops else start) < end:
        stops.append(end)
    for stop in stops:
        while stop - at > _LONGEST:
            cut = max(text.rfind(mark, at, at + _LONGEST) for mark in "；，、") + 1 or at + _LONGEST
            spans.append((at, cut))
            at = cut
        spans.append((at, stop))
        at = stop
    return spans


def _stops(text: str, start: int, end: int) -> list[int]:
    """Where the sentences end that a stop closes. Most paragraphs hold no stop but 。, and need no pattern."""
    for mark in _OTHER_STOPS:
        if text.find(mark, start, end) >= 0:
            return [match.end() for match in _STOPS.finditer(text, start, end)]
    stops: list[int] = []
    at = text.find(_FULL_STOP, start, end)
    while at >= 0:
        at += 1
        while at < end and text[at] == _FULL_STOP:
            at += 1
        while at < end and text[at] in _CLOSING:
            at += 1
        stops.append(at)
        at = text.find(_FULL_STOP, at, end)
    return stops


def behind_list_mark(text: str, start: int, end: int) -> int:
    """Where the words of a sentence begin: behind 3. or （3） or ●."""
    mark = _LIST_MARK.match(text, start, end) if text[start] in _OPENS_LIST_MARK else None
    return mark.end() if mark else start


def cut_clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the clauses of a sentence, without the marks between them."""
    piece = text[start:end]
    if "“" in piece or "（" in piece or "《" in piece:
        return [match.span() for match in _CLAUSE.finditer(text, start, end)]
    for mark in _OTHER_MARKS:
        if mark in piece:
            piece = piece.replace(mark, _COMMA)
    spans: list[tuple[int, int]] = []
    at = start
    for clause in piece.split(_COMMA):
        stop = at + len(clause)
        if stop > at:
            spans.append((at, stop))
        at = stop + 1
    return spans
