"""A place's own packs, and what it changes in others without touching them."""

from __future__ import annotations

from pathlib import Path

import pytest

from luoshi.mechanisms import FaultCode, PackError, Verified, check_pack, load_files, load_shelf
from tests.mechanisms.packs_on_disk import write_pack

OVERRIDE = """
[override]
of = "deliverables"
basis = "云浦区督查办法第九条"
verified = "local"
[settings]
accept_days = 20
[titles]
pack = "云浦区建成交付"
"measure.parking" = "新增车位"
[lamps]
yellow_behind = 5
red_behind = 20
"""


def own(tmp_path: Path, text: str) -> Path:
    (tmp_path / "local").mkdir()
    (tmp_path / "local" / "pack.toml").write_text(text, encoding="utf-8")
    return tmp_path


def shelf(folder: Path | None = None) -> dict:
    return {pack.name: pack for pack in load_shelf(folder)}


def test_a_place_changes_settings_names_and_lamps(tmp_path: Path) -> None:
    shipped, changed = shelf()["deliverables"], shelf(own(tmp_path, OVERRIDE))["deliverables"]

    assert changed.setting_values["accept_days"] == 20
    assert changed.settings[0].basis.text == "云浦区督查办法第九条"
    assert (changed.title, changed.measure("parking").title) == ("云浦区建成交付", "新增车位")
    assert (changed.lamps.yellow_behind, changed.lamps.red_behind) == (5, 20)
    assert changed.version.startswith(shipped.version + "+")
    assert changed.overridden == ("measure.parking", "pack", "setting.accept_days")
    assert shipped.setting_values["accept_days"] == 30
    assert shipped.settings[0].basis.verified is Verified.LOCAL


def test_what_the_pack_does_not_have_cannot_be_changed(tmp_path: Path) -> None:
    folder = own(tmp_path, OVERRIDE.replace("accept_days", "accept_weeks"))

    with pytest.raises(PackError) as caught:
        load_shelf(folder)

    assert [(fault.code, fault.line) for fault in caught.value.faults] == [(FaultCode.NOT_OVERRIDABLE, 7)]
    assert [fault.code for fault in check_pack(folder / "local")] == [FaultCode.NOT_OVERRIDABLE]


def test_an_override_of_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError):
        load_shelf(own(tmp_path, OVERRIDE.replace('"deliverables"', '"nothing"')))


def test_a_place_adds_a_pack_of_its_own(tmp_path: Path) -> None:
    write_pack(tmp_path)

    assert shelf(tmp_path)["trees"].is_own


def test_an_own_pack_may_not_take_a_shipped_name(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    folder.rename(tmp_path / "deliverables")

    with pytest.raises(PackError) as caught:
        load_shelf(tmp_path)

    assert caught.value.faults[0].code is FaultCode.TAKEN_NAME


def test_a_pack_can_be_read_again_from_its_own_files(tmp_path: Path) -> None:
    changed = shelf(own(tmp_path, OVERRIDE))["deliverables"]

    again = load_files(changed.name, changed.files)

    assert again == changed
    assert again.files == changed.files
