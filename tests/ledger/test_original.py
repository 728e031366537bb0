"""The file as received, and where in it a commitment stands."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from luoshi.ledger.actions import open_report
from luoshi.ledger.models import Commitment, Report
from luoshi.ledger.queries import commitment_page, original, original_pages, page_picture
from luoshi.ledger.queries.original import part_of
from luoshi.reading.sources import load_bytes
from tests.ledger.example_report import AT
from tests.reading.ofd_documents import write_ofd
from tests.reading.pdf_documents import typeset, write_pdf

LINES = [
    "云浦区2026年政府工作报告",
    "一、2026年工作安排",
    "更新改造供热管网13公里，燃气管道8.5公里。新建幼儿园5所，新增普惠学位1200个，6月底前建成竹箬水厂。",
]


@pytest.fixture
def open_file(district):
    def open_file(data: bytes, name: str) -> Report:
        source = load_bytes(data, name)
        return open_report(
            by=district.supervisor, source=source, original=data, title="", place="云浦区", year=2026, at=AT
        )

    return open_file


def kindergartens(report: Report) -> Commitment:
    return Commitment.objects.get(report=report, text__contains="幼儿园")


def test_a_sentence_in_a_pdf_is_found_on_its_page(open_file, district):
    report = open_file(write_pdf(typeset(LINES, columns=20, rows=4)), "报告.pdf")

    view = original_pages(district.supervisor, kindergartens(report).pk)

    assert [page.number for page in view.pages] == [1, 2]
    assert all(page.pictured for page in view.pages)
    ours = [line.words for page in view.pages for line in page.lines if line.ours]
    assert "新建幼儿园" in "".join(ours)
    assert "工作安排" not in "".join(ours)


def test_the_page_is_drawn_with_the_sentence_marked(open_file, district):
    report = open_file(write_pdf(typeset(LINES)), "报告.pdf")

    drawn = page_picture(district.supervisor, kindergartens(report).pk, 1)

    assert drawn is not None
    assert (255, 226, 110) in {colour for _, colour in Image.open(io.BytesIO(drawn)).getcolors(1 << 20) or []}
    assert page_picture(district.supervisor, kindergartens(report).pk, 2) is None


def test_an_ofd_keeps_its_lines_at_their_places(open_file, district):
    report = open_file(write_ofd(typeset(LINES)), "报告.ofd")

    (page,) = original_pages(district.supervisor, kindergartens(report).pk).pages

    assert not page.pictured
    assert page.size > (0, 0)
    assert page_picture(district.supervisor, kindergartens(report).pk, 1) is None


def test_a_text_has_no_pages(open_file, district):
    report = open_file("\n".join(LINES).encode(), "报告.txt")

    assert original_pages(district.supervisor, kindergartens(report).pk).pages == ()
    assert commitment_page(district.supervisor, kindergartens(report).pk).place is None


def test_the_file_comes_out_as_it_came_in(open_file, district):
    data = write_pdf(typeset(LINES))

    found = original(district.supervisor, open_file(data, "报告.pdf").pk)

    assert (found.name, found.data) == ("报告.pdf", data)


def test_who_does_not_see_the_report_sees_no_page_of_it(open_file, district):
    report = open_file(write_pdf(typeset(LINES)), "报告.pdf")

    with pytest.raises(Report.DoesNotExist):
        original(district.stranger, report.pk)
    with pytest.raises(Commitment.DoesNotExist):
        original_pages(district.stranger, kindergartens(report).pk)
    with pytest.raises(Commitment.DoesNotExist):
        page_picture(district.stranger, kindergartens(report).pk, 1)


def test_a_sentence_takes_its_share_of_a_line():
    box, words = (100, 50, 300, 70), "新建幼儿园。新增学位"

    assert part_of(box, words, -10, 99) == box
    assert part_of(box, words, 5, 99) == (200, 50, 300, 70)
    assert part_of(box, words, 2, 3) == (140, 50, 160, 70)
    assert part_of(box, words, 10, 99) is None


def test_digits_are_half_as_wide():
    assert part_of((0, 0, 40, 10), "25所学", 0, 2) == (0, 0, 13, 10)


def test_a_line_of_a_scan_that_lies_is_left_whole():
    assert part_of((0, 0, 20, 400), "新建幼儿园。新增学位", 5, 10) == (0, 0, 20, 400)
