"""A channel of the county's supervision office in the world of casework, and how it calls."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from luoshi.people.actions import Issued, issue_token
from tests.matters.conftest import made_world, world  # noqa: F401  fixtures

MATTERS = reverse("api-matters")


@pytest.fixture
def token(world) -> Issued:
    return issue_token(by=None, name="12345热线", organisation=world.district.office, days=30, at=timezone.now())


@pytest.fixture
def told() -> dict[str, object]:
    return {
        "kind": "five_clinics", "place": "village", "text": "楼上邻里漏水三个月。谈了几次没有结果。",
        "party": {"name": "周小满", "phone": "13800000001"}, "outside_id": "RX-2026-1",
        "received_at": "2026-03-02T09:30:00+08:00", "occurred_at": "2026-03-01T20:00:00+08:00",
    }  # fmt: skip


@pytest.fixture
def send(token: Issued) -> Callable[..., object]:
    """Post a body as the channel does, or as somebody else with another token."""

    def send(body: object, secret: str = token.secret, content_type: str = "application/json", **more: object):
        data = body if isinstance(body, bytes | str) else json.dumps(body)
        headers = {"Authorization": f"Bearer {secret}"} if secret else {}
        return Client().post(MATTERS, data, content_type=content_type, headers=headers, **more)

    return send


@pytest.fixture
def ask(token: Issued) -> Callable[..., object]:
    """Ask for a matter by its code."""

    def ask(code: str, secret: str = token.secret):
        return Client().get(reverse("api-matter", args=[code]), headers={"Authorization": f"Bearer {secret}"})

    return ask
