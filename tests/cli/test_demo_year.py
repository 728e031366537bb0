"""What the demo's year is made of: the file, and the figures that units report. No database."""

from __future__ import annotations

from datetime import date
from importlib.resources import files

import pytest

from luoshi.cli.demo_year._acts import ACTS
from luoshi.cli.demo_year._figures import figure_on, note_on, typed
from luoshi.cli.demo_year._promises import read_promises
from luoshi.ledger.paths import Path, Shape

TODAY = date(2026, 11, 27)
LINE = Path(Shape.LINE, date(2026, 1, 1), date(2026, 12, 31), 365.0)


def told() -> str:
    return (files("luoshi.cli") / "demo" / "year.toml").read_text(encoding="utf-8")


def test_every_act_of_the_file_is_known() -> None:
    promises = read_promises(told(), 2026, TODAY)
    assert {act.verb for each in promises for act in each.acts} <= {*ACTS, "return"}
    assert len({each.phrase for each in promises}) == len(promises)


def test_days_are_of_the_year_or_counted_back_from_today() -> None:
    text = '[[promise]]\nphrase = "管网"\npace = "0.5 > 1"\nacts = """\n03-12 sign\n-2 apply settled 已完成\n"""\n'
    (promise,) = read_promises(text, 2026, TODAY)
    assert [(each.on, each.verb, each.words) for each in promise.acts] == [
        (date(2026, 3, 12), "sign", ""),
        (date(2026, 11, 25), "apply", "settled 已完成"),
    ]
    assert (promise.pace_in(1), promise.pace_in(12)) == (0.5, 1.0)


def test_a_line_that_is_no_act_is_named() -> None:
    with pytest.raises(ValueError, match="明天"):
        read_promises('[[promise]]\nphrase = "管网"\nacts = "明天 sign"\n', 2026, TODAY)


@pytest.mark.parametrize(
    ("pace", "before", "figure"),
    [(1.0, None, 100.0), (0.5, None, 50.0), (0.5, 80.0, 80.0), (9.0, None, 380.0)],
    ids=["on path", "slow", "never less than before", "never much more than promised"],
)
def test_what_a_unit_reports_follows_its_pace(pace, before, figure) -> None:
    assert figure_on(LINE, "ge", pace, date(2026, 4, 10), before) == figure


def test_a_ceiling_is_kept_by_who_is_fast_and_missed_by_who_is_slow() -> None:
    level = Path(Shape.LEVEL, date(2026, 1, 1), date(2026, 12, 31), 33.0)
    assert figure_on(level, "le", 1.1, TODAY, None) < 33 < figure_on(level, "le", 0.9, TODAY, None)


def test_a_report_says_its_figure() -> None:
    assert typed(18.5) == "18.5"
    assert "18.5公里" in note_on(0, 1.0, TODAY, "18.5公里")
    assert note_on(0, 0.5, TODAY, "3处") != note_on(0, 1.0, TODAY, "3处")
