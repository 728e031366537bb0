"""Where a sentence may be cut and how its pieces share its targets. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from luoshi.ledger.errors import BadOffsets, BadOffsetsCode
from luoshi.ledger.snapshots import TargetDraft

Span = tuple[int, int]
WORD = re.compile(r"\w")
LINE_BREAK = re.compile(r"[ \t\u3000]*(?:\r\n|[\n\r\f\v\u2028\u2029])\s*")


def sentence_of(text: str, start: int, end: int) -> str:
    """The words of a span on one line: a newspaper's line breaks inside a sentence are not part of it."""
    return LINE_BREAK.sub("", text[start:end]).strip()


def cut_span(text: str, span: Span, offsets: Sequence[int]) -> list[Span]:
    """Pieces that cover the span from end to end. Each must hold a word."""
    start, end = span
    if not offsets:
        raise BadOffsets(BadOffsetsCode.NONE, start)
    for offset in offsets:
        if not start < offset < end:
            raise BadOffsets(BadOffsetsCode.OUTSIDE, offset)
    edges = [start, *sorted(set(offsets)), end]
    pieces = list(pairwise(edges))
    for piece in pieces:
        if not WORD.search(text[slice(*piece)]):
            raise BadOffsets(BadOffsetsCode.EMPTY_PIECE, piece[0])
    return pieces


def share_targets(pieces: Sequence[Span], targets: Sequence[TargetDraft]) -> list[tuple[TargetDraft, ...]]:
    """For each piece the targets that lie in it. A cut through a target's own words is refused."""
    shares: list[list[TargetDraft]] = [[] for _ in pieces]
    for target in targets:
        for piece, share in zip(pieces, shares, strict=True):
            if piece[0] <= target.start < piece[1]:
                if target.end > piece[1]:
                    raise BadOffsets(BadOffsetsCode.INSIDE_TARGET, piece[1])
                share.append(target)
    return [tuple(share) for share in shares]


def trim_span(text: str, start: int, end: int) -> Span:
    """A selection without the white space that a mouse takes along. It must lie in the text and hold a word."""
    if not 0 <= start < end <= len(text):
        raise BadOffsets(BadOffsetsCode.OUTSIDE, start)
    words = text[start:end]
    if not WORD.search(words):
        raise BadOffsets(BadOffsetsCode.EMPTY_PIECE, start)
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
