"""A commitment's place in the file as received, on its page and on the file's own pages."""

from __future__ import annotations

import pytest
from django.urls import reverse
from small_report import AT

from luoshi.ledger.actions import open_report
from luoshi.ledger.models import Commitment, Report
from luoshi.reading.sources import load_bytes
from tests.reading.docx_documents import new_document, save
from tests.reading.ofd_documents import write_ofd
from tests.reading.pdf_documents import typeset, write_pdf

LINES = [
    "云浦区2026年政府工作报告",
    "一、2026年工作安排",
    "更新改造供热管网13公里。新建幼儿园5所，6月底前建成竹箬水厂。",
]


@pytest.fixture
def commitment_in(district):
    """The commitment about kindergartens of a report opened from this file."""

    def commitment_in(data: bytes, name: str) -> Commitment:
        source = load_bytes(data, name)
        report = open_report(
            by=district.supervisor, source=source, original=data, title="", place="云浦区", year=2026, at=AT
        )
        return Commitment.objects.get(report=report, text__contains="幼儿园")

    return commitment_in


def test_a_printed_page_is_shown_with_the_sentence_marked(desk, commitment_in):
    commitment = commitment_in(write_pdf(typeset(LINES)), "报告.pdf")

    page = desk.get(reverse("commitment-detail", args=[commitment.pk])).content.decode()
    original = reverse("commitment-original", args=[commitment.pk])
    assert f'href="{original}"' in page
    assert "原件第1页" in page

    shown = desk.get(original).content.decode()
    picture = reverse("commitment-page-picture", args=[commitment.pk, 1])
    assert f'src="{picture}"' in shown

    drawn = desk.get(picture)
    assert drawn["Content-Type"] == "image/png"
    assert drawn.content.startswith(b"\x89PNG")


def test_an_ofd_shows_its_lines_without_a_picture(desk, commitment_in):
    commitment = commitment_in(write_ofd(typeset(LINES)), "报告.ofd")

    shown = desk.get(reverse("commitment-original", args=[commitment.pk])).content.decode()

    assert shown.count('class="marker"') >= 1
    assert "一、2026年工作安排</text>" in shown
    assert desk.get(reverse("commitment-page-picture", args=[commitment.pk, 1])).status_code == 404


def test_a_word_document_names_the_paragraph(desk, commitment_in):
    document = new_document()
    for line in LINES:
        document.add_paragraph(line)
    commitment = commitment_in(save(document), "报告.docx")

    page = desk.get(reverse("commitment-detail", args=[commitment.pk])).content.decode()

    assert "原件第3段" in page
    assert desk.get(reverse("commitment-original", args=[commitment.pk])).status_code == 404


def test_the_file_can_be_saved_as_it_came(desk, commitment_in):
    data = write_pdf(typeset(LINES))
    commitment = commitment_in(data, "报告.pdf")

    saved = desk.get(reverse("report-file", args=[commitment.report_id]))

    assert saved.content == data
    assert saved["Content-Disposition"].startswith("attachment")


def test_a_file_that_was_lost_is_a_page_that_is_not_there(desk, commitment_in, settings):
    commitment = commitment_in(write_pdf(typeset(LINES)), "报告.pdf")
    digest = Report.objects.get(pk=commitment.report_id).source_digest
    (settings.LUOSHI_FILES / digest).unlink()

    assert desk.get(reverse("report-file", args=[commitment.report_id])).status_code == 404
    assert desk.get(reverse("commitment-page-picture", args=[commitment.pk, 1])).status_code == 404
