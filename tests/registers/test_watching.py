"""Rules run on change and at night; each cause raises one alert."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from luoshi.people.abilities import NotAllowed
from luoshi.registers.actions import add_record, close_alert, correct_record
from luoshi.registers.choices import AlertResult
from luoshi.registers.errors import AlreadyDecided, ReasonRequired
from luoshi.registers.models import Alert
from luoshi.registers.queries import alert_counts, visible_alerts
from luoshi.registers.watching import watch_all, watch_night
from tests.registers.conftest import AT

RECENT = "2026-06-01"


def rules() -> list[str]:
    return list(Alert.objects.order_by("pk").values_list("rule", flat=True))


def test_a_record_that_breaks_a_rule_raises_an_alert_at_once(plant) -> None:
    record = plant(height=2, planted_on=RECENT)

    alert = Alert.objects.get()
    assert (alert.rule, alert.record, alert.cause) == ("low", record, "[2]")
    assert alert.inputs == {"today": "2026-06-30", "height": 2, "setting.line": 3}
    assert alert.due_on == date(2026, 7, 10)


def test_the_nightly_run_is_safe_to_run_twice(plant) -> None:
    plant(height=2, planted_on=RECENT)
    plant(height=9, planted_on=RECENT)
    later = AT + timedelta(days=200)

    first, second = watch_all(at=later), watch_all(at=later)

    assert (first.records, first.raised) == (2, 2)
    assert (second.records, second.raised) == (2, 0)
    assert rules() == ["low", "unvisited", "unvisited"]


def test_a_neighbour_keeps_the_alert_away_until_it_is_too_old(district, visits, plant) -> None:
    tree = plant(planted_on=RECENT)
    raw = {"tree": tree.values["number"], "visited_on": "2026-06-20"}
    add_record(by=district.supervisor, register=visits, owner=district.town, raw=raw, at=AT)

    watch_all(at=AT + timedelta(days=75))
    assert rules() == []

    watch_all(at=AT + timedelta(days=100))
    assert [alert.cause for alert in Alert.objects.all()] == ['["2026-06-20"]']


def test_a_new_neighbour_makes_the_rules_of_the_other_register_run(district, visits, plant) -> None:
    plant(planted_on="2025-01-01", number="OLD")
    Alert.objects.all().delete()
    raw = {"tree": "old", "visited_on": "2025-06-20"}

    add_record(by=district.supervisor, register=visits, owner=district.town, raw=raw, at=AT)

    assert [alert.cause for alert in Alert.objects.all()] == ['["2025-06-20"]']


def test_a_change_is_compared_with_what_was_before(district, plant) -> None:
    tree = plant(height=6, planted_on=RECENT)
    raw = {**tree.values, "height": 5}

    correct_record(by=district.supervisor, record=tree, expected_version=1, raw=raw, at=AT, why="复量")

    assert rules() == ["shrunk"]
    watch_all(at=AT)
    assert rules() == ["shrunk"]


def test_an_alert_is_seen_to_by_those_in_charge_with_a_note(district, plant) -> None:
    plant(height=2, planted_on=RECENT, owner=district.village)
    alert = Alert.objects.get()

    with pytest.raises(NotAllowed):
        close_alert(by=district.reporter, alert=alert, result=AlertResult.SOLVED, note="已补", at=AT)
    with pytest.raises(ReasonRequired):
        close_alert(by=district.town_reporter, alert=alert, result=AlertResult.SOLVED, note=" ", at=AT)
    assert alert_counts(district.town_reporter) == {("trees", "low"): 1}

    close_alert(by=district.town_reporter, alert=alert, result=AlertResult.SOLVED, note="已换大树", at=AT)

    assert list(visible_alerts(district.town_reporter)) == []
    with pytest.raises(AlreadyDecided):
        close_alert(by=district.supervisor, alert=alert, result=AlertResult.SOLVED, note="已换", at=AT)


def test_a_night_is_watched_once(plant) -> None:
    plant(planted_on="2026-01-05")
    Alert.objects.all().delete()

    assert watch_night(at=AT).raised == 1
    assert watch_night(at=AT + timedelta(hours=3)) is None
    assert watch_night(at=AT + timedelta(days=1)).raised == 0
