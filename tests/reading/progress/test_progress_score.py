"""The measured figures of docs/progress-and-leads.md do not fall. Needs the test data beside the project."""

from __future__ import annotations

import pytest
from progress_scoring import DATA, score_outcomes, score_progress

pytestmark = pytest.mark.skipif(not (DATA / "progress.jsonl").exists(), reason="the test data is not there")


@pytest.mark.parametrize("half", ["development", "held-out"])
def test_target_and_value_are_right_on_nine_of_ten_labelled_results(half: str) -> None:
    tally = score_progress(half)
    assert tally["target and value right"] >= 0.90 * tally["results"]
    assert tally["all right"] >= 0.90 * tally["results"]
    assert tally["results too many"] <= 0.05 * tally["results"]


def test_outcomes_are_given_to_their_tasks() -> None:
    tally = score_outcomes(None, together=True)
    assert tally["pairs right"] >= 0.70 * tally["pairs"]
    assert tally["wrongly given a target"] <= 5
