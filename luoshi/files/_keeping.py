"""The original files, kept as received under their digest. Nothing here is ever overwritten."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from pathlib import Path

_INCOMING = ".incoming-"
_DIGEST = re.compile(r"[0-9a-f]{64}")


def keep_original(folder: Path, data: bytes) -> str:
    """Store the bytes under their SHA-256 and return it.

    Written beside, flushed to disk, then renamed: a crash leaves the whole file or none. A file left by a
    transaction that failed afterwards is harmless: the next try finds it.
    """
    digest = hashlib.sha256(data).hexdigest()
    path = folder / digest
    if path.is_file() and path.read_bytes() == data:
        return digest
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=folder, prefix=_INCOMING)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
    _sync_folder(folder)
    return digest


def sweep_incoming(folder: Path, before: float) -> int:
    """Remove what kill -9 left half-written before this moment (seconds since 1970). Returns how many files.

    Nothing refers to them: a file gets its name, and an entry its file, only when all of it is on disk.
    """
    if not folder.is_dir():
        return 0
    left = [path for path in folder.rglob(f"{_INCOMING}*") if path.stat().st_mtime < before]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read_original(folder: Path, digest: str) -> bytes:
    """The bytes as received. Raises FileNotFoundError, also for what is no digest: a digest may come from an address,
    and must lead nowhere but here.
    """
    if not _DIGEST.fullmatch(digest):
        raise FileNotFoundError(digest)
    return (folder / digest).read_bytes()
