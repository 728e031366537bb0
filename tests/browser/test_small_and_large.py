"""Phones, magnified pages and the larger type: nothing hangs over, everything works.

What fits a phone in the larger type and at double size is in ``test_every_page.py``.
"""

from __future__ import annotations

from playwright.sync_api import Page, expect
from steps import mark_of, open_small_report, row_with, sign_in, wider_than_the_window

PHONE = {"width": 360, "height": 740, "has_touch": True}
MAGNIFIED = {"width": 683, "height": 384}  # a screen of 1366 × 768 at 200 %


def walk(page: Page, report: str) -> None:
    """Every page fits the window."""
    page.goto(report)
    commitment = page.locator("#rows .row-t").first.get_attribute("href")
    steps = [f"{commitment}{step}/" for step in ("", "correct", "split", "merge", "reject", "assign")]
    for address in (
        "/",
        "/reports/upload/",
        "/account/",
        report,
        f"{report}add/",
        f"{report}confirm/",
        *steps,
        "/none/",
    ):
        page.goto(address.replace("//", "/") if address.startswith("/") else address)
        assert wider_than_the_window(page) <= 0, address


def test_every_page_of_a_report_fits_a_magnified_window(open_window, site, tmp_path) -> None:
    page = open_window(**MAGNIFIED)
    sign_in(page, site)
    walk(page, open_small_report(page, tmp_path))


def test_on_a_phone_a_touched_sentence_opens_from_below(open_window, site, tmp_path) -> None:
    page = open_window(**PHONE)
    sign_in(page, site)
    open_small_report(page, tmp_path)
    row = row_with(page, "幼儿园")
    mark_of(page, row).tap()
    expect(row).to_be_in_viewport(ratio=0.9)
    expect(mark_of(page, row)).to_be_in_viewport()
    row.get_by_role("button", name="确认").tap()
    expect(row.locator(".tag").first).to_have_text("已确认")
    row.get_by_role("button", name="关闭").tap()
    expect(mark_of(page, row)).to_contain_class("confirmed")
    page.get_by_role("navigation", name="页内导航").get_by_role("link", name="任务").tap()
    expect(page.get_by_role("heading", name="从报告中读出的任务")).to_be_in_viewport()


def test_on_a_phone_the_account_is_a_list_of_cards(open_window, site) -> None:
    page = open_window(**PHONE)
    sign_in(page, site)
    page.goto("/account/")
    page.get_by_role("searchbox").fill("管网")
    page.keyboard.press("Enter")
    expect(page.get_by_role("row").filter(has_text="管网").first).to_be_visible()
    assert wider_than_the_window(page) <= 0


def test_larger_type_stays_and_goes(open_window, site) -> None:
    page = open_window()
    sign_in(page, site)
    small = page.locator("h1").evaluate("(head) => parseFloat(getComputedStyle(head).fontSize)")
    page.get_by_role("button", name="大字版").click()
    large = page.locator("h1").evaluate("(head) => parseFloat(getComputedStyle(head).fontSize)")
    assert large > small * 1.25
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="台账").click()
    for button in page.locator("button.btn, a.btn, select").all():
        box = button.bounding_box()
        assert box is None or box["height"] >= 44
    page.get_by_role("button", name="标准字号").click()
    expect(page.get_by_role("button", name="大字版")).to_be_visible()


def test_the_main_job_in_larger_type(open_window, site, tmp_path) -> None:
    page = open_window()
    sign_in(page, site)
    page.get_by_role("button", name="大字版").click()
    open_small_report(page, tmp_path)
    row = row_with(page, "供热管网")
    mark_of(page, row).click()
    row.get_by_role("button", name="确认").click()
    expect(row.locator(".tag").first).to_have_text("已确认")
