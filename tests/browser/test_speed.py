"""A long report is on the screen in two seconds."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from steps import sign_in

LENGTH = 30_000
TRIES = 3  # other tests may be running on the same two processors; the bar is about the program


def upload_to_table(page: Page, path: Path) -> float:
    """Seconds from the button to the account's table."""
    page.goto("/reports/upload/")
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
    return table


@pytest.mark.slow
def test_thirty_thousand_characters_from_upload_to_table(open_window, site, shared, tmp_path) -> None:
    names = ("shandong-2026.txt", "shandong-2025.txt")
    words = "\n".join((shared / "reports" / name).read_text(encoding="utf-8") for name in names)
    page = open_window()
    sign_in(page, site)
    taken = []
    for attempt in range(TRIES):
        path = tmp_path / f"长报告2026-{attempt}.txt"
        path.write_text(words[attempt : attempt + LENGTH], encoding="utf-8")
        taken.append(upload_to_table(page, path))
        if taken[-1] < 2.0:
            return
    pytest.fail(f"seconds from upload to table: {taken}")
