"""Original files on disk."""

from __future__ import annotations

import hashlib
import os
import stat

import pytest

from luoshi.files import keep_original, read_original

DATA = "政府工作报告".encode()
DIGEST = hashlib.sha256(DATA).hexdigest()


def names(folder):
    return [path.name for path in folder.iterdir()]


def test_the_bytes_come_back_under_their_digest(tmp_path):
    folder = tmp_path / "files"

    assert keep_original(folder, DATA) == DIGEST
    assert keep_original(folder, DATA) == DIGEST
    assert read_original(folder, DIGEST) == DATA
    assert names(folder) == [DIGEST]


def test_nobody_else_may_read_them(tmp_path):
    keep_original(tmp_path / "files", DATA)

    assert stat.S_IMODE((tmp_path / "files").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "files" / DIGEST).stat().st_mode) == 0o600


@pytest.mark.parametrize("broken", [b"", DATA[:5], b"x" * len(DATA)])
def test_a_broken_file_of_that_name_is_put_right(tmp_path, broken):
    (tmp_path / DIGEST).write_bytes(broken)

    keep_original(tmp_path, DATA)

    assert read_original(tmp_path, DIGEST) == DATA


def test_a_crash_before_the_rename_leaves_nothing(tmp_path, monkeypatch):
    def fail(_):
        raise OSError("disk full")

    monkeypatch.setattr(os, "fsync", fail)

    with pytest.raises(OSError, match="disk full"):
        keep_original(tmp_path, DATA)

    assert names(tmp_path) == []


@pytest.mark.parametrize(
    "digest", ["", "../field.keys", "..", DIGEST[:-1], DIGEST.upper(), f"{DIGEST}\n", "/etc/passwd"]
)
def test_what_is_no_digest_leads_to_no_file(tmp_path, digest):
    keep_original(tmp_path / "files", DATA)
    (tmp_path / "field.keys").write_text("secret")

    with pytest.raises(FileNotFoundError):
        read_original(tmp_path / "files", digest)
