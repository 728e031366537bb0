"""The reading view under a mouse: both sides linked, and every correction."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from steps import mark_of, open_small_report, row_with, sign_in


@pytest.fixture
def page(open_window, site, tmp_path) -> Page:
    page = open_window()
    sign_in(page, site)
    open_small_report(page, tmp_path)
    return page


def select(page: Page, first: str, last: str | None = None) -> None:
    """Select words in the text as a mouse would: from the first ones to the last ones, then let go."""
    page.evaluate(
        """([first, last]) => {
          const find = (words) => {
            const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
              const at = node.data.indexOf(words);
              if (at >= 0 && !node.parentElement.closest(".n, .why")) return [node, at];
            }
          };
          const [start, from] = find(first);
          const [end, to] = find(last || first);
          const range = document.createRange();
          range.setStart(start, from);
          range.setEnd(end, to + (last || first).length);
          const selection = window.getSelection();
          selection.removeAllRanges();
          selection.addRange(range);
          document.dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
        }""",
        [first, last],
    )


def numbered(words: str) -> re.Pattern[str]:
    """A mark with its number before the words."""
    return re.compile(rf"^\d+{re.escape(words)}$")


def test_hovering_warms_both_sides(page: Page) -> None:
    row = row_with(page, "停车泊位")
    row.hover()
    expect(mark_of(page, row)).to_contain_class("proposed hot")
    page.locator("#m1").hover()
    expect(page.locator("#r1")).to_contain_class("hot")


def test_a_click_on_the_text_opens_the_row_and_the_other_way_round(page: Page) -> None:
    row = row_with(page, "幼儿园")
    mark_of(page, row).click()
    expect(row.get_by_role("button", name="确认")).to_be_visible()
    expect(row).to_be_in_viewport()
    other = row_with(page, "供热管网")
    other.locator(".row-t").click()
    expect(mark_of(page, other)).to_contain_class("proposed on")
    expect(mark_of(page, other)).to_be_in_viewport()
    expect(row.get_by_role("button", name="确认")).to_have_count(0)


def test_confirming_turns_mark_row_and_tally(page: Page) -> None:
    before = int(page.locator("[data-count=proposed]").inner_text())
    row = row_with(page, "供热管网")
    row.locator(".row-t").click()
    row.get_by_role("button", name="确认").click()
    expect(row.locator(".tag").first).to_have_text("已确认")
    expect(mark_of(page, row)).to_contain_class("confirmed on")
    expect(page.locator("[data-count=proposed]")).to_have_text(str(before - 1))
    page.reload()
    expect(row_with(page, "供热管网").locator(".tag").first).to_have_text("已确认")


def test_rejecting_asks_for_the_reason(page: Page) -> None:
    row = row_with(page, "文化惠民")
    row.locator(".row-t").click()
    row.get_by_role("link", name="不予计入").click()
    why = row.get_by_label("原因")
    expect(why).to_be_focused()
    why.fill("常年工作")
    row.locator(".desk").get_by_role("button", name="不予计入").click()
    expect(row.locator(".tag").first).to_have_text("不予计入")
    row.get_by_role("link", name="任务详情与修订记录").click()
    expect(page.get_by_text("常年工作")).to_be_visible()


def test_a_reason_left_out_is_asked_for_again(page: Page) -> None:
    row = row_with(page, "文化惠民")
    row.locator(".row-t").click()
    row.get_by_role("link", name="不予计入").click()
    row.get_by_label("原因").evaluate("(field) => field.removeAttribute('required')")
    row.locator(".desk").get_by_role("button", name="不予计入").click()
    expect(row.get_by_text("请写明原因")).to_be_visible()


def test_correcting_a_figure_and_adding_another(page: Page) -> None:
    row = row_with(page, "幼儿园")
    row.locator(".row-t").click()
    row.get_by_role("link", name="更正").click()
    first = row.locator(".target-form").first
    first.get_by_label("数值").fill("6")
    first.get_by_label("口径").select_option(label="不低于")
    row.get_by_role("button", name="添加指标或节点").click()
    added = row.locator(".target-form").last
    added.get_by_label("类型").select_option(label="节点")
    expect(added.get_by_label("数值")).to_be_hidden()
    added.get_by_label("句中原文").fill("新建改建幼儿园")
    added.get_by_label("动作").fill("新建改建")
    added.get_by_label("名称").fill("幼儿园")
    row.locator(".desk").get_by_label("原因").fill("与教育局核对")
    row.get_by_role("button", name="保存更正").click()
    expect(row_with(page, "幼儿园").locator(".chips")).to_contain_text("不少于6所")
    expect(page.locator("#text u.g").filter(has_text="新建改建幼儿园")).to_be_visible()
    row_with(page, "幼儿园").get_by_role("link", name="任务详情与修订记录").click()
    expect(page.get_by_text("与教育局核对")).to_be_visible()


def test_a_wrong_number_is_said_at_its_field(page: Page) -> None:
    row = row_with(page, "幼儿园")
    row.locator(".row-t").click()
    row.get_by_role("link", name="更正").click()
    row.locator(".target-form").first.get_by_label("数值").fill("很多")
    row.locator(".desk").get_by_label("原因").fill("试试")
    row.get_by_role("button", name="保存更正").click()
    expect(row.get_by_text("请填写数字")).to_be_visible()
    expect(row.locator(".desk").get_by_label("原因")).to_have_value("试试")


def test_splitting_at_a_pause(page: Page) -> None:
    row = row_with(page, "供热管网")
    row.locator(".row-t").click()
    row.get_by_role("link", name="拆分").click()
    row.get_by_label("在“更新改造供热管网13公里，”之后切开").check()
    row.get_by_label("原因").fill("两家单位")
    row.locator(".desk").get_by_role("button", name="拆分").click()
    expect(row_with(page, "供热管网")).not_to_contain_text("燃气管道")
    expect(row_with(page, "燃气管道8.5公里")).to_have_count(1)
    expect(page.locator("#text mark.on")).to_have_text(numbered("更新改造供热管网13公里，"))


def test_merging_with_the_next(page: Page) -> None:
    row = row_with(page, "供热管网")
    row.locator(".row-t").click()
    row.get_by_role("link", name="合并").click()
    expect(row.locator(".both")).to_contain_text("停车泊位")
    row.get_by_label("原因").fill("同一工程")
    row.get_by_role("button", name="合并这两条").click()
    expect(row_with(page, "供热管网")).to_contain_text("停车泊位")


def test_assigning(page: Page) -> None:
    row = row_with(page, "供热管网")
    row.locator(".row-t").click()
    row.get_by_role("link", name="分派").click()
    row.get_by_label("牵头单位").select_option(index=3)
    name = row.get_by_label("牵头单位").locator("option:checked").inner_text()
    row.locator(".desk").get_by_role("button", name="分派").click()
    expect(row.locator(".org")).to_be_visible()
    row.get_by_role("link", name="任务详情与修订记录").click()
    expect(page.get_by_text(name).first).to_be_visible()


def test_words_selected_become_a_commitment(page: Page) -> None:
    select(page, "我们要乘风破浪、勇往直前！")
    pick = page.get_by_role("dialog", name="补录任务")
    expect(pick.locator("blockquote")).to_have_text("我们要乘风破浪、勇往直前！")
    pick.get_by_label("原因").fill("区长要求")
    pick.get_by_role("button", name="补录").click()
    row = row_with(page, "我们要乘风破浪、勇往直前！")
    expect(row.locator(".tag").first).to_have_text("已确认")
    expect(mark_of(page, row)).to_have_text(numbered("我们要乘风破浪、勇往直前！"))


def test_selection_counts_characters_not_code_units_nor_marks(page: Page) -> None:
    """Before these words stand a character beyond the first plane, link numbers and a broken line."""
    row = row_with(page, "全域公园城市")
    row.locator(".row-t").click()
    row.get_by_role("link", name="不予计入").click()
    row.get_by_label("原因").fill("重新划分")
    row.locator(".desk").get_by_role("button", name="不予计入").click()
    expect(row.locator(".tag").first).to_have_text("不予计入")
    select(page, "精细化管", "理机制，推进")
    pick = page.get_by_role("dialog", name="补录任务")
    expect(pick.locator("blockquote")).to_have_text("精细化管理机制，推进")
    pick.get_by_label("原因").fill("试")
    pick.get_by_role("button", name="补录").click()
    expect(row_with(page, "精细化管理机制，推进").filter(has_not_text="公园")).to_have_count(1)


def test_words_already_taken_are_refused_with_the_reason(page: Page) -> None:
    select(page, "更新改造供热管网")
    pick = page.get_by_role("dialog", name="补录任务")
    pick.get_by_label("原因").fill("试")
    pick.get_by_role("button", name="补录").click()
    expect(page.get_by_role("alert")).to_contain_text("已包含这些文字")


def test_reasons_are_shown_on_request_and_lead_to_taking_the_sentence(page: Page) -> None:
    why = page.locator(".why").filter(has_text="口号")
    expect(why).to_be_hidden()
    page.get_by_label("显示未计入的句子及原因").check()
    expect(why).to_be_visible()
    why.click()
    expect(page.locator("blockquote")).to_have_text("我们要乘风破浪、勇往直前！")


def test_somebody_was_faster(page: Page, open_window, site) -> None:
    row = row_with(page, "供热管网")
    row.locator(".row-t").click()
    expect(row.get_by_role("button", name="确认")).to_be_visible()
    other = open_window()
    sign_in(other, site, "ducha2")
    other.goto(page.url.split("#")[0])
    theirs = row_with(other, "供热管网")
    theirs.locator(".row-t").click()
    theirs.get_by_role("link", name="不予计入").click()
    theirs.get_by_label("原因").fill("重复列项")
    theirs.locator(".desk").get_by_role("button", name="不予计入").click()
    expect(theirs.locator(".tag").first).to_have_text("不予计入")
    row.get_by_role("button", name="确认").click()
    expect(row.get_by_role("alert")).to_contain_text("已被他人改动")
    expect(row.get_by_text("重复列项")).to_be_visible()


def test_when_the_session_has_ended_the_sign_in_page_takes_the_whole_window(page: Page) -> None:
    page.context.clear_cookies(name="sessionid")
    row_with(page, "供热管网").locator(".row-t").click()
    expect(page.get_by_role("heading", name="登录")).to_be_visible()
    expect(page.locator("#rows")).to_have_count(0)


def test_when_the_site_does_not_answer_the_page_says_so(page: Page) -> None:
    row = row_with(page, "供热管网")
    row.locator(".row-t").click()
    expect(row.get_by_role("button", name="确认")).to_be_visible()
    page.route("**/confirm/", lambda route: route.fulfill(status=503, body="busy"))
    row.get_by_role("button", name="确认").click()
    expect(page.get_by_role("alert")).to_contain_text("操作没有完成")
    expect(row.locator(".tag").first).to_have_text("待确认")
    page.unroute("**/confirm/")
    row.get_by_role("button", name="确认").click()
    expect(row.locator(".tag").first).to_have_text("已确认")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_only_what_waits(page: Page) -> None:
    row = row_with(page, "供热管网")
    row.locator(".row-t").click()
    row.get_by_role("button", name="确认").click()
    expect(row.locator(".tag").first).to_have_text("已确认")
    row.get_by_role("button", name="关闭").click()
    page.get_by_role("radio", name="待确认").check()
    expect(row).to_be_hidden()
    expect(row_with(page, "停车泊位")).to_be_visible()
