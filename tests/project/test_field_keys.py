"""The keys of personal data, read at start-up."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from luoshi.project.field_keys import read_keyring
from luoshi.secrecy import new_keyring


def test_the_stored_keys_are_read(tmp_path: Path) -> None:
    ring = new_keyring()
    path = tmp_path / "field.keys"
    path.write_text(ring.to_json())
    assert read_keyring(path) == ring


def test_without_a_home_every_start_has_its_own_keys(tmp_path: Path) -> None:
    assert read_keyring(tmp_path / "none") != read_keyring(tmp_path / "none")


def test_a_spoilt_file_ends_the_start_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "field.keys"
    path.write_text("{}")
    with pytest.raises(ImproperlyConfigured, match=r"field\.keys.*keys"):
        read_keyring(path)
