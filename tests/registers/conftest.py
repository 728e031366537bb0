"""Invented packs in force, and records in them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from luoshi.mechanisms import Pack, load_pack
from luoshi.people.models import Organisation, User
from luoshi.registers.actions import add_record, adopt_pack
from luoshi.registers.models import Record, Register
from tests.registers.trees import write_trees

AT = datetime(2026, 6, 30, 2, tzinfo=UTC)
KEEPER = "110101199003070070"


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    return load_pack(write_trees(tmp_path / "packs"))


@pytest.fixture
def trees(district, pack) -> Register:
    adopt_pack(by=None, pack=pack, at=AT)
    return Register.objects.select_related("latest").get(pack_name="trees", name="trees")


@pytest.fixture
def visits(trees) -> Register:
    return Register.objects.select_related("latest").get(pack_name="trees", name="visits")


@pytest.fixture
def approver(district) -> User:
    return district.approver


@pytest.fixture
def plant(district, trees) -> Callable[..., Record]:
    """A tree in the register, kept by the town unless said otherwise."""
    numbers = iter(range(1, 10_000))

    def plant(by: User | None = None, owner: Organisation | None = None, at: datetime = AT, **raw: object) -> Record:
        given = {"number": f"T{next(numbers):04d}", "species": "香樟", "planted_on": "2026-03-12", **raw}
        written = add_record(
            by=by or district.supervisor, register=trees, owner=owner or district.town, raw=given, at=at
        )
        assert written.record is not None
        return written.record

    return plant
