"""A long report is on the screen in two seconds."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import expect
from steps import sign_in

LENGTH = 30_000


@pytest.mark.slow
def test_thirty_thousand_characters_from_upload_to_table(open_window, site, shared, tmp_path) -> None:
    names = ("shandong-2026.txt", "shandong-2025.txt")
    words = "\n".join((shared / "reports" / name).read_text(encoding="utf-8") for name in names)[:LENGTH]
    assert len(words) == LENGTH
    path = tmp_path / "长报告2026.txt"
    path.write_text(words, encoding="utf-8")
    page = open_window()
    sign_in(page, site)
    page.get_by_role("link", name="上传报告").click()
    page.get_by_label("报告文件").set_input_files(path)
    start = time.perf_counter()
    page.get_by_role("button", name="上传并读取").click()
    page.wait_for_url(re.compile(r"/reports/\d+/"))
    expect(page.locator("#rows .row").last).to_be_attached()
    reading = time.perf_counter() - start
    page.goto(page.url.split("#")[0] + "account/")
    expect(page.locator(".ledger tbody tr").first).to_be_visible()
    table = time.perf_counter() - start
    print(f"\nupload to reading view {reading:.2f} s, to the account's table {table:.2f} s")
    assert table < 2.0
