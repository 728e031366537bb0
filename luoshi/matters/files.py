"""Files of matters, kept under their digest beside those of reports."""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path

from django.conf import settings


def keep_file(content: bytes) -> str:
    """Write the bytes once, under their SHA-256; the same bytes twice are one file. Returns the digest."""
    digest = hashlib.sha256(content).hexdigest()
    path = file_path(digest)
    if path.exists():
        return digest
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(f".{digest}.{secrets.token_hex(4)}")
    with part.open("xb") as target:
        target.write(content)
        target.flush()
        os.fsync(target.fileno())
    part.replace(path)
    return digest


def file_path(digest: str) -> Path:
    """Where the bytes with this digest lie."""
    return Path(settings.LUOSHI_FILES) / "matters" / digest[:2] / digest
