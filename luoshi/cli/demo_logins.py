"""What a demo home shows whoever tries it: logins, and codes for the public door. No other home has such files.

They lie beside the database, readable by the home's owner only; the database itself knows them as digests.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from pathlib import Path

import click
from django.conf import settings

FILE_NAME, CODES_NAME = "demo-logins.csv", "demo-codes.csv"


@dataclass(frozen=True, slots=True)
class Login:
    """What to type, and who one is then."""

    username: str
    password: str
    display_name: str
    role: str
    organisation: str


@dataclass(frozen=True, slots=True)
class ShownCode:
    """A matter of the demo that its party may ask for: what to type, and what it is about."""

    number: str
    query_code: str
    title: str


def write(logins: list[Login], codes: Iterable[ShownCode] = ()) -> None:
    """Keep logins and codes in the home."""
    _write(CODES_NAME, [astuple(code) for code in codes])
    _write(FILE_NAME, [astuple(login) for login in logins])


def read() -> list[Login]:
    """The demo's logins; none in a home that is no demo."""
    return [Login(*row) for row in _read(FILE_NAME)]


def read_codes() -> list[ShownCode]:
    """The codes for the public door; none in a home that is no demo."""
    return [ShownCode(*row) for row in _read(CODES_NAME)]


def show() -> None:
    """Print the demo's logins and codes, if there are any."""
    logins = read()
    if logins:
        click.echo(f"演示账号，密码均为 · demo logins, all with the password: {logins[0].password}")
    for login in logins:
        click.echo(f"  {login.username:<12}{login.display_name}　{login.role}　{login.organisation}")
    codes = read_codes()
    if codes:
        click.echo("公众查询进度（/ask/）可用的编号和查询码 · numbers and codes for the public's /ask/:")
    for code in codes:
        click.echo(f"  {code.number}  {code.query_code}  {code.title}")


def _write(name: str, rows: Iterable[tuple[str, ...]]) -> None:
    handle = os.open(_home() / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def _read(name: str) -> list[list[str]]:
    path = _home() / name
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def _home() -> Path:
    home: Path = settings.LUOSHI_HOME
    return home
