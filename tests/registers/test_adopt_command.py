"""Packs come into force from the command line."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from luoshi.cli.pack_adopting import adopt_packs, own_shelf
from luoshi.registers.models import PackVersion
from tests.registers.conftest import AT
from tests.registers.trees import PACK, TREE, write_trees


@pytest.fixture
def own(settings, tmp_path: Path) -> Path:
    settings.LUOSHI_PACKS = tmp_path / "own"
    return settings.LUOSHI_PACKS


def test_shipped_packs_and_the_places_own_come_into_force_once(db, own) -> None:
    write_trees(own)

    assert list(adopt_packs(at=AT)) == []
    count = PackVersion.objects.count()
    assert list(adopt_packs(at=AT)) == []

    assert PackVersion.objects.count() == count == len(own_shelf())
    assert PackVersion.objects.get(name="trees").is_own


def test_what_would_orphan_old_values_is_told_and_waits(db, own, district, plant) -> None:
    plant(height=3)
    tree = {**TREE, "height": {**TREE["height"], "minimum": 5}}
    write_trees(own, pack=PACK.replace('"1.0"', '"1.1"'), tree=tree)

    told = list(adopt_packs(at=AT, names=("trees",)))

    assert "luoshi pack adopt trees --accept-orphans" in told[0]
    assert told[1].strip().startswith("trees.height")
    assert list(adopt_packs(at=AT, names=("trees",), accept_orphans=True)) == []


def test_a_broken_pack_is_named_with_its_place(own) -> None:
    write_trees(own, pack=PACK.replace("species in", "kind in"))

    with pytest.raises(click.ClickException, match=r"trees/pack.toml:\d+"):
        own_shelf()
