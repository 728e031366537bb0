"""What a checkout lacks is fetched and compiled once."""

from __future__ import annotations

import gettext
import importlib.util
import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def build():
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_filled_vendor_folder_is_left_alone(build, tmp_path, monkeypatch) -> None:
    vendor = tmp_path / build.VENDOR
    vendor.mkdir(parents=True)
    for name in build.FROM_NPM.values():
        (vendor / name).write_text("here")
    monkeypatch.setattr(build.subprocess, "run", lambda *_, **__: pytest.fail("npm was called"))
    build.fill_vendor(tmp_path)


def test_without_npm_it_says_what_is_needed(build, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(build.shutil, "which", lambda _name: None)
    with pytest.raises(SystemExit, match="npm"):
        build.fill_vendor(tmp_path)


def test_a_catalogue_compiles_to_what_gettext_reads(build, tmp_path) -> None:
    folder = tmp_path / "zh_Hans" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = folder / "django.po"
    catalogue.write_bytes((ROOT / "luoshi/office/locale/zh_Hans/LC_MESSAGES/django.po").read_bytes())
    build.compile_catalogue(catalogue)
    with (folder / "django.mo").open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("Account") == "台账"


def test_a_younger_file_of_another_catalogue_is_written_anew(build, tmp_path) -> None:
    folder = tmp_path / "zh_Hans" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue, compiled = folder / "django.po", folder / "django.mo"
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'
    catalogue.write_text(header + '\nmsgid "Lamp"\nmsgstr "亮灯"\n')
    compiled.write_bytes(b"copied from elsewhere")
    os.utime(catalogue, (1, 1))
    build.compile_catalogue(catalogue)
    with compiled.open("rb") as messages:
        assert gettext.GNUTranslations(messages).gettext("Lamp") == "亮灯"


def test_the_lock_names_no_download_address() -> None:
    lock = (ROOT / "package-lock.json").read_text()
    assert "resolved" not in lock
    assert "://" not in lock
