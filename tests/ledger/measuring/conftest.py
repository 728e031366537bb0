"""The account of the checking tests, with the shipped register of deliverables in force."""

from __future__ import annotations

import pytest

from luoshi.mechanisms import load_shelf
from luoshi.registers.actions import add_record, adopt_pack
from luoshi.registers.models import Record, Register
from tests.ledger.checking.conftest import (  # noqa: F401  fixtures
    at,
    confirmed,
    give_out,
    made_staff,
    pipes,
    report_on,
    school,
    staff,
)


@pytest.fixture
def items(district) -> Register:
    pack = next(each for each in load_shelf() if each.name == "deliverables")
    adopt_pack(by=None, pack=pack, at=at(1, 5))
    return Register.objects.select_related("latest").get(pack_name="deliverables", name="items")


@pytest.fixture
def deliver(district, items):
    """So many kilometres of pipes, finished on the day of writing."""
    numbers = iter(range(1, 1000))

    def deliver(quantity: float, when, *, kind="燃气管道", unit="公里", **more) -> Record:
        raw = {
            "number": f"G{next(numbers)}", "kind": kind, "name": "管道", "quantity": quantity, "unit": unit,
            "finished_on": when.date().isoformat(), **more,
        }  # fmt: skip
        return add_record(by=district.supervisor, register=items, owner=district.housing, raw=raw, at=when).record

    return deliver
