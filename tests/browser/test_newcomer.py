"""Somebody who has just started the site for the first time does the main job, end to end."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect
from served import Site, started_site
from steps import sign_in, upload


@pytest.fixture
def fresh_site(made_demo, tmp_path) -> Iterator[Site]:
    """Nobody has been here before."""
    with started_site(made_demo, tmp_path) as site:
        yield site


def test_a_newcomer_uploads_confirms_finds_opens_and_exports(open_window, fresh_site, shared, tmp_path) -> None:
    page = open_window(at=fresh_site)
    sign_in(page, fresh_site)

    upload(page, shared / "reports" / "jimo-2026.txt")
    page.wait_for_url(re.compile(r"/reports/\d+/"))
    total = page.locator("#rows .row").count()
    assert total > 60
    assert page.locator("#text mark").count() == total

    page.get_by_role("link", name="全部确认").click()
    page.get_by_role("button", name=f"确认这{total}条任务").click()
    expect(page.get_by_text(f"已确认{total}条任务。")).to_be_visible()
    expect(page.locator("#rows .row.confirmed")).to_have_count(total)

    page.get_by_role("navigation", name="主导航").get_by_role("link", name="台账").click()
    page.get_by_role("searchbox").fill("供热管网")
    page.keyboard.press("Enter")
    found = page.get_by_role("link", name=re.compile("更新改造供热管网13公里"))
    expect(found).to_be_visible()

    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("导出这")).click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    assert path.suffix == ".xlsx"
    rows = list(load_workbook(path).active.iter_rows(values_only=True))
    assert any("更新改造供热管网13公里" in str(cell) for row in rows[1:] for cell in row)

    found.click()
    expect(page.locator("blockquote mark")).to_contain_text("更新改造供热管网13公里,燃气管道8.5公里")
    expect(page.locator(".card").filter(has_text="供热管网").locator(".figure")).to_have_text("13公里")
    page.get_by_role("link", name="在报告中查看").click()
    expect(page.locator("#text mark.on")).to_contain_text("供热管网")
