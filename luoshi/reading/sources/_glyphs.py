"""The characters of a PDF page collected into pieces of print: what stands together on one baseline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from luoshi.reading.sources._columns import CELL_GAP
from luoshi.reading.sources._lines import Line
from luoshi.reading.sources._places import round_box

Box = tuple[float, float, float, float]
Piece = tuple[str, Box | None]  # a character; its left, bottom, right and top in the page's own coordinates

_CJK = ("\u2e80", "\u9fff")
_FULL_WIDTH = ("\uff00", "\uffef")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it lies: its edges in its own coordinates, and by how much it is turned clockwise to be looked at."""

    edges: Box
    turned: int

    def show(self, box: Box) -> Box:
        """Left, top, right and bottom from the upper left corner of the turned page, in points."""
        left, bottom, right, top = box
        west, south, east, north = self.edges
        if self.turned == 90:
            return bottom - south, left - west, top - south, right - west
        if self.turned == 180:
            return east - right, bottom - south, east - left, top - south
        if self.turned == 270:
            return north - top, east - right, north - bottom, east - left
        return left - west, north - top, right - west, north - bottom


def collect(characters: Iterable[Piece], shown: Sheet, upright: Sheet) -> Iterator[list[Line]]:
    """The rows of a page, each of one or more pieces with a wide gap between them.

    Lines are measured on the page turned ``upright``, which is as its print runs, and have their box on the page as
    it is ``shown``. PDFium's own line ends part the rows. It puts a space wherever characters stand apart, as they do
    in a justified Chinese line, so a space is kept between two Latin words only.
    """
    row: list[Line] = []
    run = _Run(shown, upright)
    spaced = False
    for character, box in characters:
        if box is None:
            if character in "\r\n" and run.text:
                yield [*row, run.take()]
                row = []
            spaced = character not in "\r\n"
            continue
        if run.text and spaced:
            if run.gap_before(box) > CELL_GAP:
                row.append(run.take())
            elif not (_is_chinese(character) or _is_chinese(run.text[-1])):
                run.text.append(" ")
        run.text.append(character)
        run.boxes.append(box)
        spaced = False
    if run.text:
        yield [*row, run.take()]


@dataclass(slots=True)
class _Run:
    """Characters that stand together, as they are collected."""

    shown: Sheet
    upright: Sheet
    text: list[str] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)

    def gap_before(self, box: Box) -> float:
        """From the last character to this one, in the height of this one."""
        left, top, _, bottom = self.upright.show(box)
        return (left - self.upright.show(self.boxes[-1])[2]) / max(bottom - top, 1.0)

    def take(self) -> Line:
        """The line, and begin a new one."""
        places = [self.upright.show(box) for box in self.boxes]
        characters = [character for character in self.text if character != " "]
        widths = sorted(box[2] - box[0] for each, box in zip(characters, places, strict=True) if _is_chinese(each))
        line = Line(
            text="".join(self.text).strip(),
            left=min(box[0] for box in places),
            right=max(box[2] for box in places),
            top=-min(box[1] for box in places),
            em=max(widths[len(widths) // 2] if widths else places[0][3] - places[0][1], 1.0),
            box=round_box([self.shown.show(box) for box in self.boxes]),
        )
        self.text, self.boxes = [], []
        return line


def _is_chinese(character: str) -> bool:
    return _CJK[0] <= character <= _CJK[1] or _FULL_WIDTH[0] <= character <= _FULL_WIDTH[1]
