"""Environment variables: what is understood, and what is refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from luoshi.project.env import (
    BadSetting,
    read_count,
    read_database,
    read_flag,
    read_folder,
    read_list,
    read_origins,
    read_text,
)

NAME = "LUOSHI_X"


@pytest.fixture
def put(monkeypatch):
    return lambda value: monkeypatch.setenv(NAME, value)


def test_unset_and_blank_give_the_default(put, monkeypatch):
    monkeypatch.delenv(NAME, raising=False)
    assert (read_text(NAME, "a"), read_flag(NAME, default=True), read_count(NAME, default=3)) == ("a", True, 3)
    put("  ")
    assert (read_text(NAME, "a"), read_flag(NAME, default=False), read_list(NAME, default=("b",))) == (
        "a",
        False,
        ["b"],
    )


@pytest.mark.parametrize(("word", "flag"), [("1", True), ("TRUE", True), ("on", True), ("no", False), ("0", False)])
def test_flags(put, word, flag):
    put(word)
    assert read_flag(NAME, default=not flag) is flag


@pytest.mark.parametrize("word", ["maybe", "2", "是"])
def test_a_flag_that_is_none_is_refused(put, word):
    put(word)
    with pytest.raises(BadSetting, match=NAME):
        read_flag(NAME, default=True)


@pytest.mark.parametrize("word", ["-1", "1.5", "ten", "４", "11", "1e3", "²"])
def test_a_count_that_is_none_is_refused(put, word):
    put(word)
    with pytest.raises(BadSetting, match="a whole number from 0 to 10"):
        read_count(NAME, default=1, most=10)


def test_lists_lose_blanks(put):
    put(" a ,, b,")
    assert read_list(NAME) == ["a", "b"]


def test_a_folder_may_not_be_a_file(put, tmp_path):
    put(str(tmp_path / "new"))
    assert read_folder(NAME, default="x") == tmp_path / "new"
    (tmp_path / "file").touch()
    put(str(tmp_path / "file"))
    with pytest.raises(BadSetting, match="a folder"):
        read_folder(NAME, default="x")


@pytest.mark.parametrize("word", ["luoshi.example", "ftp://a", "https://a/path", "https://"])
def test_an_origin_needs_scheme_and_host_only(put, word):
    put(word)
    with pytest.raises(BadSetting):
        read_origins(NAME)


def test_origins(put):
    put("https://a.example, http://b:8080")
    assert read_origins(NAME) == ["https://a.example", "http://b:8080"]


def test_no_database_means_sqlite_in_the_home(monkeypatch):
    monkeypatch.delenv(NAME, raising=False)
    database = read_database(NAME, home=Path("/home"))
    assert (database["ENGINE"], database["NAME"]) == ("django.db.backends.sqlite3", Path("/home/db.sqlite3"))
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_a_postgres_address_in_parts(put):
    put("postgresql://lu%40o:p%2Fw@db.example:5433/luoshi?sslmode=require")
    database = read_database(NAME, home=Path("/home"))
    assert {key: database[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")} == {
        "NAME": "luoshi", "USER": "lu@o", "PASSWORD": "p/w", "HOST": "db.example", "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }  # fmt: skip


def test_a_postgres_socket_folder(put):
    put("postgresql://postgres@/luoshi?host=/run/pg")
    assert read_database(NAME, home=Path("/home"))["HOST"] == "/run/pg"


@pytest.mark.parametrize("word", ["mysql://a/b", "postgresql://a", "luoshi", "postgresql://a:secret@h:99999999/b"])
def test_a_database_that_is_none_is_refused_without_telling_the_password(put, word):
    put(word)
    with pytest.raises(BadSetting) as refusal:
        read_database(NAME, home=Path("/home"))
    assert "secret" not in str(refusal.value)
