"""The account with scripts: refined without leaving, pictured, and found again by its address."""

from __future__ import annotations

import re

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from steps import sign_in


@pytest.fixture
def page(open_window, site) -> Page:
    page = open_window()
    sign_in(page, site)
    page.goto("/account/")
    page.evaluate("window.stayed = true")
    return page


def stayed(page: Page) -> bool:
    found: bool = page.evaluate("window.stayed === true")
    return found


def test_a_choice_refines_at_once_and_is_in_the_address(page: Page) -> None:
    page.get_by_label("类型", exact=True).select_option(value="milestone")
    expect(page).to_have_url(re.compile("kind=milestone"))
    expect(page.locator(".chosen")).to_contain_text("节点")
    assert stayed(page)
    assert (
        page.locator(".ledger tbody tr").count()
        == page.locator(".l-aims i").first.locator("xpath=ancestor::tbody/tr").count()
    )
    page.reload()
    expect(page.locator(".chosen")).to_contain_text("节点")


def test_typing_refines_without_losing_the_words(page: Page) -> None:
    page.get_by_role("searchbox").press_sequentially("管网", delay=120)
    expect(page).to_have_url(re.compile("text="))
    expect(page.get_by_role("searchbox")).to_have_value("管网")
    expect(page.get_by_role("searchbox")).to_be_focused()
    expect(page.locator(".ledger tbody tr").first).to_contain_text("管网")
    assert stayed(page)


def test_going_back_shows_what_was_there_before(page: Page) -> None:
    whole = page.locator(".total").inner_text()
    page.get_by_label("类型", exact=True).select_option(value="milestone")
    expect(page.locator(".total")).not_to_have_text(whole)
    page.go_back()
    expect(page.locator(".total")).to_have_text(whole)


def test_the_picture_is_drawn_anew_for_the_choice(page: Page) -> None:
    expect(page.locator(".chart canvas")).to_be_visible()
    first = page.get_by_label("报告", exact=True).locator("option").nth(1).get_attribute("value")
    page.get_by_label("报告", exact=True).select_option(value=first)
    expect(page.get_by_role("heading", name="按章节和类型")).to_be_visible()
    expect(page.locator(".chart canvas")).to_be_visible()
    expect(page.get_by_label("章节", exact=True)).to_be_visible()


def test_the_export_is_what_is_on_the_screen(page: Page, tmp_path) -> None:
    page.get_by_label("类型", exact=True).select_option(value="milestone")
    expect(page.locator(".chosen")).to_contain_text("节点")
    shown = int(re.search(r"\d+", page.locator(".total").inner_text())[0])
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("导出")).click()
    path = tmp_path / "account.xlsx"
    download.value.save_as(path)
    assert load_workbook(path).active.max_row == shown + 1


def test_sorting_keeps_the_filter(page: Page) -> None:
    page.get_by_label("类型", exact=True).select_option(value="milestone")
    expect(page.locator(".chosen")).to_contain_text("节点")
    page.get_by_role("link", name="完成时限").click()
    expect(page).to_have_url(re.compile("kind=milestone.*order=due"))
    page.get_by_label("力度", exact=True).select_option(value="firm")
    expect(page).to_have_url(re.compile("order=due"))
