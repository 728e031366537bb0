"""``luoshi corpus read`` as somebody at a terminal meets it."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import CliRunner

from luoshi.cli import main
from luoshi.cli.corpus_progress import write_line
from luoshi.corpus import Progress


def test_the_summary_counts_what_was_read_and_what_could_not_be(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("二、2026年工作安排\n新建公园12处。\n", encoding="utf-8")
    (tmp_path / "in" / "b.txt").write_bytes(b"")
    command = ["corpus", "read", str(tmp_path / "in"), str(tmp_path / "out"), "--workers", "1"]
    first, second = CliRunner().invoke(main, command), CliRunner().invoke(main, command)
    assert first.exit_code == second.exit_code == 0
    assert "共 2 份（本次读 2 份），1 个指标和节点，1 份读不了" in first.stdout
    assert "empty: 1" in first.stdout
    assert "共 2 份（本次读 0 份）" in second.stdout


def test_what_cannot_be_done_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    empty = CliRunner().invoke(main, ["corpus", "read", str(tmp_path / "in"), str(tmp_path / "out")])
    (tmp_path / "in" / "a.txt").write_text("新建公园12处。", encoding="utf-8")
    taken = CliRunner().invoke(main, ["corpus", "read", str(tmp_path / "in"), str(tmp_path / "in")])
    assert (empty.exit_code, taken.exit_code) == (1, 1)
    assert "没有文件" in empty.stderr
    assert "别的文件" in taken.stderr


def test_an_interrupted_run_says_how_to_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("luoshi.corpus.read_corpus", interrupted)
    result = CliRunner().invoke(main, ["corpus", "read", str(tmp_path), str(tmp_path / "out")])
    assert result.exit_code == 130
    assert "再运行同一命令接着读" in result.stderr


@pytest.mark.parametrize(
    "words", [["nowhere", "out"], ["."], [".", "out", "--engine", "dask"], [".", "o", "--workers=0"]]
)
def test_wrong_usage_is_exit_code_2(words: list[str]) -> None:
    assert CliRunner().invoke(main, ["corpus", "read", *words]).exit_code == 2


@pytest.mark.parametrize(("engine", "library"), [("ray", "ray"), ("spark", "pyspark")])
def test_a_missing_engine_says_what_to_install(engine: str, library: str, tmp_path: Path) -> None:
    if find_spec(library) is not None:
        pytest.skip(f"{library} is installed")
    refused = CliRunner().invoke(main, ["corpus", "read", ".", str(tmp_path / "out"), "--engine", engine])
    assert refused.exit_code == 1
    assert f"luoshi[{engine}]" in refused.stderr
    assert not (tmp_path / "out").exists()


def test_without_arrow_the_command_says_what_to_install() -> None:
    code = (
        "import sys; sys.modules['pyarrow'] = None; from luoshi.cli import main; main(['corpus', 'read', '.', 'out'])"
    )
    refused = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert refused.returncode == 1
    assert "luoshi[corpus]" in refused.stderr.decode()


def test_a_line_of_the_log_tells_rate_and_time_left() -> None:
    line = write_line(Progress(total=1000, kept=500, read=100, bytes=5_000_000, promises=9, errors=2), 20.0)
    assert line == "已读 600/1,000 份，5.0 份/秒 0.25 MB/秒，2 份读不了，还需约 80 秒"
