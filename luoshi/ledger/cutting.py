"""Where a sentence may be cut and how its pieces share its targets. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from luoshi.ledger.errors import BadOffsets, BadOffsetsCode
from luoshi.ledger.snapshots import TargetDraft

Span = tuple[int, int]
WORD = re.compile(r"\w")
WHITE = re.compile(r"\s+")
LEADING = " \t\r\n\u3000\xa0，。；：、！？,;:"


def sentence_of(text: str, start: int, end: int) -> str:
    """The words of a span without white space, as the reading writes them: a newspaper breaks lines inside words."""
    return WHITE.sub("", text[start:end])


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
    """A selection without what a mouse takes along: white space at both ends, the last clause's stop in front.

    It must lie in the text and hold a word.
    """
    if not 0 <= start < end <= len(text):
        raise BadOffsets(BadOffsetsCode.OUTSIDE, start)
    words = text[start:end]
    if not WORD.search(words):
        raise BadOffsets(BadOffsetsCode.EMPTY_PIECE, start)
    return start + len(words) - len(words.lstrip(LEADING)), end - len(words) + len(words.rstrip())
