"""What people do on the pages, in their words."""

from __future__ import annotations

import itertools
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Locator, Page, expect

if TYPE_CHECKING:
    from served import Site

REPORT = """\
云浦区{year}年政府工作报告（第{copy}稿）

各位代表：

一、{year}年工作安排

（一）推进城市更新。更新改造供热管网13公里，燃气管道8.5公里。力争新增停车泊位2000个以上。我们要乘风破浪、勇往直前！

持续完善水源保障。实施𠮷水河综合整治，完成13条小微水体整治。完善城市精细化管
理机制，推进全域公园城市建设。

（二）办好民生实事。新建改建幼儿园5所，新增普惠学位1200个。开展文化惠民活动300场以上。

名词解释

1.全域公园城市：公园与城市相融的城市。
"""
sessions: dict[tuple[str, str], list[Any]] = {}
copies = itertools.count(int(time.time()) % 100_000)


def sign_in(page: Page, site: Site, who: str = "ducha") -> None:
    """By name and password the first time; later windows of the same person go on with that session."""
    known = sessions.get((site.address, who))
    if known:
        page.context.add_cookies(known)
        page.goto("/reports/")
        return
    type_name_and_password(page, site, who)
    sessions[site.address, who] = [cookie for cookie in page.context.cookies() if cookie["name"] == "sessionid"]
    page.goto("/reports/")


def type_name_and_password(page: Page, site: Site, who: str) -> None:
    page.goto("/")
    page.get_by_label("用户名").fill(who)
    page.get_by_label("密码").fill(site.password)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", name="工作台", level=1)).to_be_visible()


def upload(page: Page, path: Path) -> None:
    page.get_by_role("link", name="上传报告").first.click()
    page.get_by_label("报告文件").set_input_files(path)
    page.get_by_role("button", name="上传并读取").click()


def open_small_report(page: Page, folder: Path) -> str:
    """Upload a small report that nobody has uploaded before; returns its address."""
    path = folder / "云浦区政府工作报告.txt"
    path.write_text(REPORT.format(year=2026, copy=next(copies)), encoding="utf-8")
    page.goto("/reports/")
    upload(page, path)
    page.wait_for_url(re.compile(r"/reports/\d+/"))
    return page.url.split("#")[0]


def row_with(page: Page, words: str) -> Locator:
    """The row in the reading view whose sentence has these words."""
    return page.locator("#rows .row").filter(has_text=words)


def mark_of(page: Page, row: Locator) -> Locator:
    """The mark in the text that belongs to a row."""
    return page.locator(f"#m{(row.get_attribute('id') or '')[1:]}")


def wider_than_the_window(page: Page) -> int:
    """How many pixels the page hangs over to the right."""
    over: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return over
