"""The characters of a PDF page collected into pieces of print: what stands together on one baseline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from luoshi.reading.sources._columns import CELL_GAP
from luoshi.reading.sources._lines import Line
from luoshi.reading.sources._places import round_box

Box = tuple[float, float, float, float]
Piece = tuple[str, Box | None]  # a character; its left, bottom, right and top in the page's own coordinates

_CJK = ("\u2e80", "\u9fff")
_FULL_WIDTH = ("\uff00", "\uffef")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it lies: its edges in its own coordinates, and by how much it is shown turned, clockwise."""

    edges: Box
    turned: int

    def show(self, box: Box) -> Box:
        """Left, top, right and bottom from the upper left corner of the page as it is shown, in points."""
        left, bottom, right, top = box
        west, south, east, north = self.edges
        if self.turned == 90:
            return bottom - south, left - west, top - south, right - west
        if self.turned == 180:
            return east - right, bottom - south, east - left, top - south
        if self.turned == 270:
            return north - top, east - right, north - bottom, east - left
        return left - west, north - top, right - west, north - bottom


def collect(characters: Iterable[Piece], sheet: Sheet) -> Iterator[list[Line]]:
    """The rows of a page, each of one or more pieces with a wide gap between them.

    PDFium's own line ends part the rows. It puts a space wherever characters stand apart, as they do in a justified
    Chinese line, so a space is kept between two Latin words only.
    """
    row: list[Line] = []
    text: list[str] = []
    boxes: list[Box] = []
    spaced = False
    for character, box in characters:
        if box is None:
            if character in "\r\n" and boxes:
                yield [*row, _make_line(text, boxes)]
                row, text, boxes = [], [], []
            spaced = character not in "\r\n"
            continue
        shown = sheet.show(box)
        if boxes and spaced:
            if shown[0] - boxes[-1][2] > CELL_GAP * (shown[3] - shown[1]):
                row.append(_make_line(text, boxes))
                text, boxes = [], []
            elif not (_is_chinese(character) or _is_chinese(text[-1])):
                text.append(" ")
        text.append(character)
        boxes.append(shown)
        spaced = False
    if boxes:
        yield [*row, _make_line(text, boxes)]


def _is_chinese(character: str) -> bool:
    return _CJK[0] <= character <= _CJK[1] or _FULL_WIDTH[0] <= character <= _FULL_WIDTH[1]


def _make_line(text: list[str], boxes: list[Box]) -> Line:
    characters = [character for character in text if not character.isspace()]
    widths = sorted(box[2] - box[0] for each, box in zip(characters, boxes, strict=True) if _is_chinese(each))
    height = boxes[0][3] - boxes[0][1]
    return Line(
        text="".join(text).strip(),
        left=min(box[0] for box in boxes),
        right=max(box[2] for box in boxes),
        top=-min(box[1] for box in boxes),
        em=max(widths[len(widths) // 2] if widths else height, 1.0),
        box=round_box(boxes),
    )
