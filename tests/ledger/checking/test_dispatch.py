"""Giving a commitment out."""

from __future__ import annotations

from datetime import date

import pytest

from luoshi.journal.queries import verify as verify_journal
from luoshi.ledger.actions import (
    AlreadyDispatched,
    BadPath,
    BadShares,
    Dispatch,
    ForeignOrganisation,
    NotAllowed,
    NotConfirmed,
    ReasonRequired,
    StaleRevision,
    assign_lead,
    dispatch_commitment,
    dispatch_many,
    split_commitment,
)
from luoshi.ledger.actions.dispatching import share_of
from luoshi.ledger.dispatching import Share, ShareCode
from luoshi.ledger.lamp_projection import strayed_lamps
from luoshi.ledger.models import Commitment, CommitmentState, Duty, DutyStep, Goal, Message, PathVersion
from luoshi.ledger.paths import Path, Point, Shape
from luoshi.ledger.projection import strayed
from tests.ledger.checking.conftest import at, goal_of


def test_a_duty_for_each_organisation_and_a_goal_for_each_target(give_out, district):
    pipes = give_out(supporting=[district.water, district.village])

    duties = {(each.holder.code, each.part, each.state) for each in pipes.duties.all()}
    assert duties == {
        ("housing", "lead", "dispatched"),
        ("water", "supporting", "dispatched"),
        ("village", "supporting", "dispatched"),
    }
    goals = [(each.object, each.unit, each.relation) for each in pipes.goals.all()]
    assert goals == [("供热管网", "公里", "eq"), ("燃气管道", "公里", "eq")]
    assert (pipes.lead, set(pipes.supporting.all())) == (district.housing, {district.water, district.village})
    assert DutyStep.objects.filter(kind="dispatched").count() == 3
    assert (list(verify_journal()), list(strayed()), list(strayed_lamps())) == ([], [], [])


def test_signing_and_refusing_have_their_own_days_in_working_days(pipes):
    duty = pipes.duties.get(part="lead")

    # dispatched on a Thursday before the Spring Festival: the ninth and tenth are working days
    assert (duty.sign_by, duty.refuse_by) == (date(2026, 2, 9), date(2026, 2, 12))


def test_the_path_runs_from_the_years_first_day_to_the_day_in_the_report(pipes, give_out, district):
    path = Path.from_json(goal_of(pipes).paths.get().path)
    assert path == Path(Shape.LINE, date(2026, 1, 1), date(2026, 12, 31), 13.0)

    plant = give_out("水厂", lead=district.water)
    path = Path.from_json(goal_of(plant).paths.get().path)
    assert (path.due_on, path.goal, goal_of(plant).unit) == (date(2026, 6, 30), 100.0, "%")


def test_what_is_counted_is_planned_in_whole_things_and_what_is_measured_is_not(school, pipes):
    places = Goal.objects.get(commitment=school, object="普惠学位", parent=None)
    paths = [Path.from_json(each.paths.get().path) for each in (places, *places.shares.all(), goal_of(pipes))]

    assert [path.whole for path in paths] == [True, True, True, False]
    assert not share_of(paths[0], 0.5).whole


def test_towns_share_a_target(school, district):
    whole = Goal.objects.get(commitment=school, object="普惠学位", parent=None)
    shares = {each.duty.holder.code: Path.from_json(each.paths.get().path).goal for each in whole.shares.all()}

    assert shares == {"town": 700.0, "water": 500.0}
    assert {each.code for each in school.supporting.all()} == {"town", "water"}
    assert set(Duty.objects.filter(part="share").values_list("holder__code", flat=True)) == {"town", "water"}


@pytest.mark.parametrize(
    ("figures", "code"),
    [
        ([700, 400], ShareCode.NOT_THE_SUM),
        ([1200, 0], ShareCode.NOT_POSITIVE),
        ([], ShareCode.NONE),
        ([float("nan"), 1], ShareCode.NOT_POSITIVE),
    ],
)
def test_shares_that_do_not_fit_are_refused(give_out, district, figures, code):
    shares = [Share(place.pk, figure) for place, figure in zip([district.town, district.water], figures, strict=False)]

    with pytest.raises(BadShares) as refusal:
        give_out("幼儿园", shares={2: shares})
    assert (refusal.value.order, refusal.value.fault.code) == (2, code)
    assert not Duty.objects.exists()


def test_a_milestone_has_no_shares(give_out, district):
    with pytest.raises(BadShares) as refusal:
        give_out("水厂", shares={1: [Share(district.town.pk, 1)]})
    assert refusal.value.fault.code == ShareCode.NO_NUMBER


def test_a_path_with_milestones_is_kept_and_a_crooked_one_refused(give_out, district):
    points = (
        Point(date(2026, 3, 1), 20, "开工"),
        Point(date(2026, 5, 1), 60, "封顶"),
        Point(date(2026, 6, 30), 100, "竣工"),
    )
    path = Path(Shape.MILESTONES, date(2026, 1, 1), date(2026, 6, 30), 100.0, points=points)
    plant = give_out("水厂", lead=district.water, paths={1: path})
    assert Path.from_json(goal_of(plant).paths.get().path) == path

    short = Path(Shape.MILESTONES, date(2026, 1, 1), date(2026, 6, 30), 5.0, points=points)
    with pytest.raises(BadPath) as refusal:
        give_out("幼儿园", paths={1: short})
    assert refusal.value.order == 1


def test_only_what_is_confirmed_goes_out_and_only_once(report, pipes, give_out, commitment_with, district, open_text):
    with pytest.raises(AlreadyDispatched):
        give_out()
    fresh = open_text("一、任务\n新建幼儿园5所。\n", title="另一份")
    commitment = fresh.commitments.get()
    with pytest.raises(NotConfirmed):
        dispatch_commitment(
            by=district.supervisor, commitment=commitment, expected_revision=1,
            dispatch=Dispatch(lead=district.housing), at=at(2, 5),
        )  # fmt: skip


def test_what_has_gone_out_keeps_its_bounds_and_changes_hands_by_rerouting_only(pipes, district):
    with pytest.raises(AlreadyDispatched):
        split_commitment(by=district.supervisor, commitment=pipes, expected_revision=pipes.revision_count,
                         at_offsets=[pipes.start + 4], at=at(2, 6), why="分")  # fmt: skip
    with pytest.raises(AlreadyDispatched):
        assign_lead(by=district.supervisor, commitment=pipes, expected_revision=pipes.revision_count,
                    lead=district.water, supporting=[], at=at(2, 6), why="换")  # fmt: skip


def test_a_lead_that_was_assigned_is_changed_with_a_reason_only(confirmed, commitment_with, district):
    pipes = commitment_with("供热管网")
    pipes = assign_lead(by=district.supervisor, commitment=pipes, expected_revision=pipes.revision_count,
                        lead=district.water, supporting=[], at=at(2, 4), why="")  # fmt: skip
    dispatch = Dispatch(lead=district.housing)

    with pytest.raises(ReasonRequired):
        dispatch_commitment(by=district.supervisor, commitment=pipes, expected_revision=pipes.revision_count,
                            dispatch=dispatch, at=at(2, 5))  # fmt: skip
    given = dispatch_commitment(by=district.supervisor, commitment=pipes, expected_revision=pipes.revision_count,
                                dispatch=dispatch, at=at(2, 5), why="职责调整")  # fmt: skip
    assert given.lead == district.housing


@pytest.mark.parametrize("outside", ["city", "neighbour"])
def test_organisations_outside_are_refused(give_out, district, outside):
    foreign = getattr(district, outside)
    for wanted in ({"lead": foreign}, {"supporting": [foreign]}, {"shares": {1: [Share(foreign.pk, 13)]}}):
        with pytest.raises(ForeignOrganisation):
            give_out(**wanted)
    assert not Duty.objects.exists()


@pytest.mark.parametrize("who", ["reporter", "leader", "viewer", "stranger", "town_supervisor"])
def test_others_may_not(give_out, district, who):
    with pytest.raises(NotAllowed):
        give_out(by=getattr(district, who))


def test_several_at_once_and_one_that_is_refused_does_not_hold_up_the_others(confirmed, commitment_with, district):
    pipes, plant, school = (commitment_with(words) for words in ("供热管网", "水厂", "幼儿园"))
    dispatch = Dispatch(lead=district.housing)
    wanted = [(pipes, pipes.revision_count, dispatch), (plant, 99, dispatch), (school, school.revision_count, dispatch)]

    many = dispatch_many(by=district.supervisor, wanted=wanted, at=at(2, 5))

    assert [each.pk for each in many.dispatched] == [pipes.pk, school.pk]
    ((refused, why),) = many.refused
    assert (refused, type(why)) == (plant, StaleRevision)
    assert Commitment.objects.filter(duties__isnull=False).distinct().count() == 2


def test_those_who_report_for_the_organisation_are_told(pipes, staff, district):
    told = {(each.recipient.username, each.channel, each.kind) for each in Message.objects.all()}

    assert {("zhujian", "inbox", "dispatched"), ("zhujianju", "inbox", "dispatched")} <= told


def test_the_lamps_stand_from_the_first_day(pipes):
    state = CommitmentState.objects.get(commitment=pipes)

    assert (state.colour, state.code, state.holder.code, state.judged_on) == (
        "green", "on_path", "housing", date(2026, 2, 5),
    )  # fmt: skip
    assert PathVersion.objects.filter(number=1).count() == 2
