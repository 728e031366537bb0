"""Scans and photos in. Without the extra ``ocr`` only what is said about it is tested.

To run all of it: ``pip install 'luoshi[ocr]'`` into the environment of the tests, and a Noto CJK font on the machine.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from pdf_documents import Placed, typeset, write_pdf
from test_sources_pdf import PARAGRAPHS

from luoshi.reading import read_source
from luoshi.reading.sources import Doubt, Limits, SourceError, SourceFault, explain, load_bytes
from luoshi.reading.sources._scan import can_recognise

FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
PAGE = [(x * 1.5, (842 - y) * 1.5, text) for x, y, text in typeset(PARAGRAPHS[:3], numbered=False)[0]]
COLUMNS = [
    *((60.0, 60.0 + 40 * i, f"新建第{n}处口袋公园，改造管网{i}公里") for i, n in enumerate("一二三四五六七")),
    *((560.0, 60.0 + 40 * i, f"建成第{n}所学校，新增学位{i}百个") for i, n in enumerate("一二三四五六七")),
]

recognised = pytest.mark.skipif(not can_recognise(), reason="needs pip install luoshi[ocr]")
drawn = pytest.mark.skipif(not FONT.exists(), reason="needs fonts-noto-cjk to draw a page with")


def draw(
    pieces: Sequence[Placed] = PAGE, *, turned: float = 0, size: int = 24, width: int = 900, high: int = 1270
) -> Any:
    """A picture of a page, from Pillow, turned against the clock."""
    from PIL import Image, ImageDraw, ImageFont

    page = Image.new("RGB", (width, high), "white")
    pen, font = ImageDraw.Draw(page), ImageFont.truetype(str(FONT), size, index=2)
    for x, y, text in pieces:
        pen.text((x, y), text, font=font, fill="black")
    return page.rotate(turned, expand=turned % 180 == 90, fillcolor="white")


def save(image: Any, form: str = "PNG", **more: Any) -> bytes:
    stream = io.BytesIO()
    image.save(stream, form, **more)
    return stream.getvalue()


def fault_of(data: bytes, name: str, limits: Limits | None = None) -> SourceError:
    with pytest.raises(SourceError) as caught:
        load_bytes(data, name, limits=limits or Limits())
    return caught.value


@pytest.mark.skipif(can_recognise(), reason="the extra is installed")
@pytest.mark.parametrize("name", ["扫描.png", "扫描.jpg", "扫描.txt"])
def test_without_the_extra_a_photo_says_what_to_install(name: str) -> None:
    error = fault_of(b"\x89PNG\r\n\x1a\n" + bytes(100), name)
    assert error.code is SourceFault.MISSING_EXTRA
    assert "pip install luoshi[ocr]" in explain(error)


@pytest.mark.skipif(can_recognise(), reason="the extra is installed")
def test_without_the_extra_a_scanned_pdf_says_what_to_install() -> None:
    error = fault_of(write_pdf([[], []], pictures={0, 1}), "扫描.pdf")
    assert error.code is SourceFault.MISSING_EXTRA
    assert "pip install luoshi[ocr]" in explain(error)


@pytest.mark.skipif(can_recognise(), reason="the extra is installed")
def test_without_the_extra_the_pages_with_text_are_read_and_the_others_named() -> None:
    pages: list[list[Placed]] = [*typeset(PARAGRAPHS[:4]), []]
    source = load_bytes(write_pdf(pages, pictures={len(pages) - 1}), "报告.pdf")
    assert [(n.code, dict(n.facts)) for n in source.warnings] == [(Doubt.PICTURE_PAGES, {"pages": str(len(pages))})]
    assert len(source.pages) == len(pages)


@recognised
@drawn
@pytest.mark.slow
@pytest.mark.parametrize("turned", [0, 90, 180, 270, 2, -3])
def test_a_photo_is_read_whichever_way_it_was_taken(turned: float) -> None:
    source = load_bytes(save(draw(turned=turned)), "2026年报告.png")
    assert source.text.splitlines() == PARAGRAPHS[:3]
    assert [target.value for target in read_source(source).targets][:3] == [5.5, 3.0, 22000.0]
    assert [notice.code for notice in source.warnings] == [Doubt.RECOGNISED]


@recognised
@drawn
@pytest.mark.slow
def test_the_box_is_on_the_picture_as_it_was_given() -> None:
    source = load_bytes(save(draw(turned=90)), "报告.png")
    x, y, _ = PAGE[1]
    place = source.place_of(source.text.index("地区"), source.text.index("地区") + 2)
    assert place is not None
    assert place.box is not None
    left, top, right, bottom = place.box
    assert left - 6 < y < y + 24 < right + 6  # against the clock by 90°: x is what y was, from the lower edge up
    assert abs(bottom - (900 - x)) < 10
    assert right - left < bottom - top


@recognised
@drawn
@pytest.mark.slow
def test_two_columns_are_read_one_after_the_other() -> None:
    source = load_bytes(save(draw(COLUMNS, width=1100, high=420)), "报告.png")
    assert "".join(source.text.split()) == "".join(text for _, _, text in COLUMNS)


@recognised
@drawn
@pytest.mark.slow
def test_a_tiff_of_pages_and_a_scanned_pdf_keep_their_pages() -> None:
    second = [(100.0, 100.0, "二、新建口袋公园十二处，改造管网九公里。")]
    pages = [draw(), draw(second, high=300)]
    tiff = load_bytes(save(pages[0], "TIFF", save_all=True, append_images=pages[1:]), "报告.tif")
    pdf = load_bytes(save(pages[0], "PDF", save_all=True, append_images=pages[1:], resolution=110), "报告.pdf")
    for source in (tiff, pdf):
        assert source.text.splitlines() == [*PARAGRAPHS[:3], second[0][2]]
        assert source.text[source.pages[1] :].startswith(second[0][2])
    assert (tiff.form, pdf.form) == ("image", "pdf")


@recognised
@drawn
def test_an_empty_picture_has_no_text_and_a_broken_one_is_none() -> None:
    whole = save(draw([], width=300, high=300))
    assert fault_of(whole, "白.png").code is SourceFault.NO_TEXT
    assert fault_of(whole[: len(whole) // 2], "断.png").code is SourceFault.NOT_IMAGE
    assert fault_of(whole, "大.png", Limits(picture_pixels=1000)).facts["kind"] == "pixels"
