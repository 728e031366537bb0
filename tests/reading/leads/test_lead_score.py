"""The measured figures of docs/progress-and-leads.md do not fall. Needs the test data beside the project."""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from typing import Any

import pytest

from luoshi.reading.leads import suggest_lead

ROOT = Path(__file__).parents[3]
PAIRS = ROOT.parent / "shared" / "data" / "pairs.jsonl"
pytestmark = [pytest.mark.skipif(not PAIRS.exists(), reason="the test data is not there"), pytest.mark.slow]


@pytest.mark.parametrize(
    ("place", "top_1", "top_3"), [("北京市", 0.90, 0.97), ("深圳市龙岗区", 0.76, 0.91), ("深圳市福田区", 0.67, 0.86)]
)
def test_a_place_held_apart_keeps_its_score(
    place: str, top_1: float, top_3: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    script = importlib.import_module("train_leads")
    rows = [script.tidy(json.loads(line)) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    weights = script.train([row for row in rows if row["place"] != place])
    apart = [row for row in rows if row["place"] == place]
    offered = script.organisations_by_year(apart)
    tested = [row for row in apart if row["lead_basis"] in script.SCORED]

    def suggest(row: dict[str, Any]) -> list[str]:
        found = suggest_lead(row["task"], offered[row["year"]], weights=weights)
        return [item.organisation for item in found]

    total, first, third = script.score(tested, suggest)
    assert first >= top_1 * total
    assert third >= top_3 * total
