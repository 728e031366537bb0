"""A page of a document as a picture, so that a place in the text can be shown on it.

Needs Pillow, which the extras ``office`` and ``ocr`` bring.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from luoshi.reading.sources._faults import SourceError, SourceFault
from luoshi.reading.sources._model import Limits
from luoshi.reading.sources._places import Box
from luoshi.reading.sources._scan import FORMATS, Picture, upright_frame

_LIMITS = Limits()
_SHARP = 2.0  # pixels to a point: print of 9 points can be read on a screen of double density
_LONGEST = 2400  # pixels of the longer side of what is sent
_MARKER = (255, 226, 110)  # a text marker's yellow, through which print stays black


def picture_page(
    data: bytes, form: str, page: int, *, marked: Sequence[Box] = (), name: str = "", limits: Limits = _LIMITS
) -> bytes | None:
    """Page ``page``, counted from 1, as it is shown, as a PNG with the boxes ``marked`` as by a text marker.

    ``data`` is the document as received and ``form`` its ``Source.form``. None for forms that have no pages of their
    own (txt, html, docx, doc, xlsx), for OFD, which nothing here can draw, and for a page that there is not. Raises
    ``SourceError`` when the document cannot be opened.
    """
    draw = _DRAWN.get(form)
    shown = draw(data, page, name, limits) if draw else None
    return None if shown is None else _pack(_mark(shown, marked))


def can_draw(form: str) -> bool:
    """Whether pages of this form can be drawn."""
    return form in _DRAWN


def _draw_pdf(data: bytes, page: int, name: str, limits: Limits) -> Picture | None:
    import pypdfium2

    from luoshi.reading.sources._pdf import PDFIUM

    try:
        with PDFIUM, pypdfium2.PdfDocument(data) as document:
            if not 1 <= page <= len(document):
                return None
            shown = document[page - 1]
            scale = min(_SHARP, _LONGEST / max(*shown.get_size(), 1.0))
            return Picture(shown.render(scale=scale).to_pil().convert("RGB"), 1 / scale)
    except pypdfium2.PdfiumError as error:
        raise SourceError(SourceFault.NOT_PDF, name) from error


def _draw_photo(data: bytes, page: int, name: str, limits: Limits) -> Picture | None:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            if not 1 <= page <= getattr(image, "n_frames", 1):
                return None
            whole = upright_frame(image, page - 1, name, limits).convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise SourceError(SourceFault.NOT_IMAGE, name) from error
    scale = min(1.0, _LONGEST / max(whole.size))
    return Picture(whole.resize((round(whole.width * scale), round(whole.height * scale))), 1 / scale)


def _mark(shown: Picture, boxes: Sequence[Box]) -> Any:
    from PIL import Image, ImageChops, ImageDraw

    if not boxes:
        return shown.image
    marker = Image.new("RGB", shown.image.size, "white")
    draw = ImageDraw.Draw(marker)
    for box in boxes:
        left, top, right, bottom = (edge / shown.scale for edge in box)
        draw.rectangle((left, top, max(left, right), max(top, bottom)), fill=_MARKER)
    return ImageChops.multiply(shown.image, marker)


def _pack(image: Any) -> bytes:
    """Only what is seen goes out: nothing that a camera wrote beside its picture."""
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=3)
    return out.getvalue()


_DRAWN = {"pdf": _draw_pdf, "image": _draw_photo}
