"""The demo's invented records fit the shipped packs, and no two share a key."""

from __future__ import annotations

import csv
from datetime import date
from importlib.resources import files

from luoshi.cli.demo_records import invented_id, month_batches
from luoshi.mechanisms import CodeState, check_id_number, check_values, load_shelf
from luoshi.registers.importing import guess_mapping

FOLDER = files("luoshi.cli") / "demo"
DELIVERIES = list(csv.DictReader((FOLDER / "deliveries.csv").read_text(encoding="utf-8").splitlines()))


def test_every_row_passes_its_schema_and_has_a_key_of_its_own() -> None:
    packs = {pack.name: pack for pack in load_shelf()}
    seen: set[tuple[object, ...]] = set()
    for month in range(1, 13):
        for pack, name, _owner, rows in month_batches(DELIVERIES, date(2026, month, 1), date(2026, 12, 28)):
            register = packs[pack].register(name)
            for row in rows:
                mapping = guess_mapping(register.schema, list(row))
                checked = check_values(register.schema, {mapping.fields[title]: row[title] for title in row})
                assert not checked.problems, (pack, name, row)
                key = (pack, name, *(checked.values[each] for each in register.keys[0]))
                assert key not in seen
                seen.add(key)


def test_nothing_is_invented_for_days_to_come() -> None:
    assert list(month_batches(DELIVERIES, date(2026, 7, 1), date(2026, 6, 30))) == []


def test_invented_people_have_numbers_of_no_real_place() -> None:
    number = invented_id(7)

    assert check_id_number(number) is CodeState.GOOD
    assert number.startswith("9999")


def test_bindings_name_measures_that_the_packs_declare() -> None:
    packs = {pack.name: pack for pack in load_shelf()}
    for row in csv.DictReader((FOLDER / "bindings.csv").read_text(encoding="utf-8").splitlines()):
        assert packs[row["pack"]].measure(row["measure"]).register
