"""The pages of checking at a glance: enlarged, by keyboard, with pictures and without complaint."""

from __future__ import annotations

from playwright.sync_api import expect
from steps import sign_in, wider_than_the_window

MAGNIFIED = {"width": 640, "height": 450}  # a screen of 1280 × 900 at 200 %
PAGES = (
    "/", "/inbox/", "/outbox/", "/robots/", "/checking/district/", "/checking/lamps/", "/checking/milestones/",
    "/checking/changes/", "/checking/loads/", "/checking/rules/", "/checking/rules/lamp/",
)  # fmt: skip


def test_every_page_fits_a_magnified_window_and_has_one_heading(open_window, site) -> None:
    page = open_window(**MAGNIFIED)
    sign_in(page, site)
    for address in PAGES:
        page.goto(address)
        assert wider_than_the_window(page) <= 0, address
        assert page.locator("h1").count() == 1, address


def test_the_pictures_stand_beside_tables_that_say_the_same(open_window, site) -> None:
    page = open_window()
    sign_in(page, site)
    page.goto("/checking/district/")
    expect(page.locator(".lamp-chart canvas").first).to_be_visible()
    expect(page.get_by_role("table", name="各领域亮灯")).to_be_visible()
    assert page.locator(".lamp-chart").count() == page.locator(".beside table").count() == 3


def test_a_rule_is_looked_at_by_keyboard(open_window, site) -> None:
    page = open_window()
    sign_in(page, site)
    page.goto("/checking/rules/lamp/")
    page.get_by_label("连续几个月未填报亮红灯").fill("24")
    page.get_by_role("button", name="预览变化").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="修改后的变化")).to_be_visible()
    expect(page.get_by_label("连续几个月未填报亮红灯")).to_have_value("24")
