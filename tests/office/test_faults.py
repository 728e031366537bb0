"""What goes wrong is said in plain words, on pages that need nothing to work."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.test import Client


def test_a_page_that_is_not_there(desk) -> None:
    response = desk.get("/no/such/page/")
    assert response.status_code == 404
    assert "没有这个页面" in response.text


def test_a_form_without_its_token(district) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(district.supervisor)
    response = client.post("/reports/upload/", {})
    assert response.status_code == 403
    assert "表单已失效" in response.text


def test_what_one_may_not_do(as_user, district) -> None:
    assert "您没有这项权限" in as_user(district.viewer).get("/reports/upload/").text


@pytest.mark.parametrize("page", ["400.html", "403.html", "404.html", "500.html", "403_csrf.html"])
def test_every_fault_page_renders_without_a_request(page) -> None:
    words = render_to_string(page)
    assert "<h1>" in words
    assert "返回首页" in words


def test_pages_allow_nothing_inline(desk, report) -> None:
    for address in ("/", "/account/", f"/reports/{report.pk}/", "/reports/upload/", "/login/"):
        response = desk.get(address)
        policy = response.headers.get("Content-Security-Policy", "")
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert " style=" not in response.text
        assert "<style" not in response.text
        assert " onclick=" not in response.text
        assert "<script>" not in response.text


@pytest.mark.parametrize(
    "address", ["/account/", "/account/export/", "/reports/1/", "/commitments/1/", "/reports/1/account/"]
)
def test_reading_pages_change_nothing_by_post(desk, address) -> None:
    assert desk.post(address).status_code == 405
