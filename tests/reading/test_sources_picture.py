"""A page as a picture, with places marked."""

from __future__ import annotations

import io

import pytest
from pdf_documents import typeset, write_pdf
from PIL import Image, ImageChops

from luoshi.reading.sources import SourceError, load_bytes, picture_page

LINES = ["云浦区2026年政府工作报告", "一、2026年工作安排", "更新改造供热管网13公里，燃气管道8.5公里。新建幼儿园5所。"]
MARKER = (255, 226, 110)


def opened(picture: bytes | None) -> Image.Image:
    assert picture is not None
    return Image.open(io.BytesIO(picture))


def photo(width: int, height: int, **how: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(out, "JPEG", **how)
    return out.getvalue()


def yellow(image: Image.Image) -> tuple[int, int, int, int] | None:
    """The box of all pixels in the marker's colour."""
    away = ImageChops.difference(image, Image.new("RGB", image.size, MARKER)).convert("L")
    return away.point([255] + [0] * 255).getbbox()


def test_a_sentence_is_marked_where_it_is_printed():
    data = write_pdf(typeset(LINES))
    source = load_bytes(data, "报告.pdf")
    at = source.text.index("更新改造")
    place = source.place_of(at, at + 10)
    assert place is not None
    assert place.box is not None

    image = opened(picture_page(data, "pdf", 1, marked=[place.box]))

    assert image.size == (1190, 1684)
    assert yellow(image) == pytest.approx([2 * edge for edge in place.box], abs=2)


def test_print_stays_black_under_the_marker():
    data = write_pdf(typeset(LINES))

    plain = opened(picture_page(data, "pdf", 1)).convert("L")
    marked = opened(picture_page(data, "pdf", 1, marked=[(0, 0, 595, 842)])).convert("L")

    assert marked.getextrema()[0] == plain.getextrema()[0]


def test_only_pages_that_there_are_have_pictures():
    data = write_pdf(typeset(LINES * 20, rows=12))

    assert picture_page(data, "pdf", 2) is not None
    assert [picture_page(data, "pdf", page) for page in (-1, 0, 99)] == [None, None, None]


@pytest.mark.parametrize("form", ["txt", "docx", "doc", "html", "xlsx", "ofd"])
def test_forms_that_nothing_here_can_draw_have_none(form):
    assert picture_page(b"whatever", form, 1) is None


def test_a_photo_lies_as_the_camera_held_it():
    """The boxes of a photo count from the corner that is up (Exif 6: the camera was turned by a quarter)."""
    exif = Image.Exif()
    exif[0x0112] = 6
    image = opened(picture_page(photo(300, 200, exif=exif), "image", 1, marked=[(150, 250, 200, 300)]))

    assert image.size == (200, 300)
    assert yellow(image) == (150, 250, 200, 300)


def test_what_a_camera_wrote_beside_its_picture_does_not_go_out():
    exif = Image.Exif()
    exif[0x010F] = "a maker's name"

    assert not opened(picture_page(photo(40, 40, exif=exif), "image", 1)).getexif()


def test_a_large_photo_is_made_smaller_with_its_marks():
    image = opened(picture_page(photo(4800, 2400), "image", 1, marked=[(2400, 1200, 4800, 2400)]))

    assert image.size == (2400, 1200)
    assert yellow(image) == (1200, 600, 2400, 1200)


@pytest.mark.parametrize("form", ["pdf", "image"])
def test_a_file_that_cannot_be_opened_is_refused_by_name(form):
    with pytest.raises(SourceError, match="报告"):
        picture_page(b"%PDF-1.7 nothing more", form, 1, name="报告")
