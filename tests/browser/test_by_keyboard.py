"""No mouse: everything can be reached and done with keys alone, and one always sees where one is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from steps import mark_of, open_small_report, row_with, sign_in


@pytest.fixture
def page(open_window, site, tmp_path) -> Page:
    page = open_window()
    sign_in(page, site)
    open_small_report(page, tmp_path)
    return page


def press(page: Page, keys: str) -> None:
    for key in keys.split():
        page.keyboard.press(key)


def test_signing_in_needs_no_mouse(open_window, site) -> None:
    page = open_window()
    page.goto("/")
    expect(page.get_by_role("textbox", name="用户名")).to_be_focused()
    page.keyboard.type("ducha")
    press(page, "Tab")
    page.keyboard.type(site.password)
    press(page, "Enter")
    expect(page.get_by_role("heading", name="工作台", level=1)).to_be_visible()


def test_the_first_stop_skips_to_the_content(page: Page) -> None:
    press(page, "Tab")
    skip = page.get_by_role("link", name="跳到正文")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    press(page, "Enter")
    expect(page.locator("#main")).to_be_focused()


def test_every_stop_shows_that_it_is_one(page: Page) -> None:
    for address in ("/", "/account/", page.url):
        page.goto(address)
        for _ in range(25):
            press(page, "Tab")
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", page.evaluate("document.activeElement.outerHTML")


def test_going_through_the_rows_and_confirming(page: Page) -> None:
    rows = page.locator("#rows .row")
    press(page, "j")
    expect(rows.first.get_by_role("button", name="确认")).to_be_visible()
    expect(mark_of(page, rows.first)).to_be_in_viewport()
    press(page, "j k")
    expect(rows.first.locator(".row-t")).to_be_focused()
    expect(rows.first.get_by_role("button", name="确认")).to_be_visible()
    press(page, "c")
    expect(rows.first.locator(".tag").first).to_have_text("已确认")
    expect(rows.nth(1)).to_contain_class("on open")
    expect(rows.nth(1).locator(".row-t")).to_be_focused()


def test_rejecting_with_its_reason(page: Page) -> None:
    row = page.locator("#rows .row").first
    press(page, "j")
    expect(row.get_by_role("link", name="不予计入")).to_be_visible()
    press(page, "x")
    expect(row.get_by_label("原因")).to_be_focused()
    page.keyboard.type("jcx 不是任务")  # letters in a field are letters
    press(page, "Tab Enter")
    expect(row.locator(".tag").first).to_have_text("不予计入")


def test_splitting(page: Page) -> None:
    row = row_with(page, "供热管网")
    press(page, "j")
    expect(row.get_by_role("link", name="拆分")).to_be_visible()
    press(page, "s")
    expect(row.get_by_label("原因")).to_be_focused()
    press(page, "Shift+Tab Space Tab")
    page.keyboard.type("分开负责")
    press(page, "Tab Enter")
    expect(row_with(page, "燃气管道8.5公里")).not_to_contain_text("供热管网")


@pytest.mark.parametrize(("key", "heading"), [("e", "更正读取结果"), ("m", "与下一条任务合并"), ("a", "分派")])
def test_the_other_forms_open_and_close(page: Page, key: str, heading: str) -> None:
    row = page.locator("#rows .row").first
    press(page, "j")
    expect(row.get_by_role("link", name="更正")).to_be_visible()
    press(page, key)
    expect(row.get_by_role("heading", name=heading)).to_be_visible()
    press(page, "Escape")
    expect(row.locator(".desk")).to_be_empty()
    press(page, "Escape")
    expect(row.locator(".more")).to_be_empty()


def test_reasons_and_place_in_the_text(page: Page) -> None:
    press(page, "r")
    expect(page.locator(".why").filter(has_text="口号")).to_be_visible()
    press(page, "j")
    expect(page.locator("#rows .row.open")).to_have_count(1)
    press(page, "t")
    expect(page.locator("#text mark").first.locator(".n")).to_be_focused()


def test_the_keys_can_be_switched_off(page: Page) -> None:
    page.get_by_text("快捷键", exact=True).focus()
    press(page, "Enter")
    page.get_by_label("启用快捷键").uncheck()
    press(page, "j")
    expect(page.locator("#rows .row.open")).to_have_count(0)
    page.reload()
    press(page, "j")
    expect(page.locator("#rows .row.open")).to_have_count(0)


def test_a_reader_is_not_offered_what_they_may_not_do(open_window, site, page: Page) -> None:
    reader = open_window()
    sign_in(reader, site, "daibiao")
    reader.goto(page.url)
    press(reader, "j")
    row = reader.locator("#rows .row.open")
    expect(row.get_by_role("link", name="任务详情与修订记录")).to_be_visible()
    press(reader, "c x e")
    expect(row.locator(".desk")).to_be_empty()
    expect(row.locator(".tag").first).to_have_text("待确认")
