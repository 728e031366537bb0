"""Sets a report's text as HTML with its marks in place. Pure: text and spans in, markup out.

The markup carries the text exactly: within a block (an element with ``data-o``, the offset of its first code point)
the text nodes, without those under ``.n`` and ``.why``, are the report's own characters from that offset on. The
selection script counts on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from django.utils.safestring import SafeString, mark_safe

BLOCK_BREAK = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Head:
    """A heading. A run-in head stands in its paragraph, the others stand alone."""

    start: int
    end: int
    level: int
    anchor: str
    run_in: bool


@dataclass(frozen=True, slots=True)
class Underline:
    """Part of a mark: ``t`` a target, ``g`` a milestone."""

    start: int
    end: int
    sort: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A commitment in place. ``number`` ties it to its row."""

    start: int
    end: int
    number: int
    status: str
    underlines: tuple[Underline, ...] = ()


@dataclass(frozen=True, slots=True)
class Aside:
    """A forward sentence that was not taken: why, and where it can be taken after all ("" for nobody)."""

    start: int
    end: int
    why: str
    address: str


Item = Head | Mark | Aside


def typeset(text: str, items: Iterable[Item], *, label: str = "") -> SafeString:
    """The whole text as blocks. Items that overlap a weightier one are left out; see ``_rank``."""
    kept = _apart(items, len(text))
    parts = [part for start, end in _blocks(text, kept) for part in _block(text, start, end, kept, label)]
    return mark_safe("\n".join(parts))  # noqa: S308  every character of the text went through escape()


def _apart(items: Iterable[Item], length: int) -> list[Item]:
    """Items in text order without overlaps."""
    kept: list[Item] = []
    taken = bytearray(length)
    for item in sorted(items, key=lambda each: (_rank(each), each.start)):
        if 0 <= item.start < item.end <= length and not any(taken[item.start : item.end]):
            taken[item.start : item.end] = b"\1" * (item.end - item.start)
            kept.append(item)
    return sorted(kept, key=lambda each: each.start)


def _rank(item: Item) -> int:
    """Live marks first, then rejected ones, then headings, then what was not taken."""
    if isinstance(item, Mark):
        return 1 if item.status == "rejected" else 0
    return 2 if isinstance(item, Head) else 3


def _blocks(text: str, items: Sequence[Item]) -> Iterator[tuple[int, int]]:
    """Paragraph spans. A break inside an item (a line broken by the newspaper) divides nothing."""
    start, position = 0, 0
    for gap in BLOCK_BREAK.finditer(text):
        while position < len(items) and items[position].end <= gap.start():
            position += 1
        inside = position < len(items) and items[position].start < gap.start()
        if not inside:
            yield from _trimmed(text, start, gap.start())
            start = gap.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    stripped = text[start:end].strip()
    if stripped:
        start += len(text[start:end]) - len(text[start:end].lstrip())
        yield start, start + len(stripped)


def _block(text: str, start: int, end: int, items: Sequence[Item], label: str) -> Iterator[str]:
    """One paragraph, its standing headings as blocks of their own."""
    here = [item for item in items if item.start < end and item.end > start]
    for item in here:
        if isinstance(item, Head) and not item.run_in:
            yield from _paragraph(text, start, item.start, here, label)
            yield _heading(text, item)
            start = item.end
    yield from _paragraph(text, start, end, here, label)


def _heading(text: str, head: Head) -> str:
    tag = f"h{min(max(head.level + 1, 2), 5)}"  # the page has its own h1
    return f'<{tag} id="{head.anchor}" data-o="{head.start}">{_words(text, head.start, head.end)}</{tag}>'


def _paragraph(text: str, start: int, end: int, items: Sequence[Item], label: str) -> Iterator[str]:
    for first, last in _trimmed(text, start, end):
        yield f'<p data-o="{first}">{"".join(_inline(text, first, last, items, label))}</p>'


def _inline(text: str, start: int, end: int, items: Sequence[Item], label: str) -> Iterator[str]:
    for item in items:
        if start <= item.start and item.end <= end:
            yield _words(text, start, item.start)
            yield _item(text, item, label)
            start = item.end
    yield _words(text, start, end)


def _item(text: str, item: Item, label: str) -> str:
    words = _words(text, item.start, item.end)
    if isinstance(item, Head):
        return f'<b id="{item.anchor}">{words}</b>'
    if isinstance(item, Aside):
        why = escape(item.why)
        note = f'<a class="why" href="{escape(item.address)}">{why}</a>' if item.address else f"<i>{why}</i>"
        return f'<span class="x">{words}{note.replace("<i>", "<i class=why>")}</span>'
    name = f' aria-label="{escape(label)}{item.number}"' if label else ""
    number = f'<a class="n" href="#r{item.number}"{name}>{item.number}</a>'
    return f'<mark id="m{item.number}" class="{item.status}">{number}{_underlined(text, item)}</mark>'


def _underlined(text: str, mark: Mark) -> str:
    """The words of a mark, cut wherever an underline begins or ends."""
    cuts = {mark.start, mark.end}
    for line in mark.underlines:
        cuts.update(min(max(edge, mark.start), mark.end) for edge in (line.start, line.end))
    edges = sorted(cuts)
    parts = []
    for first, last in pairwise(edges):
        sorts = sorted({line.sort for line in mark.underlines if line.start <= first and last <= line.end})
        words = _words(text, first, last)
        parts.append(f'<u class="{" ".join(sorts)}">{words}</u>' if sorts else words)
    return "".join(parts)


def _words(text: str, start: int, end: int) -> str:
    """Escaped text; a break inside a sentence is kept in the markup and closed up on the page."""
    words = escape(text[start:end], quote=False)
    return BLOCK_BREAK.sub(lambda gap: f'<span class="br">{gap.group()}</span>', words)
