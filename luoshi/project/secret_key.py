"""The site's secret: LUOSHI_HOME/secret.key, readable by its owner only, made once by ``luoshi init``."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

FILE_NAME = "secret.key"
SHORTEST = 50


def create_secret_key(home: Path) -> None:
    """Write a new key unless there is one. Safe against two inits at once: the first to create the file wins."""
    try:
        handle = os.open(home / FILE_NAME, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(60))


def read_secret_key(home: Path) -> str:
    """The stored key. Before ``luoshi init``: a throw-away one, so that commands and tests run without a home."""
    path = home / FILE_NAME
    if not path.is_file():
        return secrets.token_urlsafe(60)
    key = path.read_text(encoding="ascii").strip()
    if len(key) < SHORTEST:
        raise ImproperlyConfigured(f"{path}: the key is shorter than {SHORTEST} characters")
    return key


def require_secret_key(home: Path) -> None:
    """A server must not run on a throw-away key: every worker would have another, and logins would not hold."""
    if not (home / FILE_NAME).is_file():
        raise ImproperlyConfigured(f"{home} is not initialised: run luoshi init")
