"""What parties and officials do at a matter, in their words."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from served import Site

DIGITS = "零一二三四五六七八九"
TWO_SECONDS = 2.1  # the public form takes what was filled in faster for a robot


def enter(page: Page, site: Site, who: str) -> None:
    """Sign in, whatever this person's first page is."""
    page.goto("/login/")
    page.get_by_label("用户名").fill(who)
    page.get_by_label("密码").fill(site.password)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("button", name="退出")).to_be_visible()


def bring(page: Page, form: str, place: str, fields: Mapping[str, str], parties: Mapping[str, str]) -> tuple[str, str]:
    """Fill in the public form and send it: the number and the query code."""
    page.goto(f"/bring/{form}/")
    opened = time.monotonic()
    page.get_by_label("所在镇街、村（社区） 必填").select_option(label=place)
    for label, value in fields.items():
        field = page.get_by_label(label).first
        field.select_option(value) if field.evaluate("each => each.tagName") == "SELECT" else field.fill(value)
    for part, value in parties.items():
        page.locator(f"#{part}").fill(value)
    question = page.locator("label[for=answer]").inner_text()
    page.get_by_label(question).fill(str(solve(question)))
    page.wait_for_timeout(max(0.0, TWO_SECONDS - (time.monotonic() - opened)) * 1000)
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("heading", name="您反映的事项已收到")).to_be_visible()
    number, code = page.locator("dd").all_inner_texts()
    return number, code


def solve(question: str) -> int:
    """三加五等于几？"""
    found = re.fullmatch(r"(.)(加|减)(.)等于几？", question)
    assert found, question
    first, second = DIGITS.index(found[1]), DIGITS.index(found[3])
    return first + second if found[2] == "加" else first - second


def ask(page: Page, number: str, code: str) -> None:
    """Ask for the state of one's own matter."""
    page.goto("/ask/")
    page.get_by_label("编号").fill(number)
    page.get_by_label("查询码").fill(code)
    page.get_by_role("button", name="查询").click()


def take(page: Page, number: str, step: str, **typed: str | list[str]) -> None:
    """Take one step, its fields by their names in the form; the matter's page follows."""
    page.goto(f"/matters/{number}/{step}/")
    for name, value in typed.items():
        field = page.locator(f"form.sheet [name={name}]")
        kind = field.first.evaluate("each => each.type")
        if kind == "radio":
            page.get_by_label(str(value), exact=True).check()
        elif kind.startswith("select"):
            field.select_option(label=value)
        elif kind == "checkbox":
            field.check()
        else:
            field.fill(str(value))
    page.locator("form.sheet").get_by_role("button").click()
    expect(page.locator(".flash")).to_be_visible()
