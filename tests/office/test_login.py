"""Signing in and out."""

from __future__ import annotations

from small_report import PASSWORD

from luoshi.journal.models import Line


def test_a_stranger_is_asked_to_sign_in(client, db) -> None:
    response = client.get("/account/?text=供热")
    assert response.status_code == 302
    assert response["Location"].startswith("/login/?next=/account/")


def test_the_right_password_leads_where_one_was_going(client, district) -> None:
    response = client.post("/login/?next=/account/", {"username": "ducha", "password": PASSWORD, "next": "/account/"})
    assert response.status_code == 302
    assert response["Location"] == "/account/"


def test_a_wrong_password_says_so_without_telling_which_part_was_wrong(client, district) -> None:
    response = client.post("/login/", {"username": "ducha", "password": "wrong"})
    assert response.status_code == 200
    assert "用户名和密码不符" in response.text
    assert 'value="ducha"' in response.text


def test_after_many_wrong_passwords_the_page_says_until_when(client, district) -> None:
    for _ in range(12):
        response = client.post("/login/", {"username": "ducha", "password": "wrong"})
    assert "密码错误次数过多" in response.text
    response = client.post("/login/", {"username": "ducha", "password": PASSWORD})
    assert "密码错误次数过多" in response.text


def test_signing_out_needs_a_form_and_ends_the_session(desk) -> None:
    assert desk.get("/logout/").status_code == 405
    assert desk.post("/logout/").status_code == 302
    assert desk.get("/").status_code == 302


def test_it_does_not_lead_out_of_the_site(client, district) -> None:
    response = client.post("/login/", {"username": "ducha", "password": PASSWORD, "next": "//evil.example/"})
    assert response["Location"] == "/"


def test_signing_in_leaves_a_line_with_where_from(client, district) -> None:
    client.post("/login/", {"username": "ducha", "password": "wrong"})
    client.post("/login/", {"username": "ducha", "password": PASSWORD})
    line = Line.objects.get(action="user.signed_in")
    assert (line.actor, line.subject_id) == (district.supervisor, district.supervisor.pk)
    assert line.origin.startswith("web ")
