"""Accounts: contacts, closing, passwords."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from luoshi.journal.models import Line
from luoshi.people.abilities import NotAllowed
from luoshi.people.actions import (
    add_user,
    change_password,
    correct_user,
    disable_user,
    enable_user,
    reset_password,
)
from luoshi.people.contacts import masked_phone, open_phone
from luoshi.people.errors import ReasonRequired
from luoshi.people.models import User
from luoshi.people.queries import visible_users
from tests.conftest import PASSWORD

AT = datetime(2026, 7, 10, 2, tzinfo=UTC)
PHONE = "13900010002"
NEW = "harbour-lantern-42"


def add(district, **more):
    return add_user(**{"by": district.system_admin, "username": "new", "display_name": "新人", "password": PASSWORD,
                       "organisation": district.water, "phone": PHONE, "email": "new@example.org", "at": AT,
                       **more})  # fmt: skip


def test_who_is_added_by_somebody_has_no_role_and_must_choose_a_password(district):
    user = add(district)

    assert (user.roles, user.must_change_password) == (frozenset(), True)
    line = Line.objects.get(action="user.added", actor=district.system_admin)
    assert line.data == {"username": "new", "organisation": district.water.pk}


def test_a_telephone_number_is_sealed_and_shown_masked(district):
    user = User.objects.get(pk=add(district).pk)

    assert PHONE not in user.phone_sealed
    assert (open_phone(user), masked_phone(user)) == (PHONE, "139****0002")
    assert masked_phone(district.leader) == ""


def test_the_journal_keeps_no_telephone_number(district):
    user = add(district)
    correct_user(by=district.system_admin, user=user, display_name="新人", organisation=district.housing,
                 phone="13900010003", email="", at=AT)  # fmt: skip

    user.refresh_from_db()
    assert (open_phone(user), user.organisation) == ("13900010003", district.housing)
    assert "1390001" not in str(list(Line.objects.values_list("data", "why")))


def test_no_number_given_leaves_the_number(district):
    user = add(district)

    correct_user(by=district.system_admin, user=user, display_name="改名", organisation=district.water, phone=None,
                 email="", at=AT)  # fmt: skip

    user.refresh_from_db()
    assert (user.display_name, open_phone(user)) == ("改名", PHONE)


def test_a_disabled_user_is_signed_out_and_cannot_come_back(district, client):
    client.force_login(district.reporter)
    assert client.get("/").status_code == 200

    disable_user(by=district.system_admin, user=district.reporter, why="离职", at=AT)

    assert client.get("/").status_code == 302
    assert not client.login(username="zhujian", password=PASSWORD)
    enable_user(by=district.system_admin, user=district.reporter, why="返聘", at=AT)
    assert client.login(username="zhujian", password=PASSWORD)


def test_a_reset_ends_sessions_and_the_new_password_must_be_changed(district, client):
    client.force_login(district.reporter)

    reset_password(by=district.system_admin, user=district.reporter, password=NEW, at=AT)

    assert client.get("/").status_code == 302
    user = User.objects.get(pk=district.reporter.pk)
    assert user.check_password(NEW)
    assert user.must_change_password
    change_password(by=user, user=user, password="another-lantern-43", at=AT)
    assert not User.objects.get(pk=user.pk).must_change_password


@pytest.mark.parametrize("password", ["short", "12345678901", "zhujian-1"])
def test_a_weak_password_is_refused(district, password):
    with pytest.raises(ValidationError):
        reset_password(by=district.system_admin, user=district.reporter, password=password, at=AT)

    assert User.objects.get(pk=district.reporter.pk).check_password(PASSWORD)


@pytest.mark.parametrize("who", ["supervisor", "security_admin", "audit_admin", "reporter", "stranger"])
def test_only_the_system_administrator_keeps_accounts(district, who):
    by, user = getattr(district, who), district.leader
    for attempt in (
        lambda: add(district, by=by),
        lambda: correct_user(by=by, user=user, display_name="x", organisation=district.water, phone=None, email="",
                             at=AT),
        lambda: disable_user(by=by, user=user, why="x", at=AT),
        lambda: enable_user(by=by, user=user, why="x", at=AT),
        lambda: reset_password(by=by, user=user, password=NEW, at=AT),
        lambda: change_password(by=by, user=user, password=NEW, at=AT),
    ):  # fmt: skip
        with pytest.raises(NotAllowed):
            attempt()


def test_administrators_cannot_lock_themselves_out(district):
    with pytest.raises(NotAllowed):
        disable_user(by=district.system_admin, user=district.system_admin, why="x", at=AT)
    with pytest.raises(ReasonRequired):
        disable_user(by=district.system_admin, user=district.leader, why="", at=AT)


def test_users_to_be_seen_are_the_governments_own_or_oneself(district):
    def names(user):
        return set(visible_users(user).values_list("username", flat=True))

    assert names(district.reporter) == {"zhujian"}
    assert {"zhenban", "xitong", "ducha"} < names(district.system_admin)
    assert "linxian" not in names(district.system_admin)
