"""The site's secret: a file in LUOSHI_HOME that ``luoshi init`` makes once, readable by its owner only."""

from __future__ import annotations

import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

SHORTEST = 50


def read_secret_key(path: Path) -> str:
    """The stored key. Before ``luoshi init``: a throw-away one, so that commands and tests run without a home."""
    if not path.is_file():
        return secrets.token_urlsafe(60)
    key = path.read_text(encoding="ascii").strip()
    if len(key) < SHORTEST:
        raise ImproperlyConfigured(f"{path}: the key is shorter than {SHORTEST} characters")
    return key


def require_secret_key(path: Path) -> None:
    """A server must not run on a throw-away key: every worker would have another, and logins would not hold."""
    if not path.is_file():
        raise ImproperlyConfigured(f"{path} is missing: run luoshi init")
