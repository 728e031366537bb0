"""Packs come into force, and their later versions."""

from __future__ import annotations

import pytest

from luoshi.mechanisms import load_pack
from luoshi.people.abilities import NotAllowed
from luoshi.registers.actions import adopt_pack, correct_record, preview_adoption
from luoshi.registers.errors import OrphansRecords
from luoshi.registers.models import PackVersion, Register
from luoshi.registers.queries import adopted_packs, pack_page, record_page
from tests.registers.conftest import AT
from tests.registers.trees import PACK, TREE, write_trees


def test_the_same_pack_again_changes_nothing(district, pack, trees) -> None:
    adopt_pack(by=None, pack=pack, at=AT)

    assert PackVersion.objects.count() == 1
    assert Register.objects.count() == 3


def test_only_those_who_may_put_packs_in_force(district, pack) -> None:
    with pytest.raises(NotAllowed):
        adopt_pack(by=district.supervisor, pack=pack, at=AT)


def test_values_that_would_be_orphaned_are_shown_before_they_are(district, trees, plant, tmp_path) -> None:
    record = plant(address="云桥路1号")
    plant()
    text = PACK.replace('version = "1.0"', 'version = "2.0"')
    start, end = text.index('[[measure]]\nname = "streets"'), text.index('[[measure]]\nname = "alive_share"')
    text = (text[:start] + text[end:]).replace('fields = ["species", "address"]', 'fields = ["species"]')
    tree = {name: each for name, each in TREE.items() if name != "address"}
    later = load_pack(write_trees(tmp_path / "next", pack=text, tree=tree))

    assert [(name, change.kind, count) for name, change, count in preview_adoption(later)] == [("trees", "gone", 1)]
    with pytest.raises(OrphansRecords):
        adopt_pack(by=None, pack=later, at=AT)
    assert PackVersion.objects.count() == 1

    version = adopt_pack(by=None, pack=later, at=AT, accept_orphans=True)

    record.refresh_from_db()
    assert record.pack_version.number == 1
    assert record_page(district.supervisor, record.pk).shown["address"] == "云桥路1号"
    raw = {"number": record.values["number"], "planted_on": "2026-03-12"}
    changed = correct_record(by=district.supervisor, record=record, expected_version=1, raw=raw, at=AT, why="改").record
    assert changed.pack_version == version
    assert changed.versions.get(number=1).pack_version.number == 1


def test_the_page_of_a_pack_shows_what_it_holds(district, trees, plant) -> None:
    plant()

    page = pack_page(district.viewer, "trees")

    assert (page.pack.title, page.records["trees"], len(page.versions)) == ("行道树", 1, 1)
    assert [each.name for each in adopted_packs(district.viewer)] == ["trees"]
    assert pack_page(district.viewer, "shrubs") is None
