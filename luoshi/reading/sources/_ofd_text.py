"""The text objects of an OFD page as pieces of print.

A text object has a rectangle on the page, a matrix and a size; each of its text codes a first place and the steps to
the next characters, run-length encoded: ``g 3 4.2`` stands for three steps of 4.2.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import isfinite
from xml.etree.ElementTree import Element

from luoshi.reading.sources._columns import CELL_GAP
from luoshi.reading.sources._lines import Line
from luoshi.reading.sources._places import round_box

_POINTS = 72 / 25.4  # to a millimetre
_UPRIGHT = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_MOST_STEPS = 100_000  # of one text code
_ASCENT, _DESCENT = 0.88, 0.12  # of a character above and below its baseline
_ASKEW = 0.05  # of the matrix; more is a seal or a watermark
_FARTHEST = 1e5  # points; a place beyond is a mistake in the file

Box = tuple[float, ...] | None


def read_texts(objects: Iterable[Element], page: Box) -> Iterator[Line]:
    """The pieces of all objects that stand upright. Raises ValueError where a number is none."""
    for element in objects:
        boundary = _numbers(element.get("Boundary", "")) or [0.0] * 4
        matrix = tuple(_numbers(element.get("CTM", ""))) or _UPRIGHT
        if len(matrix) != 6 or len(boundary) != 4:
            raise ValueError("a text object without a place")
        if abs(matrix[1]) > _ASKEW * abs(matrix[0]) or matrix[0] <= 0:
            continue
        origin = (boundary[0] - (page[0] if page else 0.0), boundary[1] - (page[1] if page else 0.0))
        yield from _read_codes(element, matrix, origin)


def _read_codes(element: Element, matrix: tuple[float, ...], origin: tuple[float, float]) -> Iterator[Line]:
    a, _, _, d, e, f = matrix
    size = float(element.get("Size", "0")) * _POINTS
    stretch = float(element.get("HScale", "1"))
    x = y = 0.0
    for code in element:
        if code.tag.rpartition("}")[2] != "TextCode":
            continue
        x, y = float(code.get("X", x)), float(code.get("Y", y))
        across, down = _steps(code.get("DeltaX", "")), _steps(code.get("DeltaY", ""))
        glyphs = []
        left, baseline = x, y
        for index, character in enumerate("".join((code.text or "").split("\n")).strip("\r\t")):
            place = ((a * left + e + origin[0]) * _POINTS, (d * baseline + f + origin[1]) * _POINTS)
            glyphs.append((character, *place))
            width = float(element.get("Size", "0")) * stretch * (1.0 if character >= "⺀" else 0.5)
            left += across[index] if index < len(across) else (0.0 if index < len(down) else width)
            baseline += down[index] if index < len(down) else 0.0
        yield from _make_pieces(glyphs, size * abs(d), size * a * stretch)


def _make_pieces(glyphs: list[tuple[str, float, float]], height: float, em: float) -> Iterator[Line]:
    """A text code may hold a whole line, cells far apart, or characters one below the other."""
    piece: list[tuple[str, float, float]] = []
    for glyph in glyphs:
        if piece and (glyph[1] - piece[-1][1] > (1 + CELL_GAP) * em or abs(glyph[2] - piece[-1][2]) > height / 2):
            yield from _make_piece(piece, height, em)
            piece = []
        piece.append(glyph)
    yield from _make_piece(piece, height, em)


def _make_piece(piece: list[tuple[str, float, float]], height: float, em: float) -> Iterator[Line]:
    text = "".join(character for character, _, _ in piece if character.isprintable())
    if not text.strip():
        return
    shown = [glyph for glyph in piece if not glyph[0].isspace()]
    left, baseline = shown[0][1], shown[0][2]
    right = shown[-1][1] + em * (1.0 if shown[-1][0] >= "⺀" else 0.5)
    top, bottom = baseline - _ASCENT * height, baseline + _DESCENT * height
    if not all(isfinite(edge) and abs(edge) < _FARTHEST for edge in (left, top, right, bottom)):
        raise ValueError("a place that no page has")
    if right <= left:
        return  # letters without a size are not printed
    yield Line(text.strip(), left, right, -top, max(em, 1.0), round_box([(left, top, right, bottom)]))


def _steps(written: str) -> list[float]:
    """Steps with their repetitions written out."""
    words = written.split()
    steps: list[float] = []
    at = 0
    while at < len(words):
        if words[at].lower() == "g" and at + 2 < len(words):
            steps += [float(words[at + 2])] * min(int(words[at + 1]), _MOST_STEPS)
            at += 3
        else:
            steps.append(float(words[at]))
            at += 1
        if len(steps) > _MOST_STEPS:
            raise ValueError("more steps than a line has characters")
    return steps


def _numbers(written: str) -> list[float]:
    return [float(word) for word in written.split()]
