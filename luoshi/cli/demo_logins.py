"""The logins of a demo home, kept in it so that ``luoshi serve`` can show them. No other home has such a file."""

from __future__ import annotations

import csv
import os
from dataclasses import astuple, dataclass
from pathlib import Path

import click
from django.conf import settings

FILE_NAME = "demo-logins.csv"


@dataclass(frozen=True, slots=True)
class Login:
    """What to type, and who one is then."""

    username: str
    password: str
    display_name: str
    role: str
    organisation: str


def write(logins: list[Login]) -> None:
    """Keep the logins in the home, readable by its owner only."""
    handle = os.open(_path(), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(astuple(login) for login in logins)


def read() -> list[Login]:
    """The demo's logins; none in a home that is no demo."""
    if not _path().is_file():
        return []
    with _path().open(encoding="utf-8", newline="") as file:
        return [Login(*row) for row in csv.reader(file)]


def show() -> None:
    """Print the demo's logins, if there are any."""
    logins = read()
    if logins:
        click.echo(f"演示账号，密码均为 · demo logins, all with the password: {logins[0].password}")
    for login in logins:
        click.echo(f"  {login.username:<12}{login.display_name}　{login.role}　{login.organisation}")


def _path() -> Path:
    home: Path = settings.LUOSHI_HOME
    return home / FILE_NAME
