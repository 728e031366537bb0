"""Files of matters: kept as any other, in a folder of their own."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings

from luoshi.files import keep_original


def keep_file(content: bytes) -> str:
    """Write the bytes once, under their SHA-256; the same bytes twice are one file. Returns the digest."""
    return keep_original(file_path(hashlib.sha256(content).hexdigest()).parent, content)


def file_path(digest: str) -> Path:
    """Where the bytes with this digest lie."""
    return Path(settings.LUOSHI_FILES) / "matters" / digest[:2] / digest
