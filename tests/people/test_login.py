"""Signing in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth import authenticate, get_user
from django.test import RequestFactory
from django.utils import timezone

from luoshi.people.models import LoginFailure, User
from luoshi.people.queries import login_locked_until

RIGHT = "open-the-account-7"  # as the district has it


def sign_in(username="ducha", password=RIGHT, address="10.0.0.1"):
    return authenticate(RequestFactory(REMOTE_ADDR=address).post("/login/"), username=username, password=password)


def test_the_right_password_opens(district):
    assert sign_in() == district.supervisor
    assert LoginFailure.objects.count() == 0


def test_a_wrong_one_does_not_and_is_counted(district):
    assert sign_in(password="wrong") is None
    assert LoginFailure.objects.count() == 1


def test_after_five_failures_even_the_right_password_waits(district):
    for _ in range(5):
        sign_in(password="wrong")

    assert sign_in() is None
    assert sign_in("ＤＵＣＨＡ") is None
    assert LoginFailure.objects.count() == 5
    assert login_locked_until(username="ducha", address="10.0.0.1", at=timezone.now())
    assert sign_in(address="10.0.0.2") == district.supervisor  # the real one, elsewhere
    assert sign_in("quzhang") == district.leader  # somebody else, here


def test_the_lock_ends_by_itself(district):
    for _ in range(5):
        sign_in(password="wrong")
    LoginFailure.objects.update(at=timezone.now() - timedelta(minutes=16))

    assert sign_in() == district.supervisor
    assert LoginFailure.objects.count() == 0


def test_a_success_starts_the_count_again(district):
    for _ in range(4):
        sign_in(password="wrong")
    sign_in()
    for _ in range(4):
        sign_in(password="wrong")

    assert sign_in() == district.supervisor


def test_names_that_do_not_exist_are_locked_alike(district):
    for _ in range(6):
        assert sign_in("nobody", "guess") is None

    assert LoginFailure.objects.count() == 5


def test_a_closed_account_stays_out(district, client):
    client.force_login(district.supervisor)
    User.objects.filter(pk=district.supervisor.pk).update(is_active=False)

    assert sign_in() is None
    assert not get_user(client).is_authenticated


def test_the_account_is_not_kept_in_words(district):
    sign_in("my-password-by-mistake", "x")

    assert "my-password" not in str(LoginFailure.objects.values().get())


def test_old_failures_are_forgotten(district):
    sign_in(password="wrong")
    LoginFailure.objects.update(at=timezone.now() - timedelta(days=31))
    sign_in("quzhang", "wrong")

    assert LoginFailure.objects.count() == 1


@pytest.mark.parametrize("missing", [{"username": None}, {"password": None}])
def test_half_a_login_is_none(district, missing):
    assert sign_in(**missing) is None
    assert LoginFailure.objects.count() == 0


def test_without_a_request_the_address_is_unknown(district):
    assert authenticate(username="ducha", password=district.password) == district.supervisor
