"""Opening a matter: by whom, what is kept, and that its clocks really run."""

from __future__ import annotations

from datetime import date

import pytest

from luoshi.journal.queries import lines_of, verify
from luoshi.matters.actions import Application, PartyDraft, dispatch_matter, open_matter
from luoshi.matters.errors import BadForm, NobodyThere, NoLiveMechanism, NotAllowed, NotOpenable, StaleStep
from luoshi.matters.models import Clock, Matter, Seat
from luoshi.mechanisms.stages import Opener
from tests.matters.conftest import EXAMPLES, MONDAY, PARTIES, at

VALUES = EXAMPLES["five_clinics"]


def application(place, **given):
    fields = {"mechanism": "five_clinics", "opener": Opener.STAFF, "values": VALUES, "parties": PARTIES["five_clinics"]}
    return Application(place=place, **{**fields, **given})


def test_opening_and_dispatching_starts_the_clock(world, bring):
    matter = bring()

    assert (matter.status, matter.stage, matter.organisation) == ("open", "grid_visit", world.grid)
    assert matter.code == "COUNTY-2026-000001" or matter.code.startswith("TOWN-2026-")
    clocks = {clock.purpose: clock for clock in matter.clocks.all()}
    assert clocks["handle"].due_on == date(2026, 3, 5)
    assert clocks["sign"].due_on == date(2026, 3, 3)
    assert clocks["whole"].due_on == date(2026, 4, 2)
    assert matter.due_at == at("03-06T00:00")
    assert all(clock.next_at is not None for clock in clocks.values())
    assert [line.action for line in lines_of(matter)] == ["matter.opened", "matter.dispatched"]
    assert list(verify()) == []


def test_codes_follow_one_another(bring):
    numbers = [int(bring().code.rpartition("-")[2]) for _ in range(3)]
    assert numbers == [1, 2, 3]


def test_without_dispatch_only_the_whole_runs(world, bring):
    matter = bring(dispatch=False)

    assert (matter.status, matter.organisation) == ("received", None)
    assert [clock.purpose for clock in matter.clocks.all()] == ["whole"]

    dispatch_matter(by=world.district.supervisor, matter=matter, at=at("03-03"))

    matter.refresh_from_db()
    assert (matter.status, matter.organisation) == ("open", world.grid)
    assert Clock.objects.get(matter=matter, purpose="handle").started_at == at("03-03")


def test_dispatching_twice_is_told(world, bring):
    matter = bring(dispatch=False)
    dispatch_matter(by=world.district.supervisor, matter=matter, at=MONDAY)
    with pytest.raises(StaleStep):
        dispatch_matter(by=world.district.supervisor, matter=matter, at=MONDAY)
    assert matter.steps.count() == 1


def test_the_party_is_sealed_and_the_query_code_kept_nowhere(world):
    opened = open_matter(by=None, application=application(world.grid, opener=Opener.RESIDENTS), at=MONDAY)

    party = opened.matter.parties.get(kind="applicant")
    assert "周小满" not in party.name_sealed
    assert "13800000001" not in party.phone_sealed
    assert len(opened.query_code) == 10
    assert opened.query_code not in str(Matter.objects.filter(pk=opened.matter.pk).values().get())
    assert opened.matter.opened_by is None


def test_a_double_click_opens_one_matter(world):
    asked = application(world.grid, request_key="abc")
    first = open_matter(by=None, application=application(world.grid, request_key="abc"), at=MONDAY)
    second = open_matter(by=None, application=asked, at=MONDAY)
    assert first.matter == second.matter
    assert second.query_code == ""
    assert Matter.objects.count() == 1


def test_one_source_has_one_open_matter(world):
    source = {"source_type": "registers.alert", "source_id": 7, "opener": Opener.ALERT}
    first = open_matter(by=None, application=application(world.grid, **source), at=MONDAY)
    again = open_matter(by=None, application=application(world.grid, **source), at=MONDAY)
    assert first.matter == again.matter


@pytest.mark.parametrize(
    ("given", "problem"),
    [({"values": {**VALUES, "subject": ""}}, "subject"), ({"values": {**VALUES, "kind": "外星"}}, "kind"),
     ({"values": {**VALUES, "amount": "很多"}}, "amount"), ({"values": {**VALUES, "more": "x"}}, "more")],
)  # fmt: skip
def test_a_form_that_does_not_fit_names_its_fields(world, given, problem):
    with pytest.raises(BadForm) as refusal:
        open_matter(by=None, application=application(world.grid, opener=Opener.RESIDENTS, **given), at=MONDAY)
    assert problem in {each.field for each in refusal.value.problems}
    assert Matter.objects.count() == 0


def test_a_required_party_must_be_named(world):
    with pytest.raises(BadForm) as refusal:
        open_matter(
            by=None, application=application(world.grid, parties=[PartyDraft("respondent", "吴大川")]), at=MONDAY
        )
    assert refusal.value.parties == ("applicant",)


def test_doors_and_mechanisms_that_are_not_open_are_refused(world):
    with pytest.raises(NotOpenable):
        open_matter(by=None, application=application(world.grid, opener=Opener.LEDGER), at=MONDAY)
    with pytest.raises(NoLiveMechanism):
        open_matter(by=None, application=application(world.grid, mechanism="nothing"), at=MONDAY)


def test_a_stage_without_anybody_is_refused_with_its_seat(world, bring):
    Seat.objects.filter(seat="proposals_office").delete()
    with pytest.raises(NobodyThere) as refusal:
        bring("proposals", place=world.district.county)
    assert (refusal.value.stage, refusal.value.seat) == ("assignment", "proposals_office")


@pytest.mark.parametrize("who", ["viewer", "leader", "auditor", "deputy", "system_admin"])
def test_who_only_looks_on_opens_nothing(world, who):
    with pytest.raises(NotAllowed):
        open_matter(by=getattr(world.district, who), application=application(world.grid), at=MONDAY)
