"""Anybody asks when a limit runs out."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db
HERE = reverse("portal-calculator")


def ask(client: Client, **values: object):
    return client.get(HERE, {"limit": 5, "unit": "workday", **values})


def test_nobody_needs_to_sign_in(client: Client) -> None:
    page = client.get(HERE)
    assert page.status_code == 200
    assert "worked" not in page.context


def test_the_day_is_shown_with_its_working(client: Client) -> None:
    page = ask(client, start="2026-02-13")
    assert page.context["worked"].due.on.isoformat() == "2026-02-27"
    assert "2026年2月27日" in page.content.decode()


def test_a_chinese_date_is_understood(client: Client) -> None:
    assert ask(client, start="2026年4月30日").context["worked"].due.on.isoformat() == "2026-05-11"


def test_a_pause_and_an_extension_move_the_day(client: Client) -> None:
    plain = ask(client, start="2026-03-02").context["worked"].due.on
    page = ask(client, start="2026-03-02", paused_since="2026-03-04", paused_until="2026-03-06", extension=2)
    assert plain.isoformat() == "2026-03-09"
    assert page.context["worked"].due.on.isoformat() == "2026-03-13"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"start": ""}, "start"),
        ({"start": "明天"}, "start"),
        ({"start": "2026-02-30"}, "start"),
        ({"start": "1800-01-01"}, "start"),
        ({"start": "9999-12-31", "limit": 10000}, "start"),
        ({"start": "2026-03-02", "limit": 0}, "limit"),
        ({"start": "2026-03-02", "limit": 10**30}, "limit"),
        ({"start": "2026-03-02", "limit": "５天"}, "limit"),
        ({"start": "2026-03-02", "unit": "week"}, "unit"),
        ({"start": "2026-03-02", "paused_since": "2026-03-04"}, "paused_until"),
        ({"start": "2026-03-02", "paused_since": "2026-03-04", "paused_until": "2026-03-03"}, "paused_until"),
    ],
)
def test_nonsense_is_answered_at_its_field(client: Client, values: dict[str, object], field: str) -> None:
    page = ask(client, **values)
    assert page.status_code in {200, 422}
    assert field in page.context["form"].errors


def test_the_page_can_be_read_in_english(client: Client) -> None:
    client.cookies["django_language"] = "en"
    assert "Ends on" in ask(client, start="2026-02-13").content.decode()
