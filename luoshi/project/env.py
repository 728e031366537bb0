"""Typed readers of environment variables. Nonsense is refused at start-up, naming the variable."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

POSTGRES_SCHEMES = frozenset({"postgres", "postgresql"})
FLAGS = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}


class BadSetting(ImproperlyConfigured):
    """An environment variable holds something it cannot mean."""

    def __init__(self, name: str, value: str, expected: str) -> None:
        self.name, self.value, self.expected = name, value, expected
        super().__init__(f"{name}={value!r}: expected {expected}")


def read_text(name: str, default: str) -> str:
    """The variable without surrounding space; ``default`` when unset or blank."""
    return os.environ.get(name, "").strip() or default


def read_flag(name: str, *, default: bool) -> bool:
    """1/true/yes/on or 0/false/no/off."""
    value = read_text(name, "")
    if not value:
        return default
    try:
        return FLAGS[value.lower()]
    except KeyError:
        raise BadSetting(name, value, "one of " + ", ".join(FLAGS)) from None


def read_count(name: str, *, default: int, least: int = 0, most: int = 10**9) -> int:
    """A whole number from ``least`` to ``most``."""
    value = read_text(name, str(default))
    if not (value.isascii() and value.isdigit()) or not least <= int(value) <= most:
        raise BadSetting(name, value, f"a whole number from {least} to {most}")
    return int(value)


def read_choice(name: str, *, choices: tuple[str, ...]) -> str:
    """One of these words, the first when unset; upper and lower case alike."""
    value = read_text(name, choices[0])
    if value.lower() not in choices:
        raise BadSetting(name, value, "one of " + ", ".join(choices))
    return value.lower()


def read_list(name: str, *, default: tuple[str, ...] = ()) -> list[str]:
    """Comma-separated words."""
    words = [word.strip() for word in read_text(name, "").split(",")]
    return [word for word in words if word] or list(default)


def read_folder(name: str, *, default: str) -> Path:
    """An absolute folder path. It need not exist, but may not be a file."""
    folder = Path(read_text(name, default)).expanduser().resolve()
    if folder.exists() and not folder.is_dir():
        raise BadSetting(name, str(folder), "a folder")
    return folder


def read_origins(name: str) -> list[str]:
    """Comma-separated origins such as https://luoshi.example.gov.cn, as Django's CSRF check wants them."""
    origins = read_list(name)
    for origin in origins:
        parts = urlsplit(origin)
        if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path:
            raise BadSetting(name, origin, "origins such as https://host, separated by commas")
    return origins


def read_database(name: str, *, home: Path) -> dict[str, object]:
    """Django's database settings: SQLite in ``home`` when unset, else postgresql://user:password@host:port/name."""
    value = read_text(name, "")
    return postgres_settings(name, value) if value else sqlite_settings(home)


def sqlite_settings(home: Path) -> dict[str, object]:
    """SQLite that several workers may write to: WAL, write lock taken at the start of a transaction, patient waits."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": home / "db.sqlite3",
        "ATOMIC_REQUESTS": False,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=20000;"
            ),
        },
    }


def postgres_settings(name: str, url: str) -> dict[str, object]:
    """PostgreSQL from a URL; query parameters go to libpq (sslmode=…, host=/socket/folder)."""
    expected = "postgresql://user:password@host:port/name"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise BadSetting(name, "(hidden)", expected) from None
    database = unquote(parts.path.lstrip("/"))
    if parts.scheme not in POSTGRES_SCHEMES or not database:
        raise BadSetting(name, f"{parts.scheme}://…", expected)
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": str(port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
