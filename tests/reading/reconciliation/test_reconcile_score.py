"""The bars, on the annotated pair of real reports beside the project."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from luoshi.cli.reconcile_forms import write_lines
from luoshi.reading import read
from luoshi.reading.reconciliation import reconcile

SHARED = Path(__file__).parents[4] / "shared"
GOLD = SHARED / "gold" / "shandong-2025.reconcile.jsonl"
BARS = {"link": 0.85, "verdict": 0.85}


@pytest.mark.skipif(not GOLD.is_file(), reason="the annotated reports are not beside the project: ../shared is absent")
def test_the_open_gold_is_reconciled_above_the_bars(tmp_path: Path) -> None:
    reports = SHARED / "reports"
    result = reconcile(read(reports / "shandong-2025.txt"), read(reports / "shandong-2026.txt"))
    predicted = tmp_path / "predicted.jsonl"
    with predicted.open("wb") as stream:
        write_lines(result, stream)
    command = [sys.executable, str(SHARED / "gold" / "score_reconcile.py"), str(GOLD), str(predicted), "--json"]
    score = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert result.doubts == ()
    assert score["link"]["f1"] >= BARS["link"], score
    assert score["verdict"]["accuracy"] >= BARS["verdict"], score
