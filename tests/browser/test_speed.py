"""A long report is on the screen in two seconds."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from served import ROOT
from steps import sign_in

LENGTH = 30_000
HARD = ROOT / "tests" / "reading" / "gold" / "hard.txt"
SECONDS = 2.0
TRIES = 3


def long_report(number: int) -> str:
    """As many characters as a long report has, in our own words; each number gives another one."""
    _, heading, outlook = HARD.read_text(encoding="utf-8").partition("二、2026年工作安排\n")
    return f"云浦区政府工作报告\n{heading}" + (outlook * (LENGTH // len(outlook) + 2))[number : number + LENGTH]


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


def waiting() -> float:
    """How many times as long as alone a piece of work takes just now, since others want the same processors."""
    began, worked = time.perf_counter(), time.process_time()
    while time.process_time() - worked < 0.2:
        sum(range(10_000))
    return max(1.0, (time.perf_counter() - began) / (time.process_time() - worked))


@pytest.mark.slow
def test_thirty_thousand_characters_from_upload_to_table(open_window, site, tmp_path) -> None:
    page = open_window()
    sign_in(page, site)
    taken, allowed = [], []
    for attempt in range(TRIES):
        path = tmp_path / f"长报告2026-{attempt}.txt"
        path.write_text(long_report(attempt), encoding="utf-8")
        before = waiting()
        taken.append(upload_to_table(page, path))
        # The bar is about the program: where others have half of the processors it may take twice as long.
        allowed.append(SECONDS * max(before, waiting()))
        if taken[-1] < allowed[-1]:
            return
    pytest.fail(f"seconds from upload to table: {taken}; allowed on this machine just now: {allowed}")
