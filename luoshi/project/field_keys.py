"""The keys for personal data: a file in LUOSHI_HOME that ``luoshi init`` makes once, readable by its owner only.

Without it no sealed value opens again: it belongs into the backup, apart from the database.
"""

from __future__ import annotations

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from luoshi.secrecy import BadKeyring, Keyring, new_keyring, parse_keyring


def read_keyring(path: Path) -> Keyring:
    """The stored keys. Before ``luoshi init``: throw-away ones, so that commands and tests run without a home."""
    if not path.is_file():
        return new_keyring()
    try:
        return parse_keyring(path.read_text(encoding="utf-8"))
    except BadKeyring as error:
        raise ImproperlyConfigured(f"{path}: the field {error.field!r} is missing or spoilt") from error
