"""The navigation shows the rooms that a person may enter, and where they are."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from luoshi.office.rooms import ROOMS, rooms_for
from tests.conftest import District


def test_every_room_has_a_door() -> None:
    assert all(reverse(room.door) for room in ROOMS)


def test_no_room_is_named_twice() -> None:
    assert len({room.key for room in ROOMS}) == len(ROOMS)


def test_a_supervisor_enters_reports_and_account(district: District) -> None:
    assert {"reports", "account"} <= {room.key for room in rooms_for(district.supervisor)}


def test_somebody_who_left_enters_no_room(district: District) -> None:
    district.reporter.is_active = False
    assert rooms_for(district.reporter) == ()


@pytest.mark.django_db
def test_before_the_door_there_is_no_navigation(client: Client) -> None:
    assert b"<nav" not in client.get(reverse("login")).content


def test_the_page_says_where_it_is(client: Client, district: District) -> None:
    client.force_login(district.supervisor)
    assert b'href="/account/" aria-current="page"' in client.get(reverse("account")).content
