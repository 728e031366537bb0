"""Whatever somebody uploads, the page says what is wrong with it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from steps import sign_in

FILES = {
    "空.txt": b"",
    "照片.txt": bytes(range(256)) * 50,
    "假.docx": b"only words, no archive",
    "假.pdf": b"%PDF-1.4 nothing behind it",
    "导航.html": b"<html><body><ul><li><a href=a>a</a></ul></body></html>",
    "旧稿.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 900,
    "太长.txt": "一".encode() * 8_000_000,
}


@pytest.mark.parametrize("name", FILES)
def test_the_file_is_named_and_nothing_is_stored(open_window, site, tmp_path, name) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name])
    page = open_window()
    sign_in(page, site)
    shelf = page.locator(".report").count()
    page.get_by_role("link", name="上传报告").click()
    page.get_by_label("报告文件").set_input_files(path)
    page.get_by_role("button", name="上传并读取").click()
    expect(page.locator(".note.bad, .errors").filter(has_text=name)).to_be_visible()
    expect(page.get_by_role("button", name="上传并读取")).to_be_enabled()
    page.goto("/reports/")
    expect(page.locator(".report")).to_have_count(shelf)


def test_a_report_that_promises_nothing_opens_with_the_reasons(open_window, site, tmp_path) -> None:
    path = tmp_path / "贺词.txt"
    path.write_text("各位代表：感谢大家一年来的支持！让我们携手同心、共创未来！祝大家新年快乐！\n", encoding="utf-8")
    page = open_window()
    sign_in(page, site)
    page.get_by_role("link", name="上传报告").click()
    page.get_by_label("报告文件").set_input_files(path)
    page.get_by_role("button", name="上传并读取").click()
    expect(page.get_by_role("heading", name="这份文本中没有读出承诺")).to_be_visible()
    page.get_by_label("显示未计入的句子及原因").check()
    expect(page.locator(".why").first).to_be_visible()
