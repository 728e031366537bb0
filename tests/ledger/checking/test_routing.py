"""Signing for, refusing, re-routing, and the last word."""

from __future__ import annotations

import pytest

from luoshi.journal.queries import lines_of, verify
from luoshi.ledger.actions import (
    BetterPlaceRequired,
    FinallyRuled,
    NotAllowed,
    NotNow,
    ReasonRequired,
    RefusalTooLate,
    SamePlace,
    Stale,
    refuse_duty,
    reroute_duty,
    sign_for,
    uphold_duty,
    withdraw_duty,
)
from luoshi.ledger.lamp_projection import strayed_lamps
from luoshi.ledger.models import CommitmentState, Duty, Message
from luoshi.ledger.projection import strayed
from tests.ledger.checking.conftest import at


@pytest.fixture
def lead(pipes) -> Duty:
    return pipes.duties.get(part="lead")


def refuse(duty, staff, district, *, by=None, better="water", when=None, why="不属我局职责", step=None):
    return refuse_duty(
        by=by or staff.housing_approver, duty=duty, expected_step=step or duty.step_count,
        better=getattr(district, better) if better else None, at=when or at(2, 6), why=why,
    )  # fmt: skip


def test_a_reporter_signs_for_it_once(lead, district):
    signed = sign_for(by=district.reporter, duty=lead, expected_step=1, at=at(2, 6))

    assert (signed.state, signed.step_count) == ("signed", 2)
    assert [line.action for line in lines_of(lead)] == ["duty.dispatched", "duty.signed"]
    with pytest.raises(Stale) as refusal:
        sign_for(by=district.reporter, duty=lead, expected_step=1, at=at(2, 6))
    assert refusal.value.current.state == "signed"
    with pytest.raises(NotNow):
        sign_for(by=district.reporter, duty=signed, expected_step=2, at=at(2, 6))


def test_nobody_signs_for_another_organisation(lead, staff, district):
    for somebody in (staff.water_reporter, staff.town_clerk, district.supervisor, district.leader, district.stranger):
        with pytest.raises(NotAllowed):
            sign_for(by=somebody, duty=lead, expected_step=1, at=at(2, 6))


def test_refusing_names_a_reason_and_a_better_place(lead, staff, district):
    with pytest.raises(ReasonRequired):
        refuse(lead, staff, district, why=" ")
    for better in (None, "housing"):
        with pytest.raises(BetterPlaceRequired):
            refuse(lead, staff, district, better=better)

    refused = refuse(lead, staff, district)

    assert (refused.state, refused.better, refused.holder) == ("refused", district.water, district.housing)
    assert Message.objects.filter(kind="refused", recipient=district.supervisor).exists()


def test_a_plain_reporter_does_not_refuse(lead, staff, district):
    with pytest.raises(NotAllowed):
        refuse(lead, staff, district, by=district.reporter)


def test_after_the_days_for_it_nobody_refuses(lead, staff, district):
    with pytest.raises(RefusalTooLate) as refusal:
        refuse(lead, staff, district, when=at(2, 13))
    assert refusal.value.refuse_by == lead.refuse_by
    assert refuse(lead, staff, district, when=at(2, 12, 23)).state == "refused"


def test_rerouting_moves_the_duty_with_its_goals_and_the_new_holder_signs_anew(lead, pipes, staff, district):
    refused = refuse(lead, staff, district)

    moved = reroute_duty(by=district.supervisor, duty=refused, expected_step=2, to=district.water, at=at(2, 9),
                         why="职责在区水利局")  # fmt: skip

    pipes.refresh_from_db()
    assert (moved.holder, moved.state, moved.better, pipes.lead) == (district.water, "dispatched", None, district.water)
    assert CommitmentState.objects.get(commitment=pipes).holder == district.water
    assert sign_for(by=staff.water_reporter, duty=moved, expected_step=3, at=at(2, 9)).state == "signed"
    with pytest.raises(NotAllowed):
        sign_for(by=district.reporter, duty=moved, expected_step=4, at=at(2, 9))
    assert (list(verify()), list(strayed()), list(strayed_lamps())) == ([], [], [])


def test_a_refusal_that_is_not_accepted_stays_and_after_the_second_the_word_is_final(lead, staff, district):
    duty = refuse(lead, staff, district)
    duty = uphold_duty(by=district.supervisor, duty=duty, expected_step=2, at=at(2, 9), why="三定方案明确由你局负责")
    assert (duty.state, duty.is_final, duty.steps.latest("number").kind) == ("dispatched", False, "upheld")
    duty = refuse(duty, staff, district, when=at(2, 10))

    duty = uphold_duty(by=district.supervisor, duty=duty, expected_step=4, at=at(2, 11), why="区政府常务会议明确")

    assert (duty.is_final, duty.steps.latest("number").kind) == (True, "ruled")
    with pytest.raises(FinallyRuled):
        refuse(duty, staff, district, when=at(2, 11))


def test_two_rule_at_once_and_the_second_is_told(lead, staff, district):
    duty = refuse(lead, staff, district)
    reroute_duty(by=district.supervisor, duty=duty, expected_step=2, to=district.water, at=at(2, 9), why="改派")

    with pytest.raises(Stale) as refusal:
        uphold_duty(by=staff.second_supervisor, duty=duty, expected_step=2, at=at(2, 9), why="不同意退办")
    assert refusal.value.current.holder == district.water


def test_rerouting_needs_a_reason_and_another_place(lead, district):
    with pytest.raises(ReasonRequired):
        reroute_duty(by=district.supervisor, duty=lead, expected_step=1, to=district.water, at=at(2, 9), why="")
    with pytest.raises(SamePlace):
        reroute_duty(by=district.supervisor, duty=lead, expected_step=1, to=district.housing, at=at(2, 9), why="x")
    with pytest.raises(NotAllowed):
        reroute_duty(by=district.leader, duty=lead, expected_step=1, to=district.water, at=at(2, 9), why="x")


def test_a_share_is_not_given_to_somebody_who_has_one(school, district):
    share = school.duties.get(part="share", holder=district.town)

    with pytest.raises(SamePlace):
        reroute_duty(by=district.supervisor, duty=share, expected_step=1, to=district.water, at=at(2, 9), why="x")
    moved = reroute_duty(by=district.supervisor, duty=share, expected_step=1, to=district.village, at=at(2, 9), why="x")
    assert moved.holder == district.village
    school.refresh_from_db()
    assert {each.code for each in school.supporting.all()} == {"village", "water"}


def test_who_only_supports_can_be_let_go_and_a_lead_cannot(give_out, district):
    pipes = give_out(supporting=[district.water])
    helping, lead = pipes.duties.get(part="supporting"), pipes.duties.get(part="lead")

    withdraw_duty(by=district.supervisor, duty=helping, expected_step=1, at=at(2, 9), why="不再需要")
    with pytest.raises(NotNow):
        withdraw_duty(by=district.supervisor, duty=lead, expected_step=1, at=at(2, 9), why="x")

    pipes.refresh_from_db()
    assert not pipes.supporting.exists()
