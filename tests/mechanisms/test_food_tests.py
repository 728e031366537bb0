"""What the shipped rules on food tests raise, and what of it opens a supervision matter."""

from __future__ import annotations

from datetime import date

import pytest

from luoshi.mechanisms import load_shelf, watch_record
from luoshi.mechanisms.expressions import Facts

PACK = next(pack for pack in load_shelf() if pack.name == "food_tests")
FAILED = {
    "sample_no": "SC-1",
    "method": "定性定量",
    "result": "不合格",
    "sampled_on": "2026-03-02",
    "told_on": "2026-03-20",
}


def raised(on: date, **changes: str) -> list[tuple[str, str]]:
    """Each rule that raises an alert, and the mechanism that the alert opens."""
    facts = Facts({**FAILED, **changes}, on, settings=PACK.setting_values)
    return [(each.rule, PACK.rule(each.rule).opens) for each in watch_record(PACK.rules, facts)]


def test_a_failed_test_alerts_those_whose_work_it_is_and_opens_nothing_yet() -> None:
    assert raised(date(2026, 3, 21)) == [("test_failed", "")]


def test_what_is_nearly_overdue_is_supervised() -> None:
    assert raised(date(2026, 6, 2)) == [("test_failed", "")]
    assert raised(date(2026, 6, 3)) == [("test_failed", ""), ("disposal_due", "supervision")]


@pytest.mark.parametrize("done", [{"disposed_on": "2026-04-10"}, {"recheck": "改判合格"}])
def test_what_was_disposed_of_or_passed_a_second_test_raises_nothing(done) -> None:
    assert raised(date(2026, 6, 30), **done) == []


def test_a_quick_test_asks_for_a_laboratory_before_anything_else() -> None:
    assert raised(date(2026, 6, 30), method="快速检测") == [("quick_suspicious", "")]
    assert raised(date(2026, 6, 30), method="快速检测", result="可疑") == [("quick_suspicious", "")]
