"""``luoshi pack diff`` as somebody at a terminal meets it."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from luoshi.cli import main
from tests.mechanisms.test_stages import MECHANISM, pack_with


def test_it_lists_what_is_different_and_exits_with_one(tmp_path: Path) -> None:
    before = pack_with(tmp_path / "before")
    after = pack_with(tmp_path / "after", MECHANISM.replace("length = 2\n", "length = 3\n"))

    result = CliRunner().invoke(main, ["pack", "diff", str(before), str(after)])

    assert (result.exit_code, result.stdout) == (1, "~ trees.stage.save.limit.handle.limit.length：2 → 3\n")
    assert CliRunner().invoke(main, ["pack", "diff", str(before), str(before)]).exit_code == 0
