"""Everything can be done where scripts are switched off."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from steps import mark_of, open_small_report, row_with, sign_in


@pytest.fixture
def page(open_window, site, tmp_path) -> Page:
    page = open_window(java_script_enabled=False)
    sign_in(page, site)
    open_small_report(page, tmp_path)
    return page


def test_text_and_rows_lead_to_each_other(page: Page) -> None:
    row = row_with(page, "幼儿园")
    mark = mark_of(page, row)
    mark.get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"#r\d+$"))
    expect(row).to_be_in_viewport()
    row.locator(".no").click()
    expect(page).to_have_url(re.compile(r"#m\d+$"))
    expect(mark).to_be_in_viewport()


def test_reasons_are_shown_on_request(page: Page) -> None:
    why = page.locator(".why").filter(has_text="口号")
    expect(why).to_be_hidden()
    page.get_by_label("显示未计入的句子及原因").check()
    why.click()
    page.get_by_label("原因").fill("区长要求")
    page.get_by_role("button", name="补录").click()
    expect(row_with(page, "我们要乘风破浪")).to_have_count(1)


def test_deciding_on_the_commitments_page(page: Page) -> None:
    row_with(page, "供热管网").locator(".row-t").click()
    page.get_by_role("button", name="确认").click()
    expect(page.get_by_text("已确认，列入台账。")).to_be_visible()
    page.get_by_role("link", name="分派").click()
    page.get_by_label("牵头单位").select_option(index=2)
    page.get_by_role("button", name="分派").click()
    expect(page.get_by_text("已分派。")).to_be_visible()
    page.get_by_role("link", name="不予计入").click()
    page.get_by_label("原因").fill("重复")
    page.get_by_role("button", name="不予计入").click()
    expect(page.get_by_text("该句已不予计入")).to_be_visible()


def test_correcting_and_adding_a_target(page: Page) -> None:
    row_with(page, "幼儿园").locator(".row-t").click()
    page.get_by_role("link", name="更正").click()
    page.locator(".target-form").first.get_by_label("数值").fill("7")
    added = page.locator(".target-form").last
    added.get_by_label("句中原文").fill("新建改建")
    added.get_by_label("数值").fill("3—4")
    added.get_by_label("对象").fill("试验园")
    page.get_by_label("原因").fill("核对")
    page.get_by_role("button", name="保存更正").click()
    expect(page.locator(".figure").filter(has_text="7所")).to_be_visible()
    expect(page.locator(".card").filter(has_text="试验园").locator(".figure")).to_have_text("3—4")


def test_splitting_and_merging(page: Page) -> None:
    row_with(page, "供热管网").locator(".row-t").click()
    page.get_by_role("link", name="拆分").click()
    page.get_by_role("checkbox").first.check()
    page.get_by_label("原因").fill("分开")
    page.get_by_role("button", name="拆分").click()
    expect(page.locator("blockquote mark")).to_have_text("更新改造供热管网13公里，")
    page.get_by_role("link", name="合并").click()
    page.get_by_label("原因").fill("合起来")
    page.get_by_role("button", name="合并这两条").click()
    expect(page.locator("blockquote mark")).to_have_text("更新改造供热管网13公里，燃气管道8.5公里。")


def test_adding_by_pasting(page: Page) -> None:
    page.get_by_role("link", name="补录", exact=True).click()
    page.get_by_label("报告原文").fill("我们要\n乘风破浪、 勇往直前！")
    page.get_by_label("原因").fill("要求")
    page.get_by_role("button", name="补录").click()
    expect(row_with(page, "我们要乘风破浪")).to_have_count(1)


def test_the_account_is_a_plain_form(page: Page) -> None:
    page.goto("/account/")
    page.get_by_label("类型", exact=True).select_option(value="milestone")
    page.get_by_role("searchbox").fill("年底")
    page.get_by_role("button", name="搜索").click()
    expect(page).to_have_url(re.compile(r"kind=milestone"))
    page.get_by_role("link", name="完成时限").click()
    expect(page.get_by_role("columnheader", name="完成时限")).to_have_attribute("aria-sort", "ascending")
    expect(page.locator(".chart")).to_be_hidden()
    page.get_by_text("以表格查看").click()
    expect(page.get_by_role("table").first.get_by_role("columnheader", name="合计")).to_be_visible()
