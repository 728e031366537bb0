"""Static files in the home: collected once, and again when the program brings others."""

from __future__ import annotations

import pytest

from luoshi.cli.static_files import collect_static


@pytest.fixture
def brought(settings, tmp_path):
    """A folder with what the program brings, and a home for it."""
    folder = tmp_path / "brought"
    folder.mkdir()
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS = [folder]
    settings.LUOSHI_HOME, settings.STATIC_ROOT = tmp_path, tmp_path / "static"
    manifest = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": manifest}
    (folder / "page.css").write_text("a { color: red }")
    return folder


def collected(settings):
    return {each.read_text() for each in settings.STATIC_ROOT.glob("page.*.css")}


def test_they_are_collected_when_there_are_none_and_not_a_second_time(brought, settings):
    assert [collect_static(), collect_static()] == [True, False]
    assert collected(settings) == {"a { color: red }"}


def test_after_an_upgrade_the_new_ones_come_beside_the_old(brought, settings):
    collect_static()
    (brought / "page.css").write_text("a { color: blue }")
    assert [collect_static(), collect_static()] == [True, False]
    assert collected(settings) == {"a { color: red }", "a { color: blue }"}


def test_files_that_somebody_removed_are_collected_again(brought, settings):
    collect_static()
    (settings.STATIC_ROOT / "staticfiles.json").unlink()
    assert collect_static()
