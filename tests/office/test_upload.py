"""Uploading a report: from a file to its account, and what is said about files that are none."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from small_report import TEXT

from luoshi.ledger.models import Report


def upload(client, data: bytes, name: str = "报告.txt", **fields: str):
    return client.post("/reports/upload/", {"file": SimpleUploadedFile(name, data), **fields}, follow=True)


def test_the_form_says_what_can_be_read(desk) -> None:
    page = desk.get("/reports/upload/").text
    assert ".docx" in page
    assert 'accept=".txt,.docx,.html,.htm,.pdf"' in page


def test_a_text_opens_its_account_and_shows_it(desk) -> None:
    response = upload(desk, TEXT.encode())
    report = Report.objects.get()
    assert response.redirect_chain == [(f"/reports/{report.pk}/", 302)]
    assert "供热管网" in response.text
    assert "已读取《云浦区2026年政府工作报告》，地区为云浦区，年度为2026年。" in response.text
    assert report.commitments.count() >= 6


def test_what_the_form_says_goes_before_what_the_text_says(desk) -> None:
    upload(desk, TEXT.encode(), title="另一个标题", place="远山", year="2027")
    report = Report.objects.get()
    assert (report.title, report.place, report.year) == ("另一个标题", "远山", 2027)


def test_a_text_without_title_and_year_takes_them_from_its_name(desk) -> None:
    upload(desk, "（一）推进城市更新。新建幼儿园3所。\n".encode(), name="云浦-2031.txt")
    report = Report.objects.get()
    assert report.year == 2031
    assert report.title


def test_gb18030_is_read(desk) -> None:
    assert "供热管网" in upload(desk, TEXT.encode("gb18030")).text


def test_a_report_that_promises_nothing_opens_with_an_explanation(desk) -> None:
    response = upload(desk, "各位代表：谢谢大家！让我们共同努力！\n".encode() * 3)
    assert response.status_code == 200
    assert "没有读出承诺" in response.text


def bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 300_000_000)
    return packed.getvalue()


BAD = {
    "empty": ("空.txt", b""),
    "blank": ("空白.txt", b" \n\n "),
    "binary": ("图片.txt", bytes(range(256)) * 40),
    "docx that is none": ("假.docx", b"not a zip at all, only words"),
    "zip without a document": ("包.docx", b"PK\x05\x06" + b"\0" * 18),
    "pdf that is none": ("假.pdf", b"%PDF-1.7 and nothing more"),
    "html without an article": ("空.html", b"<html><body><nav><a href=x>x</a></nav></body></html>"),
    "old word": ("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
    "name without ending": ("报告", b"\x00\x01\x02\x03" * 50),
}


@pytest.mark.parametrize("case", BAD)
def test_a_file_that_is_no_report_is_explained_and_leaves_nothing(desk, files, case) -> None:
    name, data = BAD[case]
    response = upload(desk, data, name)
    assert response.status_code == 422
    assert "报告没有建账，也没有保存任何内容。" in response.text
    assert name in response.text
    assert not Report.objects.exists()
    assert not files.exists() or not any(files.rglob("*"))


def test_a_zip_bomb_is_refused(desk) -> None:
    response = upload(desk, bomb(), "炸弹.docx")
    assert response.status_code == 422
    assert "炸弹.docx" in response.text


def test_a_file_over_the_limit_is_refused_before_it_is_read(desk, settings) -> None:
    settings.LUOSHI_UPLOAD_BYTES = 1024 * 1024
    response = upload(desk, "一".encode() * 600_000, "长.txt")
    assert response.status_code == 422
    assert "最多只能读取1 MB" in response.text
    assert not Report.objects.exists()


def test_the_same_file_twice_leads_to_the_first(desk, report) -> None:
    response = upload(desk, TEXT.encode())
    assert response.status_code == 409
    assert f'href="/reports/{report.pk}/"' in response.text
    assert Report.objects.count() == 1


def test_no_file_is_said_at_the_field(desk) -> None:
    response = desk.post("/reports/upload/", {})
    assert response.status_code == 422
    assert "请选择报告文件。" in response.text


@pytest.mark.parametrize("year", ["12", "99999", "二〇二六", "-1"])
def test_nonsense_for_a_year_is_said_at_the_field(desk, year) -> None:
    response = upload(desk, TEXT.encode(), year=year)
    assert response.status_code == 422
    assert not Report.objects.exists()


def test_faults_are_told_in_the_readers_language(desk) -> None:
    desk.post("/preferences/", {"language": "en"})
    assert "The report was not opened" in upload(desk, b"").text


def test_who_may_not_open_reports_gets_no_form(as_user, district) -> None:
    client = as_user(district.reporter)
    assert client.get("/reports/upload/").status_code == 403
    assert upload(client, TEXT.encode()).status_code == 403
    assert not Report.objects.exists()
