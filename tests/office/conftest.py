"""A small invented report, opened by the same action as a real one and read by the real reading."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from small_report import open_text

from luoshi.ledger.models import Commitment, Report
from luoshi.people.models import User


@pytest.fixture
def report(district) -> Report:
    """The report, opened by the supervisor."""
    return open_text(district.supervisor)


@pytest.fixture
def commitment_with(report) -> Callable[[str], Commitment]:
    """The live commitment whose sentence holds these words."""

    def commitment_with(words: str) -> Commitment:
        return Commitment.objects.get(report=report, text__contains=words, status__in=("proposed", "confirmed"))

    return commitment_with


@pytest.fixture
def desk(district, client: Client) -> Client:
    """A browser in which the supervisor is signed in."""
    client.force_login(district.supervisor)
    return client


@pytest.fixture
def as_user(client: Client) -> Callable[[User], Client]:
    """A browser in which somebody is signed in."""

    def as_user(user: User) -> Client:
        client.force_login(user)
        return client

    return as_user


@pytest.fixture
def inline() -> dict[str, str]:
    """The headers with which the reading view's script asks for a part of a page."""
    return {"HX-Request": "true"}
