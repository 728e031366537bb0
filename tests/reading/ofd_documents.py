"""A writer of small OFD files for the tests, from the same placed lines as ``pdf_documents``."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

from tests.reading.pdf_documents import Placed

_NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_HEIGHT = 842.0
_MILLIMETRE = 25.4 / 72  # to a point


def write_ofd(
    pages: Sequence[Sequence[Placed]], *, size: float = 16, changes: dict[str, str | None] | None = None
) -> bytes:
    """These pieces of text on each page, places in points as in a PDF. ``changes`` replaces entries, None drops one."""
    entries: dict[str, str | None] = {
        "OFD.xml": f'<?xml version="1.0"?><ofd:OFD {_NAMESPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo/>'
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": _document(len(pages)),
    }
    for number, page in enumerate(pages):
        entries[f"Doc_0/Pages/Page_{number}/Content.xml"] = write_page(page, size)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (entries | (changes or {})).items():
            if content is not None:
                archive.writestr(name, content)
    return stream.getvalue()


def write_page(page: Sequence[Placed], size: float = 16, *, extra: str = "") -> str:
    """A page's content: one text object a piece, its characters set one width apart."""
    objects = "".join(_text_object(number, *placed, size) for number, placed in enumerate(page, 10))
    return (
        f"<ofd:Page {_NAMESPACE}><ofd:Area><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:Area>"
        f"<ofd:Content><ofd:Layer ID='2'>{objects}{extra}</ofd:Layer></ofd:Content></ofd:Page>"
    )


def _document(pages: int) -> str:
    listed = "".join(f'<ofd:Page ID="{i + 1}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(pages))
    return (
        f"<ofd:Document {_NAMESPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>"
        f"</ofd:PageArea></ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
    )


def _text_object(number: int, x: float, y: float, text: str, size: float) -> str:
    em = size * _MILLIMETRE
    left, baseline = x * _MILLIMETRE, (_HEIGHT - y) * _MILLIMETRE
    return (
        f'<ofd:TextObject ID="{number}" Font="3" Size="{em:.4f}" Boundary="{left:.3f} {baseline - em:.3f}'
        f' {em * len(text):.3f} {em * 1.2:.3f}"><ofd:TextCode X="0" Y="{em:.4f}"'
        f' DeltaX="g {max(len(text) - 1, 1)} {em:.4f}">{escape(text)}</ofd:TextCode></ofd:TextObject>'
    )
