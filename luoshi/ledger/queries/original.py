"""The file as received, and where in it the sentence of a commitment stands."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from luoshi.files import read_original
from luoshi.ledger.models import Commitment, Layout
from luoshi.ledger.queries.scope import visible_commitments, visible_reports
from luoshi.people.models import User
from luoshi.reading.sources import Box, Mark, Place, can_draw, find_places, picture_page, place_at


@dataclass(frozen=True, slots=True)
class Original:
    """The file as received."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of the page; ``ours`` is the part of its box in which the sentence stands, None where it does not."""

    words: str
    box: Box
    ours: Box | None

    @property
    def width(self) -> int:
        return self.box[2] - self.box[0]

    @property
    def height(self) -> int:
        return self.box[3] - self.box[1]

    @property
    def ours_width(self) -> int:
        return self.ours[2] - self.ours[0] if self.ours else 0


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page that the sentence touches. ``lines`` are all that were read on it, in the unit of their boxes."""

    number: int
    pictured: bool
    lines: tuple[PrintedLine, ...]

    @property
    def boxes(self) -> list[Box]:
        """Those in which the sentence stands."""
        return [line.ours for line in self.lines if line.ours]

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of a sheet that holds all lines, with margins as wide as those at the left and the top."""
        lefts, tops, rights, bottoms = zip(*(line.box for line in self.lines), strict=True)
        return min(lefts) + max(rights), min(tops) + max(bottoms)


@dataclass(frozen=True, slots=True)
class OriginalView:
    """A commitment, and the pages of the file on which its sentence stands."""

    commitment: Commitment
    pages: tuple[PrintedPage, ...]


def original(user: User, report_id: int) -> Original:
    """The file that a report was opened from. Raises Report.DoesNotExist for one outside the user's scope, and
    FileNotFoundError when the file is no longer where it was kept.
    """
    report = visible_reports(user).get(pk=report_id)
    return Original(report.source_name, read_original(settings.LUOSHI_FILES, report.source_digest))


def place_of(commitment: Commitment) -> Place | None:
    """Where the sentence begins in the file; None for a form without places, and where none were kept."""
    places = find_places(_marks(commitment), commitment.start, commitment.end)
    return places[0] if places else None


def original_pages(user: User, commitment_id: int) -> OriginalView:
    """The pages on which a commitment's sentence is printed; none where the form has no printed pages.

    Raises Commitment.DoesNotExist for one outside the user's scope.
    """
    commitment = visible_commitments(user).select_related("report").get(pk=commitment_id)
    return OriginalView(commitment, _pages(commitment))


def page_picture(user: User, commitment_id: int, page: int) -> bytes | None:
    """A PNG of one of these pages with the sentence marked; None for a page on which it does not stand.

    Raises Commitment.DoesNotExist, FileNotFoundError as ``original``, and SourceError for a file that cannot be drawn.
    """
    view = original_pages(user, commitment_id)
    boxes = [box for each in view.pages if each.number == page for box in each.boxes]
    if not boxes:
        return None
    report = view.commitment.report
    data = read_original(settings.LUOSHI_FILES, report.source_digest)
    return picture_page(data, report.source_form, page, marked=boxes, name=report.source_name)


def _marks(commitment: Commitment) -> list[Mark]:
    layout = Layout.objects.filter(pk=commitment.report_id).first()
    return [tuple(mark) for mark in layout.marks] if layout else []


def _pages(commitment: Commitment) -> tuple[PrintedPage, ...]:
    marks = _marks(commitment)
    touched = find_places(marks, commitment.start, commitment.end)
    text, pictured = commitment.report.text, can_draw(commitment.report.source_form)
    numbers = sorted({place.page for place in touched if place.box})
    return tuple(PrintedPage(number, pictured, _lines(marks, number, text, commitment)) for number in numbers)


def _lines(marks: list[Mark], number: int, text: str, commitment: Commitment) -> tuple[PrintedLine, ...]:
    lines = []
    for mark in marks:
        box = place_at(mark).box
        if mark[2] == number and box:
            words = text[mark[0] : mark[1]]
            ours = part_of(box, words, commitment.start - mark[0], commitment.end - mark[0])
            lines.append(PrintedLine(words, box, ours))
    return tuple(lines)


def part_of(box: Box, words: str, start: int, end: int) -> Box | None:
    """The part of a line's box that ``words[start:end]`` takes, None for nothing: in Chinese print all characters are
    equally wide, digits and Latin letters half as wide. A line that runs up or down (the scan lies) is left whole.
    """
    first, last = max(start, 0), min(end, len(words))
    if first >= last:
        return None
    left, top, right, bottom = box
    if bottom - top > right - left and len(words) > 1:
        return box
    step = (right - left) / _width(words)
    return round(left + step * _width(words[:first])), top, round(left + step * _width(words[:last])), bottom


def _width(words: str) -> float:
    return sum(0.5 if character.isascii() else 1.0 for character in words)
