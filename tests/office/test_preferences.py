"""Type size and language are kept in the browser, not in the account."""

from __future__ import annotations

import pytest


def test_pages_are_chinese_whatever_the_browser_prefers(client, db) -> None:
    response = client.get("/login/", headers={"Accept-Language": "en-US,en"})
    assert '<html lang="zh-CN"' in response.text
    assert "登录" in response.text
    assert response["Content-Language"] == "zh-hans"


def test_english_on_request(client, db) -> None:
    response = client.post("/preferences/", {"language": "en", "next": "/login/"}, follow=True)
    assert '<html lang="en"' in response.text
    assert "Sign in" in response.text


def test_larger_type_on_request_and_back(client, db) -> None:
    response = client.post("/preferences/", {"size": "large", "next": "/login/"}, follow=True)
    assert 'class="elder"' in response.text
    response = client.post("/preferences/", {"size": "normal", "next": "/login/"}, follow=True)
    assert 'class="elder"' not in response.text


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_it_goes_back_to_this_site_only(client, db, elsewhere) -> None:
    assert client.post("/preferences/", {"size": "large", "next": elsewhere})["Location"] == "/"


def test_nonsense_sets_nothing(client, db) -> None:
    response = client.post("/preferences/", {"size": "huge", "language": "xx"})
    assert not response.cookies
