"""Ray and Spark give what this machine's cores give. Installed by ``make bench-corpus``, skipped without."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from invented import fill


@pytest.mark.slow
@pytest.mark.parametrize(("engine", "library"), [("ray", "ray"), ("spark", "pyspark")])
def test_the_engine_writes_the_same_parts(engine: str, library: str, tmp_path: Path) -> None:
    if find_spec(library) is None:
        pytest.skip(f"{library} is not installed")
    source = fill(tmp_path / "in", 20, kilobytes=60)
    (source / "空.txt").write_bytes(b"")
    for name in ("local", engine):
        command = [sys.executable, "-m", "luoshi", "corpus", "read", str(source), str(tmp_path / name)]
        subprocess.run([*command, "--engine", name, "--workers", "2"], check=True, timeout=180)
    expected = sorted((tmp_path / "local").rglob("*.parquet"))
    assert len(expected) > 3
    for path in expected:
        assert pq.read_table(path).equals(pq.read_table(tmp_path / engine / path.relative_to(tmp_path / "local")))
