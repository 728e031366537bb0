"""The packs that come with the installation pass their own checks."""

from __future__ import annotations

import pytest

from luoshi.mechanisms import check_pack, check_values, load_pack, load_shelf, read_examples, shipped_folders

FOLDERS = [pytest.param(folder, id=folder.name) for folder in shipped_folders()]


@pytest.mark.parametrize("folder", FOLDERS)
def test_it_has_no_faults(folder) -> None:
    assert check_pack(folder) == ()


@pytest.mark.parametrize("folder", FOLDERS)
def test_it_says_what_it_is_and_what_it_rests_on(folder) -> None:
    pack = load_pack(folder)

    assert pack.summary
    assert pack.bases
    assert "In English" in (folder / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", FOLDERS)
def test_each_register_and_mechanism_has_example_rows_that_pass(folder) -> None:
    pack = load_pack(folder)
    for register in (*pack.registers, *pack.mechanisms):
        rows = list(read_examples(folder, register))
        assert rows, register.name
        for row in rows:
            assert not check_values(register.schema, row).problems


def test_the_shelf_is_in_the_order_of_names() -> None:
    names = [pack.name for pack in load_shelf()]

    assert names == sorted(names)
