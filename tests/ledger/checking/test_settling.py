"""How a commitment ends, and that it then has ended."""

from __future__ import annotations

from datetime import date

import pytest

from luoshi.journal.queries import lines_of, verify
from luoshi.ledger.actions import (
    CannotSettle,
    Ended,
    NotAllowed,
    NotNow,
    Stale,
    Upload,
    apply_for_settlement,
    open_notices,
    return_settlement,
    sign_settlement,
    verify_entry,
    verify_settlement,
)
from luoshi.ledger.checking_choices import Ending
from luoshi.ledger.lamp_projection import refresh_all, strayed_lamps
from luoshi.ledger.models import CommitmentState, Notice, Settlement
from luoshi.ledger.queries.checking import commitment_lamp_on, due_list
from luoshi.ledger.settling import SettleCode
from tests.ledger.checking.conftest import at
from tests.ledger.checking.test_reporting import PNG

FILE = [Upload("验收.png", PNG)]


@pytest.fixture
def done(pipes, report_on, district):
    """Both goals reached and verified."""
    for goal, figure in zip(pipes.goals.all(), ("13", "8.5"), strict=True):
        entry = report_on(goal, figure, at(11, 20))
        verify_entry(by=district.supervisor, entry=entry, expected_check=0, at=at(11, 21))
    return pipes


def apply(commitment, staff, *, ending=Ending.SETTLED, why="全部完成并验收", evidence=FILE, by=None):
    return apply_for_settlement(by=by or staff.housing_approver, commitment=commitment, ending=ending, at=at(11, 25),
                                why=why, evidence=evidence)  # fmt: skip


def codes(refusal):
    return [fault.code for fault in refusal.value.faults]


def test_applied_for_verified_signed_and_ended(done, staff, district):
    settlement = apply(done, staff)
    settlement = verify_settlement(by=district.supervisor, settlement=settlement, expected_step=1, at=at(11, 26))
    settlement = sign_settlement(by=district.leader, settlement=settlement, expected_step=2, at=at(11, 27))

    state = CommitmentState.objects.get(commitment=done)
    assert (settlement.state, settlement.ended_on, state.ending, state.colour, state.code) == (
        "signed", date(2026, 11, 27), "settled", "grey", "ended",
    )  # fmt: skip
    assert [step.kind for step in settlement.steps.all()] == ["applied", "verified", "signed"]
    assert [line.action for line in lines_of(settlement)] == [
        "settlement.applied", "settlement.verified", "settlement.signed",
    ]  # fmt: skip
    assert settlement.steps.get(number=1).evidence.get().name == "验收.png"
    assert commitment_lamp_on(district.leader, done.pk, on=date(2026, 11, 26)).because.code == "reached"
    assert (list(verify()), list(strayed_lamps())) == ([], [])


def test_what_has_ended_takes_nothing_more(done, staff, district, report_on):
    settlement = apply(done, staff)
    settlement = verify_settlement(by=district.supervisor, settlement=settlement, expected_step=1, at=at(11, 26))
    sign_settlement(by=district.leader, settlement=settlement, expected_step=2, at=at(11, 27))

    with pytest.raises(Ended):
        report_on(done.goals.first(), "14", at(11, 28))
    with pytest.raises(Ended):
        apply(done, staff)
    assert [row for row in due_list(district.reporter, date(2026, 12, 20)) if row.goal] == []


def test_everything_that_is_missing_is_said_at_once(pipes, staff):
    with pytest.raises(CannotSettle) as refusal:
        apply(pipes, staff, why=" ", evidence=[])
    assert codes(refusal) == [
        SettleCode.NO_REASON, SettleCode.NO_EVIDENCE, SettleCode.NOT_REACHED, SettleCode.NOT_REACHED,
    ]  # fmt: skip


def test_a_figure_nobody_verified_settles_nothing(pipes, report_on, staff, district):
    for goal, figure in zip(pipes.goals.all(), ("13", "8.5"), strict=True):
        report_on(goal, figure, at(11, 20))
    settlement = apply(pipes, staff)

    with pytest.raises(CannotSettle) as refusal:
        verify_settlement(by=district.supervisor, settlement=settlement, expected_step=1, at=at(11, 26))
    assert codes(refusal) == [SettleCode.NOT_VERIFIED] * 2


def test_a_milestone_is_seen_on_site(give_out, report_on, staff, district):
    plant = give_out("水厂", lead=district.water)
    entry = report_on(plant.goals.get(), "100", at(6, 28), by=staff.water_reporter)
    verify_entry(by=district.supervisor, entry=entry, expected_check=0, at=at(6, 29))
    settlement = apply_for_settlement(by=staff.water_approver, commitment=plant, ending=Ending.SETTLED, at=at(6, 29),
                                      why="建成通水", evidence=FILE)  # fmt: skip
    assert settlement.on_site

    with pytest.raises(CannotSettle) as refusal:
        verify_settlement(by=district.supervisor, settlement=settlement, expected_step=1, at=at(6, 30))
    assert codes(refusal) == [SettleCode.NOT_ON_SITE]
    verified = verify_settlement(by=district.supervisor, settlement=settlement, expected_step=1, at=at(6, 30),
                                 seen_on=date(2026, 6, 30))  # fmt: skip
    assert verified.state == "verified"


@pytest.mark.parametrize("ending", [Ending.CARRIED_OVER, Ending.DROPPED])
def test_carried_over_or_dropped_without_being_reached_but_not_without_reason_and_signature(
    pipes, staff, district, ending
):
    settlement = apply(pipes, staff, ending=ending, why="上级规划调整")
    settlement = verify_settlement(by=district.supervisor, settlement=settlement, expected_step=1, at=at(11, 26))
    with pytest.raises(NotAllowed):
        sign_settlement(by=district.supervisor, settlement=settlement, expected_step=2, at=at(11, 27))
    sign_settlement(by=district.leader, settlement=settlement, expected_step=2, at=at(11, 27))
    assert CommitmentState.objects.get(commitment=pipes).ending == ending


def test_returned_it_can_be_applied_for_again_and_both_applications_are_kept(done, staff, district):
    settlement = apply(done, staff)
    with pytest.raises(NotNow):
        apply(done, staff)
    return_settlement(by=district.supervisor, settlement=settlement, expected_step=1, at=at(11, 26), why="缺决算")

    again = apply(done, staff)
    assert (again.number, Settlement.objects.filter(commitment=done).count()) == (2, 2)


def test_of_two_who_decide_the_second_is_told(done, staff, district):
    settlement = apply(done, staff)
    return_settlement(by=district.supervisor, settlement=settlement, expected_step=1, at=at(11, 26), why="缺决算")
    with pytest.raises(Stale):
        verify_settlement(by=staff.second_supervisor, settlement=settlement, expected_step=1, at=at(11, 26))


def test_only_the_leads_approver_applies(done, staff, district):
    for somebody in (district.reporter, staff.water_approver, district.supervisor, district.leader):
        with pytest.raises(NotAllowed):
            apply(done, staff, by=somebody)


def test_open_notices_close_with_the_end(pipes, staff, district):
    refresh_all(date(2026, 11, 20))
    (notice,) = open_notices(at=at(11, 20))
    settlement = apply(pipes, staff, ending=Ending.DROPPED, why="取消")
    settlement = verify_settlement(by=district.supervisor, settlement=settlement, expected_step=1, at=at(11, 26))
    sign_settlement(by=district.leader, settlement=settlement, expected_step=2, at=at(11, 27))

    assert Notice.objects.get(pk=notice.pk).state == "closed"
