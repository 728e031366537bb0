"""Stage 1, clean: the text as given → text that a sentence can be read from, and the way back.

Needs any string. Guarantees: one paragraph a line, no blank lines; newspaper line breaks inside sentences healed;
note marks such as ``[18]`` and spaces between Chinese characters gone; one form of comma, semicolon, colon, bracket
and digit. ``Clean.raw`` gives the span in the text as given for any span of the cleaned text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

# One character for one: spans do not move. A comma between digits (1,200) is kept apart in `_unify`.
_FORMS = {
    **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
    **dict(zip("％﹪．;:,()［］﹝﹞〔〕【】－–～〜∼", "%%.；：，（）[][][][]--~~~", strict=True)),
    **dict.fromkeys("\u3000\t\r\xa0\u2002\u2003", " "),
    **dict.fromkeys("\v\f\x85\u2028\u2029", "\n"),
}
_THOUSANDS = re.compile(r",(?<=\d,)(?=\d{3}(?!\d))")
_STRAIGHT_QUOTES = re.compile('"([^"\n]{1,40})"')
_ODD_FORM = re.compile(f"[{re.escape(''.join(_FORMS))}]")
# Runs to cut out: note marks, what cannot be seen, and spaces beside a Chinese character or punctuation. The class in
# front holds the first character of each, so that ``re`` passes over all others without trying the branches.
_CUT = re.compile(
    r"[ \[①-⑳\u200b\ufeff\u00ad](?:(?<=\[) ?\d{1,3} ?\]|(?<=[①-⑳])(?=[，。；：、])|"
    r"(?<=[\u200b\ufeff\u00ad])[\u200b\ufeff\u00ad]*|"
    r"(?<= )(?<![A-Za-z0-9] ) *|(?<= ) *(?![A-Za-z0-9 ])|(?<=\d ) *(?=[^\d\s]))"
)
_RARE = re.compile("[①-⑳\u200b\ufeff\u00ad]")  # of what a run can open with
_IN_SENTENCE = "，、"
_OPENING = "“‘《（"
_ENDS = frozenset("。！？：；…”’」』】》）!?;")
_MARKER = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|\d{1,2}[、.．](?!\d)|\d{1,2}[.．](?=20\d\d年)|第[一二三四五六七八九十]+[，、章节]|[一二三四五六七八九十]是|——|[●■★◆※【]"
)
_FIGURE = re.compile(r"\d[\d.]*[^\d.、．\s）]")
_WIDE = 20  # characters; a line shorter than this was not broken because it was full


@dataclass(frozen=True, slots=True)
class Clean:
    """Cleaned text with the map back: ``at`` are offsets in ``text`` where the shift to the raw text changes."""

    text: str
    at: tuple[int, ...]
    shift: tuple[int, ...]

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """The span in the text as given for ``text[start:end]`` (not empty)."""
        at, shift = self.at, self.shift
        first = bisect_right(at, start)
        # Most spans end before the next change of the shift.
        last = first if first == len(at) or end <= at[first] else bisect_right(at, end - 1, first)
        return start + shift[first - 1], end + shift[last - 1]


def clean(text: str) -> Clean:
    """Clean ``text``. Linear in its length; never fails."""
    unified = _unify(text)
    lines = _lines(unified)
    pieces: list[tuple[int, int]] = []  # raw spans to keep; (-1, -1) is a paragraph break
    previous: tuple[int, int] | None = None
    width = _wrap_width(lines)
    plain = _RARE.search(unified) is None
    inside = False  # whether the line before began inside a sentence
    for start, end in lines:
        kept = _kept(unified, start, end, plain=plain)
        if not kept:
            continue  # nothing but note marks or invisible characters: no paragraph
        if previous is not None:
            inside = _continues(unified, previous, (start, end), width, inside=inside)
            if not inside:
                pieces.append((-1, -1))
            inside = inside and not width and end - start < _WIDE and unified[previous[1] - 1] in _IN_SENTENCE
        pieces += kept
        previous = (start, end)
    return _assemble(unified, pieces)


def _kept(text: str, start: int, end: int, *, plain: bool) -> list[tuple[int, int]]:
    """The spans of a line that stay when runs to cut are gone. ``plain``: spaces and brackets alone can open one."""
    if plain and text.find(" ", start, end) < 0 and text.find("[", start, end) < 0:
        return [(start, end)]
    kept, last = [], start
    for match in _CUT.finditer(text, start, end):
        cut, after = match.span()
        if cut > last:
            kept.append((last, cut))
        last = after
    if last < end:
        kept.append((last, end))
    return kept


def _unify(text: str) -> str:
    if "," in text and (commas := [match.start() for match in _THOUSANDS.finditer(text)]):
        parts, last = [], 0
        for comma in commas:
            parts += [_one_form(text[last:comma]), ","]
            last = comma + 1
        text = "".join([*parts, _one_form(text[last:])])
    else:
        text = _one_form(text)
    return _STRAIGHT_QUOTES.sub(r"“\1”", text) if '"' in text else text


def _one_form(text: str) -> str:
    # A sweep for each form that occurs, of the few that do: str.translate looks up every Chinese character.
    for char in set(_ODD_FORM.findall(text)):
        text = text.replace(char, _FORMS[char])
    return text


def _lines(text: str) -> list[tuple[int, int]]:
    """Spans of the lines that hold something, without the space around them."""
    lines: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        if stripped := line.strip():
            indent = start + line.index(stripped[0])
            lines.append((indent, indent + len(stripped)))
        start += len(line) + 1
    return lines


def _wrap_width(lines: list[tuple[int, int]]) -> int:
    """The column at which a hard-wrapped text breaks its lines; 0 when it is not hard-wrapped.

    Hard-wrapped means that most lines are within two characters of the widest usual one.
    """
    lengths = sorted(end - start for start, end in lines)
    if len(lengths) < _WIDE:
        return 0
    usual = lengths[len(lengths) * 9 // 10]
    if not _WIDE <= usual <= 60:
        return 0
    full = sum(usual - 3 <= length <= usual + 3 for length in lengths)
    return usual if full * 2 > len(lengths) else 0


def _continues(text: str, line: tuple[int, int], following: tuple[int, int], width: int, *, inside: bool) -> bool:
    """Whether the line break after ``line`` falls inside a sentence; ``inside``: ``line`` is a few words in one."""
    start, end = line
    tail = text[end - 1]
    if tail in _IN_SENTENCE or tail in _OPENING:
        return True  # 二、“⏎十四五⏎”时期目标任务
    if tail in _ENDS or _MARKER.match(text, following[0]):
        return False
    if inside or text[following[0]] in "，、。；：！？）”%":
        return True  # 开展培训，⏎创建省⏎级品牌30个: a page's link broke out of its line
    if width and end - start >= width - 3:
        return True
    if tail.isdigit() and end - start >= _WIDE and not _FIGURE.match(text, following[0]):
        return True  # 今年，我们将新建3⏎座泵站
    # A paragraph whose last sentence is unfinished; a heading holds no full stop and few commas.
    line_text = text[start:end]
    if "，" in line_text and not _MARKER.match(line_text):
        return end - start >= 3 * _WIDE or "。" in line_text or _FIGURE.match(text, following[0]) is not None
    return "。" in line_text


def _assemble(text: str, pieces: list[tuple[int, int]]) -> Clean:
    parts: list[str] = []
    at: list[int] = []
    shift: list[int] = []
    length = 0
    for start, end in pieces:
        if start < 0:
            parts.append("\n")
            length += 1
            continue
        move = start - length
        if not shift or move != shift[-1]:
            at.append(length)
            shift.append(move)
        parts.append(text[start:end])
        length += end - start
    if not at:
        at, shift = [0], [0]
    at[0] = 0
    return Clean("".join(parts), tuple(at), tuple(shift))
