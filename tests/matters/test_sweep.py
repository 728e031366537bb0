"""The sweep: warnings, escalations, incidents; everything due, oldest first, each rung once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db.models import F

from luoshi.journal.queries import lines_of, verify
from luoshi.matters.actions import (
    fill_seat,
    refuse_matter,
    sign_matter,
    solve_incident,
    sweep_clocks,
    take_outcome,
)
from luoshi.matters.models import Clock, ClockRung, Incident, Matter, Seat
from luoshi.mechanisms.stages import OutcomeKind
from luoshi.people.models import Organisation
from tests.matters.conftest import MONDAY, at


def actions_of(matter):
    return [line.action for line in lines_of(matter)]


def test_before_anything_is_due_nothing_happens(bring):
    bring()
    assert sweep_clocks(at=MONDAY).total == 0
    assert ClockRung.objects.count() == 0


def test_warnings_come_once_and_in_time(bring, world):
    matter = bring()
    sign_matter(by=world.grid_worker, matter=matter, at=MONDAY)

    first = sweep_clocks(at=at("03-05"))
    again = sweep_clocks(at=at("03-05"))

    assert (first.warned, again.total) == (2, 0)  # half the time, and the last workday
    assert actions_of(matter).count("matter.warned") == 2


def test_what_is_not_settled_in_time_goes_up_by_itself(bring, world):
    matter = bring()
    sign_matter(by=world.grid_worker, matter=matter, at=MONDAY)

    assert sweep_clocks(at=at("03-05T23:59")).escalated == 0
    done = sweep_clocks(at=at("03-06T00:00"))

    assert (done.escalated, done.incidents) == (1, 0)
    matter.refresh_from_db()
    assert (matter.stage, matter.organisation, matter.step_count) == ("community_visit", world.district.village, 2)
    assert (matter.overdue_count, matter.status) == (1, "open")
    ended = matter.steps.get(number=1)
    assert (ended.outcome, ended.because, ended.ended_by) == ("escalate", "overdue", None)
    running = {clock.purpose: clock.due_on for clock in matter.clocks.filter(state="running", step__number=2)}
    assert running["handle"] == date(2026, 3, 13)
    assert matter.due_at == at("03-14T00:00")
    assert "matter.escalated_overdue" in actions_of(matter)
    assert list(verify()) == []


def test_left_alone_it_climbs_to_the_top_and_stays_there_overdue(bring, world):
    matter = bring()
    for week in range(1, 20):
        sweep_clocks(at=MONDAY + timedelta(days=7 * week))

    matter.refresh_from_db()
    assert (matter.stage, matter.organisation) == ("district_supervision", world.district.county)
    assert [step.stage for step in matter.steps.all()] == [
        "grid_visit", "community_visit", "town_consult", "department_consult", "district_supervision",
    ]  # fmt: skip
    assert matter.steps.get(stage="department_consult").organisation == world.centre
    assert matter.clocks.get(step__stage="district_supervision", purpose="handle").overdue_at is not None
    assert Clock.objects.filter(next_at__isnull=False).count() == 0
    assert list(verify()) == []


def test_a_sweep_that_slept_for_long_climbs_every_rung_and_none_twice(bring):
    bring()
    done = sweep_clocks(at=at("08-03"))
    # Two warnings of the first handling, signing, refusing, the whole; then the next tier's clock starts only now.
    assert done.escalated == 1
    numbers = ClockRung.objects.values_list("clock", "number")
    assert len(numbers) == len(set(numbers))


def test_all_that_is_due_is_done_whatever_the_batch_and_the_oldest_first(bring):
    early = [bring(when=MONDAY - timedelta(days=7)) for _ in range(3)]
    late = [bring() for _ in range(4)]

    done = sweep_clocks(at=at("03-06T00:00"), batch=2)

    assert done.escalated == 7
    taken = list(ClockRung.objects.filter(kind="overdue", clock__purpose="handle").order_by("pk"))
    assert [rung.clock.matter_id for rung in taken] == [each.pk for each in (*early, *late)]


def test_an_edit_does_not_start_the_clock_anew(bring, world):
    """One rival measures from the last change: any edit wins time there."""
    matter = bring()
    before = matter.clocks.get(purpose="handle").ends_at
    sign_matter(by=world.grid_worker, matter=matter, at=at("03-05T20:00"))
    assert matter.clocks.get(purpose="handle").ends_at == before


def test_nobody_above_is_an_incident_that_somebody_sees_and_can_solve(bring, world):
    Seat.objects.filter(seat="mediation_centre").delete()
    matter = bring()
    for week in range(1, 9):
        sweep_clocks(at=MONDAY + timedelta(days=7 * week))

    matter.refresh_from_db()
    incident = Incident.objects.get(kind="no_superior")
    assert (matter.stage, incident.matter, incident.stage) == ("town_consult", matter, "department_consult")
    assert sweep_clocks(at=at("06-01")).incidents == 0

    fill_seat(by=None, seat="mediation_centre", government=world.district.county, organisation=world.centre, at=MONDAY)
    solve_incident(by=world.district.supervisor, incident=incident, why="已明确召集单位", at=at("06-01"))

    matter.refresh_from_db()
    assert (matter.stage, matter.organisation) == ("department_consult", world.centre)


def test_a_superior_that_was_closed_is_another_incident(bring, world):
    matter = bring()
    Organisation.objects.filter(pk=world.district.village.pk).update(closed_on=date(2026, 3, 1))
    sweep_clocks(at=at("03-06T00:00"))
    assert Incident.objects.get(matter=matter).kind == "superior_closed"


def test_a_matter_closed_in_between_is_left_alone(bring, world):
    matter = bring()
    sign_matter(by=world.grid_worker, matter=matter, at=MONDAY)
    take_outcome(by=world.grid_worker, matter=matter, kind=OutcomeKind.WITHDRAW, why="双方和好", at=at("03-04"))
    assert sweep_clocks(at=at("08-03")).escalated == 0
    matter.refresh_from_db()
    assert (matter.status, matter.step_count) == ("closed", 1)


def test_the_window_for_refusing_lapses_and_is_no_fault(bring, world):
    matter = bring()
    sweep_clocks(at=at("03-05"))
    window = matter.clocks.get(purpose="refuse")
    assert (window.state, window.overdue_at) == ("lapsed", None)


def test_a_ruling_that_does_not_come_is_overdue(bring, world):
    matter = bring()
    refuse_matter(by=world.grid_worker, matter=matter, why="不在本网格", at=MONDAY)
    sweep_clocks(at=at("03-04T00:00"))
    assert matter.clocks.get(purpose="rule").overdue_at == at("03-04T00:00")


def test_a_rung_that_is_taken_cannot_be_taken_again(bring):
    matter = bring()
    sweep_clocks(at=at("03-06T00:00"))
    clock = matter.clocks.get(purpose="handle", step__number=1)
    Clock.objects.filter(pk=clock.pk).update(
        next_at=F("ends_at"), next_number=15, state="running", climbed=0, overdue_at=None
    )
    with pytest.raises(Exception, match=r"(?i)unique"):
        sweep_clocks(at=at("03-06T00:00"))
    assert Matter.objects.get(pk=matter.pk).step_count == 2


def test_where_the_calendar_ends_the_matter_goes_up_and_somebody_sees_that_it_has_no_clock(bring, world):
    matter = bring()
    Clock.objects.filter(matter=matter, purpose="handle").update(next_number=15)
    far = at("03-06").replace(year=2101)

    done = sweep_clocks(at=far)

    matter.refresh_from_db()
    assert (matter.stage, matter.due_at, done.escalated) == ("community_visit", None, 1)
    incident = Incident.objects.get(matter=matter)
    assert (incident.kind, incident.stage, incident.solved_at) == ("calendar_ends", "community_visit", None)
    assert not matter.clocks.filter(state="running", step__number=2).exists()
    assert (sweep_clocks(at=far).total, list(verify())) == (0, [])
