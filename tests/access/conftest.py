"""One world for all tests of this folder: each takes back what it did."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from pytest_django import DjangoDbBlocker

from tests.access.world import World, make_world
from tests.conftest import taken_back


@pytest.fixture(scope="package")
def kept_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the world's files are."""
    return tmp_path_factory.mktemp("files")


@pytest.fixture(autouse=True)
def files(settings: pytest.FixtureRequest, kept_files: Path) -> Path:
    """Original files stay where the world put them."""
    settings.LUOSHI_FILES = kept_files
    return kept_files


@pytest.fixture(scope="package")
def made_world(django_db_setup: None, django_db_blocker: DjangoDbBlocker, kept_files: Path) -> Iterator[World]:
    """Made within a transaction that ends with the folder's last test."""
    with pytest.MonkeyPatch.context() as patch, taken_back(django_db_blocker):
        patch.setattr(settings, "LUOSHI_FILES", kept_files)
        yield make_world()


@pytest.fixture
def world(made_world: World, db: None) -> World:
    """The world; what a test does to its rows is taken back."""
    return made_world
