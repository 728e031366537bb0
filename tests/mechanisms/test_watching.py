"""Rules over records."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from luoshi.mechanisms import Rule, load_pack, watch_record
from luoshi.mechanisms.expressions import Facts
from tests.mechanisms.packs_on_disk import write_pack

RULES = """
[[setting]]
name = "line"
title = "最低树高"
value = 3

[[rule]]
name = "low"
title = "过矮"
register = "trees"
when = "height < setting.line"
cause = ["year(planted_on)", "height"]

[[rule]]
name = "shrunk"
title = "变矮"
register = "trees"
when = "height < before.height"
"""


@pytest.fixture
def rules(tmp_path: Path) -> tuple[Rule, ...]:
    return load_pack(write_pack(tmp_path, RULES)).rules


def facts(height: float | None, before: float | None = None) -> Facts:
    values = {"planted_on": "2026-03-12"} | ({} if height is None else {"height": height})
    return Facts(values, date(2026, 6, 30), None if before is None else {"height": before}, {"line": 3})


def test_an_alert_carries_its_cause_and_its_inputs(rules) -> None:
    (raised,) = watch_record(rules, facts(2.5))

    assert (raised.rule, raised.cause) == ("low", "[2026,2.5]")
    assert raised.inputs == {"today": "2026-06-30", "height": 2.5, "setting.line": 3}


def test_the_same_facts_name_the_same_cause_and_others_another(rules) -> None:
    causes = [watch_record(rules, facts(height))[0].cause for height in (2, 2, 1)]

    assert causes[0] == causes[1] != causes[2]


def test_history_is_looked_at(rules) -> None:
    assert [raised.rule for raised in watch_record(rules, facts(4, before=5))] == ["shrunk"]


def test_an_unknown_answer_raises_nothing(rules) -> None:
    assert watch_record(rules, facts(None)) == []
