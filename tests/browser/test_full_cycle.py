"""One promise from its dispatch to its end, on screen, by the people whose work it is: at a desk and on a phone."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Page, expect
from steps import row_with, sign_in, wider_than_the_window

if TYPE_CHECKING:
    from served import Site

# Two promises: what the office decided about one is a precedent for the next of its kind.
DESK = ({"width": 1366, "height": 768}, "改造老旧供水管网13公里")
PHONE = ({"width": 360, "height": 740, "has_touch": True, "is_mobile": True}, "完成城区积水点整治13处")
REPORT = "云浦区2026年政府工作报告（第{copy}稿）\n\n各位代表：\n\n一、2026年工作安排\n\n（一）城市更新。{promise}。\n"
copies = itertools.count(int(time.time()) % 100_000)

# Who does what: 督查员 two, 审批人 two, 填报员, 领导, 代表委员, 审计员.
OFFICE, OTHER_DESK, WATER_HEAD, HOUSING, HOUSING_HEAD = "ducha", "ducha2", "shuiwuju", "zhujian", "zhujianju"
LEADER, DEPUTY, AUDITOR = "quzhang", "renda", "shenji"

As = Callable[[str], Page]


@pytest.fixture(scope="module")
def cookies() -> dict[str, Any]:
    """Who has signed in already: the second window of a person needs no password."""
    return {}


@pytest.fixture
def as_person(request: pytest.FixtureRequest, open_window: Callable[..., Page], site: Site, cookies) -> As:
    """A window for each person, of the size that the test is about."""
    pages: dict[str, Page] = {}
    window, _ = request.param

    def as_person(who: str) -> Page:
        if who not in pages:
            kept = {"storage_state": cookies[who]} if who in cookies else {}
            pages[who] = open_window(**window, **kept)
            if not kept:
                sign_in(pages[who], site, who)
                cookies[who] = pages[who].context.storage_state()
        return pages[who]

    return as_person


@pytest.fixture
def promise(request: pytest.FixtureRequest) -> str:
    """What is promised; the water office's own by all precedents."""
    return str(request.node.callspec.params["as_person"][1])


@pytest.fixture
def commitment(as_person: As, promise: str, tmp_path: Path) -> str:
    """The address of a commitment that was just read and confirmed."""
    path = tmp_path / "云浦区政府工作报告.txt"
    path.write_text(REPORT.format(copy=next(copies), promise=promise), encoding="utf-8")
    page = as_person(OFFICE)
    page.goto("/reports/upload/")
    page.get_by_label("报告文件").set_input_files(path)
    page.get_by_role("button", name="上传并读取").click()
    address = row_with(page, promise).locator(".row-t").get_attribute("href") or ""
    page.goto(address)
    press(page, "确认")
    return address


def press(page: Page, button: str) -> None:
    """A button that takes a step; the page that follows fits the window."""
    page.get_by_role("button", name=button, exact=True).first.click()
    page.wait_for_load_state()
    assert page.locator(".errors, .note.bad").all_inner_texts() == []
    assert wider_than_the_window(page) <= 0, page.url


def follow(page: Page, link: str) -> None:
    """A link that opens a form; the form fits the window."""
    page.get_by_role("link", name=link, exact=True).first.click()
    page.wait_for_load_state()
    assert wider_than_the_window(page) <= 0, page.url


def due(page: Page) -> None:
    """What a unit does first: look at its list."""
    page.goto("/due/")
    assert wider_than_the_window(page) <= 0


def report(page: Page, figure: str, file: Path) -> None:
    """The row of this commitment on the list, filled in with its proof."""
    page.get_by_label("数字").fill(figure)
    page.get_by_label("佐证材料").set_input_files(file)
    press(page, "提交填报")


@pytest.mark.parametrize("as_person", [DESK, PHONE], ids=["desk", "phone"], indirect=True)
def test_from_dispatch_to_the_end(as_person: As, commitment: str, promise: str, tmp_path: Path) -> None:
    proof = tmp_path / "竣工证明.txt"
    proof.write_text("已全部完工。", encoding="utf-8")
    give_out(as_person(OFFICE), commitment)
    refuse(as_person(WATER_HEAD), commitment)
    reroute(as_person(OFFICE), commitment)
    goal = sign_and_report(as_person(HOUSING), commitment, proof)
    send_back(as_person(OFFICE), goal)
    report_again(as_person(HOUSING), promise, goal, proof)
    verify(as_person(OTHER_DESK), goal)
    apply(as_person(HOUSING_HEAD), commitment, proof)
    verify_the_end(as_person(OTHER_DESK), commitment)
    sign(as_person(LEADER), commitment)
    look_on(as_person(DEPUTY), as_person(AUDITOR), commitment)


def give_out(page: Page, commitment: str) -> None:
    """交办: the organisation that the program suggests, with its reason, is taken."""
    page.goto(commitment)
    follow(page, "交办")
    first = page.locator(".suggestion").first
    expect(first).to_contain_text("区水务局")
    expect(first.locator(".where").first).not_to_be_empty()
    expect(first.get_by_role("radio")).to_be_checked()
    press(page, "交办")
    expect(page.get_by_role("heading", name="承办情况")).to_be_visible()
    expect(page.get_by_role("link", name="拆分")).to_have_count(0)


def refuse(page: Page, commitment: str) -> None:
    """退办, with a reason and a better place."""
    page.goto(commitment)
    follow(page, "退办")
    page.get_by_label("建议承办单位").select_option(label="云浦区住房和城乡建设局")
    page.get_by_label("原因").fill("都在住宅小区内，随老旧小区改造实施，由住建部门负责")
    press(page, "提交退办")


def reroute(page: Page, commitment: str) -> None:
    """改派 to the place that the refusal names."""
    page.goto(commitment)
    follow(page, "改派")
    expect(page.get_by_text("随老旧小区改造实施")).to_be_visible()
    expect(page.get_by_label("改派给").locator("option:checked")).to_have_text("云浦区住房和城乡建设局")
    page.get_by_label("原因").fill("同意，改由住建部门承办")
    press(page, "改派")


def sign_and_report(page: Page, commitment: str, proof: Path) -> str:
    """签收, and the first 填报; returns the goal's address."""
    page.goto(commitment)
    press(page, "签收")
    page.locator("table.stand tbody a").first.click()
    follow(page, "填报进展")
    goal = page.url.removesuffix("report/")
    report(page, "3", proof)
    return goal


def send_back(page: Page, goal: str) -> None:
    """退回, with a reason."""
    page.goto(goal)
    follow(page, "核实")
    expect(page.get_by_role("link", name="竣工证明.txt")).to_be_visible()
    page.get_by_label("退回").check()
    page.get_by_label("理由").fill("竣工证明写的是全线完工，数字与证明不符，请核对")
    press(page, "记录核实结果")


def report_again(page: Page, promise: str, goal: str, proof: Path) -> None:
    """What came back stands on the list with its reason, and is put right."""
    due(page)
    back = page.get_by_role("listitem").filter(has_text=promise).filter(has_text="退回")
    back.get_by_role("link", name="更正").click()
    expect(page.get_by_label("数字")).to_have_value("3")
    report(page, "１３", proof)
    page.goto(goal)
    expect(page.locator(".history").first).to_contain_text("13")


def verify(page: Page, goal: str) -> None:
    """核实, by another desk officer."""
    page.goto(goal)
    follow(page, "核实")
    press(page, "记录核实结果")
    page.goto(goal)
    expect(page.locator(".history .tag").first).to_have_text("已核实")


def apply(page: Page, commitment: str, proof: Path) -> None:
    """申请办结, with what shows it."""
    page.goto(commitment)
    follow(page, "申请办结")
    page.get_by_label("原因").fill("已全部完成并通过验收")
    page.get_by_label("佐证材料").set_input_files(proof)
    press(page, "提交申请")


def verify_the_end(page: Page, commitment: str) -> None:
    """The office looks at it."""
    page.goto(commitment)
    follow(page, "核实办结申请")
    page.get_by_label("现场核查日期").fill(page.evaluate("new Date().toISOString().slice(0, 10)"))
    press(page, "核实无误，报领导签批")


def sign(page: Page, commitment: str) -> None:
    """签批 by a leader: 销号."""
    page.goto(commitment)
    follow(page, "签批")
    press(page, "签批")
    expect(page.locator(".note.good").filter(has_text="销号")).to_be_visible()


def look_on(deputy: Page, auditor: Page, commitment: str) -> None:
    """A deputy sees how it ended, an auditor sees every step, and neither finds anything to press."""
    for page in (deputy, auditor):
        page.goto(commitment)
        expect(page.locator(".note.good").filter(has_text="销号")).to_be_visible()
        expect(page.locator("main").get_by_role("button")).to_have_count(0)
        assert wider_than_the_window(page) <= 0
    auditor.locator("details.steps > summary").first.click()
    for words in ("交办", "退办", "改派", "签收"):
        expect(auditor.locator("details.steps").first).to_contain_text(words)
