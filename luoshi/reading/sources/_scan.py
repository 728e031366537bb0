"""Pictures of pages: what is printed on them, recognised by RapidOCR with the models that its wheel holds.

A page that lies or stands on its head is turned upright first, then its lines are put into order. Nothing is
fetched: a model file that is missing counts as a missing extra.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from math import atan2, cos, degrees, hypot, radians, sin
from statistics import median
from typing import Any

from luoshi.reading.sources._columns import arrange, gather_rows
from luoshi.reading.sources._faults import Doubt, Notice, SourceError, SourceFault
from luoshi.reading.sources._lines import Line, drop_furniture, join_lines
from luoshi.reading.sources._model import Extract, Limits
from luoshi.reading.sources._places import round_box
from luoshi.reading.sources._widths import widen

_ENGINE = threading.Lock()  # the engine keeps the image's size and the stages asked for in itself
# Always told in full: the engine takes a stage that is not named from the call before.
# A line is read as it stands: asked which way up each one is, the engine now and then turns a good one on its head.
_WHOLE = {"use_det": True, "use_cls": False, "use_rec": True}
_WAY_UP = {"use_det": False, "use_cls": True, "use_rec": False}
_STAGES = ("Det", "Cls", "Rec")
_SURE = 0.9  # a line recognised with less is counted as doubtful
_TALL = 1.5  # times as high as wide: a line that runs up or down
_VOTES = 7  # the longest lines, which say whether the page stands on its head
_SHORT = 5  # characters, of a line whose width says little
_NEAR = 0.6  # of the usual width of a character
_VOTED = 8  # characters of a line that are asked which way up they are
_LEAN = 0.3  # degrees; a photo that leans less needs no straightening
FORMATS = ("PNG", "JPEG", "TIFF")

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as a Pillow image, and how many units of the page's own measure a pixel is."""

    image: Any
    scale: float


def extract(data: bytes, name: str, limits: Limits) -> Extract:
    """A photo, or a TIFF of several pages. Raises MISSING_EXTRA without ``ocr``."""
    if not can_recognise():
        raise SourceError(SourceFault.MISSING_EXTRA, name, kind="ocr", form="image")
    from PIL import Image, UnidentifiedImageError

    pages: list[list[Line]] = []
    doubtful = 0
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            count = getattr(image, "n_frames", 1)
            if count > limits.scanned_pages:
                raise SourceError(
                    SourceFault.TOO_LARGE, name, kind="scanned_pages", pages=count, limit=limits.scanned_pages
                )
            for number in range(count):
                page, unsure = recognise(Picture(upright_frame(image, number, name, limits), 1.0))
                pages.append(page)
                doubtful += unsure
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise SourceError(SourceFault.NOT_IMAGE, name) from error
    found = join_lines(drop_furniture(pages))
    if sum(character.isalnum() for character in found.text) < limits.least_letters:
        raise SourceError(SourceFault.NO_TEXT, name, kind="image")
    return Extract(found.text, found.pages, found.marks, (note_recognised(range(len(pages)), doubtful),))


def upright_frame(image: Any, number: int, name: str, limits: Limits) -> Any:
    """Picture ``number``, from 0, of an open file as the camera was held. Raises TOO_LARGE before it is unpacked."""
    from PIL import ImageOps

    image.seek(number)
    if image.width * image.height > limits.picture_pixels:
        most = limits.picture_pixels // 1_000_000
        raise SourceError(SourceFault.TOO_LARGE, name, kind="pixels", limit=most)
    return ImageOps.exif_transpose(image)


def can_recognise() -> bool:
    """Whether the extra ``ocr`` is installed, models included."""
    return find_spec("onnxruntime") is not None and len(_find_models()) == len(_STAGES)


def list_pages(numbers: Sequence[int]) -> str:
    """Page numbers for people, from indices: 3、5."""
    shown = "、".join(str(number + 1) for number in numbers[:10])
    return f"{shown}…" if len(numbers) > 10 else shown


def note_recognised(numbers: Sequence[int], doubtful: int) -> Notice:
    """That these pages were recognised, and how many of their lines without certainty."""
    return Notice(Doubt.RECOGNISED, (("pages", list_pages(numbers)), ("lines", doubtful)))


def recognise(picture: Picture) -> tuple[list[Line], int]:
    """The lines of one page in reading order, and how many of them were recognised without certainty."""
    import numpy

    image = numpy.asarray(picture.image.convert("RGB"))[:, :, ::-1]
    with _ENGINE:
        found, upright = _find_lines(image)
        turn = _find_turn(image, upright) if upright else 0
        if turn:
            found, upright = _find_lines(numpy.ascontiguousarray(numpy.rot90(image, -turn)))
    if not upright:
        return [], 0
    width, height = (image.shape[0], image.shape[1]) if turn % 2 else (image.shape[1], image.shape[0])
    lean = _find_lean(upright)
    pieces = [
        _make_line(
            text,
            [_turn(point, -turn % 4, width, height) for point in quad],
            [_straighten(point, lean) for point in quad],
            picture.scale,
        )
        for text, quad in zip(found.txts, upright, strict=True)
        if text.strip()
    ]
    return arrange(gather_rows(_steady(pieces))), sum(score < _SURE for score in found.scores)


def _find_lines(image: Any) -> tuple[Any, list[list[Point]]]:
    """What the engine gives, and the four corners of each line in it."""
    found = _engine()(image, **_WHOLE)
    # An empty page comes back as what the last stage that ran gives, which may have no boxes at all.
    boxes = getattr(found, "boxes", None)
    return found, [] if boxes is None else [[(float(x), float(y)) for x, y in box] for box in boxes]


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    models = {f"{stage}.model_path": path for stage, path in _find_models().items()}
    return RapidOCR(params={"Global.log_level": "error", **models})


@cache
def _find_models() -> dict[str, str]:
    """The model file of each stage inside the installed wheel."""
    if find_spec("rapidocr") is None:
        return {}
    folder = files("rapidocr") / "models"
    names = sorted(str(entry) for entry in folder.iterdir())
    found = {stage: [name for name in names if f"_{stage.lower()}_" in name.lower()] for stage in _STAGES}
    return {stage: paths[0] for stage, paths in found.items() if paths}


def _find_turn(image: Any, quads: Sequence[Sequence[Point]]) -> int:
    """By how many quarters, clockwise, the picture must be turned to stand upright. Long lines vote."""
    import numpy

    longest = sorted(quads, key=_length, reverse=True)[:_VOTES]
    lying = sum(_is_tall(quad) for quad in longest) * 2 > len(longest)
    heads = 0
    for quad in longest:
        left, top, right, bottom = (max(edge, 0) for edge in _find_middle(quad))
        crop = image[top:bottom, left:right]
        if crop.size and _is_tall(quad) == lying:
            # A line that runs up or down is laid flat as the engine itself does, by a quarter against the clock.
            label = _engine()(numpy.rot90(crop) if lying else crop, **_WAY_UP)
            heads += 1 if label.cls_res[0][0] == "180" else -1
    return (1 if heads > 0 else 3) if lying else (2 if heads > 0 else 0)


def _find_middle(quad: Sequence[Point]) -> tuple[int, int, int, int]:
    """The box around the middle of a line, so short that a leaning line has no neighbour in it."""
    (x1, y1), (x2, y2), (x3, y3), (x4, y4) = quad
    thick = min(hypot(x2 - x1, y2 - y1), hypot(x4 - x1, y4 - y1))
    length = max(hypot(x2 - x1, y2 - y1), hypot(x4 - x1, y4 - y1))
    half = min(length, _VOTED * thick) / 2
    x, y = (x1 + x2 + x3 + x4) / 4, (y1 + y2 + y3 + y4) / 4
    along, across = (thick / 2, half) if _is_tall(quad) else (half, thick / 2)
    return round_box([(x - along, y - across, x + along, y + across)])


def _length(quad: Sequence[Point]) -> float:
    left, top, right, bottom = round_box([(*quad[0], *quad[2]), (*quad[2], *quad[0])])
    return max(right - left, bottom - top)


def _is_tall(quad: Sequence[Point]) -> bool:
    xs, ys = [x for x, _ in quad], [y for _, y in quad]
    return max(ys) - min(ys) > _TALL * (max(xs) - min(xs))


def _turn(point: Point, quarters: int, width: int, height: int) -> Point:
    x, y = point
    return [(x, y), (height - y, x), (width - x, height - y), (y, width - x)][quarters]


def _find_lean(quads: Sequence[Sequence[Point]]) -> float:
    """How far the lines of the upright page rise or fall, in degrees; the middle one of the longer half."""
    longest = sorted(quads, key=_length, reverse=True)[: max(len(quads) // 2, 1)]
    lean = median(_slope(quad) for quad in longest)
    return lean if abs(lean) > _LEAN else 0.0


def _slope(quad: Sequence[Point]) -> float:
    """Of the line through the middles of the two short sides."""
    ordered = sorted(quad)
    (x1, y1), (x2, y2) = (((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in (ordered[:2], ordered[2:]))
    return degrees(atan2(y2 - y1, x2 - x1))


def _straighten(point: Point, lean: float) -> Point:
    x, y = point
    angle = radians(-lean)
    return x * cos(angle) - y * sin(angle), x * sin(angle) + y * cos(angle)


def _steady(pieces: Sequence[Line]) -> list[Line]:
    """Short lines get the page's usual character width where theirs, taken from a box with ragged edges, is near it."""
    if not pieces:
        return []
    usual = median(piece.em for piece in pieces)
    return [
        replace(piece, em=usual) if len(piece.text) <= _SHORT and abs(piece.em - usual) < _NEAR * usual else piece
        for piece in pieces
    ]


def _make_line(text: str, quad: Sequence[Point], upright: Sequence[Point], scale: float) -> Line:
    left, top = min(x for x, _ in upright), min(y for _, y in upright)
    right, bottom = max(x for x, _ in upright), max(y for _, y in upright)
    wide = sum(1.0 if character >= "⺀" else 0.5 for character in text)
    return Line(
        text=widen(text.strip()),
        left=left * scale,
        right=right * scale,
        top=-top * scale,
        em=max(min((right - left) / wide, bottom - top) * scale, 1.0),
        box=round_box((x * scale, y * scale, x * scale, y * scale) for x, y in quad),
    )
