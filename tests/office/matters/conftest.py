"""The shipped mechanisms live, matters to work on, and somebody signed in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from luoshi.people.models import User
from tests.matters.conftest import bring, closed, made_world, world  # noqa: F401  fixtures


@pytest.fixture
def as_user() -> Callable[[User], Client]:
    def as_user(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return as_user


@pytest.fixture
def supervisor(as_user, district) -> Client:
    return as_user(district.supervisor)
