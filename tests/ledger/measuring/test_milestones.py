"""A promise that names a project is settled by the project's record, opens down to it, and is taken back with it."""

from __future__ import annotations

from datetime import date

import pytest

from luoshi.ledger.checking_errors import Stale
from luoshi.ledger.errors import ReasonRequired
from luoshi.ledger.measuring.binding import BadBinding, BadBindingCode, unbind_goal
from luoshi.ledger.measuring.figures import figure_page
from luoshi.ledger.measuring.milestone_binding import bind_milestone, suggest_stages
from luoshi.ledger.measuring.milestone_posting import post_milestones
from luoshi.ledger.measuring.milestones import stage_page
from luoshi.ledger.models import Entry, GoalState
from luoshi.mechanisms import load_shelf
from luoshi.people.abilities import NotAllowed
from luoshi.registers.actions import add_record, adopt_pack, approve_change, withdraw_record
from luoshi.registers.models import Record, Register
from tests.ledger.checking.conftest import at, goal_of

YEAR_END = date(2026, 12, 31)


@pytest.fixture
def registers(district) -> dict[str, Register]:
    pack = next(each for each in load_shelf() if each.name == "projects")
    adopt_pack(by=None, pack=pack, at=at(1, 5))
    return {each.name: each for each in Register.objects.filter(pack_name="projects").select_related("latest")}


@pytest.fixture
def write(district, registers):
    def write(register: str, when, **raw: object) -> Record:
        given = {"by": district.supervisor, "register": registers[register], "owner": district.housing}
        return add_record(**given, raw=raw, at=when).record

    return write


@pytest.fixture
def plant(write) -> Record:
    """The project that the report names."""
    return write("projects", at(1, 20), number="XM-7", name="竹箬水厂", registered_on="2026-01-20")


@pytest.fixture
def goal(give_out):
    """6月底前建成竹箬水厂."""
    return goal_of(give_out("竹箬水厂"))


@pytest.fixture
def bind(district, goal, plant):
    def bind(*, by=None, expected=0, stage="竣工", things=None, why="", when=None, of=None, milestone="stages"):
        return bind_milestone(
            by=by or district.supervisor, goal=of or goal, expected_binding=expected, pack="projects",
            milestone=milestone, stage=stage, things=things or [plant.pk], at=when or at(3, 1), why=why,
        )  # fmt: skip

    return bind


@pytest.fixture
def withdraw(district):
    def withdraw(record: Record, when) -> None:
        asked = withdraw_record(by=district.supervisor, record=record, expected_version=1, at=when, why="登记错了")
        approve_change(by=district.approver, request=asked.request, at=when)

    return withdraw


def told(goal) -> list[tuple[float, str, date]]:
    return list(Entry.objects.filter(goal=goal, source="measure").values_list("figure", "typed", "held_on"))


def test_the_named_project_and_the_promised_stage_are_suggested(district, goal, plant, write) -> None:
    write("projects", at(1, 21), number="XM-8", name="浦溪大桥", registered_on="2026-01-20")

    (suggested,) = suggest_stages(district.supervisor, goal)

    assert (suggested.pack, suggested.stage) == ("projects", "竣工")
    assert [(each.id, each.likeness) for each in suggested.things] == [(plant.pk, 1.0)]


def test_the_stage_counts_from_its_own_day_and_as_verified(goal, bind, write) -> None:
    bind()
    assert told(goal) == []
    write("stages", at(5, 3), project="XM-7", stage="开工", reached_on="2026-02-01")
    assert post_milestones(at=at(5, 3)) == 0
    write("stages", at(6, 20), project="xm-7 ", stage="竣工", reached_on="2026-06-18")

    assert [post_milestones(at=at(6, 20)), post_milestones(at=at(6, 21)), post_milestones(at=at(8, 1))] == [1, 0, 0]

    assert told(goal) == [(100, "竣工 1/1 2026-06-18", date(2026, 6, 18))]
    state = GoalState.objects.get(goal=goal)
    assert (state.reported, state.verified, state.verified_held_on) == (100, 100, date(2026, 6, 18))


def test_what_is_typed_waits_beside_what_the_record_says(goal, bind, write, report_on) -> None:
    bind()
    report_on(goal, "60", when=at(6, 25))
    assert GoalState.objects.get(goal=goal).verified is None
    write("stages", at(6, 28), project="XM-7", stage="竣工", reached_on="2026-06-18")

    post_milestones(at=at(6, 28))

    assert told(goal) == [(100, "竣工 1/1 2026-06-18", date(2026, 6, 28))]  # a later day has been told of
    assert GoalState.objects.get(goal=goal).verified == 100


def test_a_withdrawn_record_takes_the_milestone_back_and_another_day_replaces_it(goal, bind, write, withdraw) -> None:
    bind()
    wrong = write("stages", at(5, 10), project="XM-7", stage="竣工", reached_on="2026-05-01")
    post_milestones(at=at(5, 10))
    withdraw(wrong, at(5, 20))

    assert post_milestones(at=at(5, 20)) == 1
    state = GoalState.objects.get(goal=goal)
    assert (state.reported, state.verified) == (None, None)

    write("stages", at(6, 2), project="XM-7", stage="竣工", reached_on="2026-06-01")
    assert [post_milestones(at=at(6, 2)), post_milestones(at=at(6, 3))] == [1, 0]
    assert GoalState.objects.get(goal=goal).verified_held_on == date(2026, 6, 1)


def test_it_opens_to_its_records_on_any_past_day(district, goal, plant, bind, write, withdraw) -> None:
    bind()
    wrong = write("stages", at(5, 10), project="XM-7", stage="竣工", reached_on="2026-05-01")
    withdraw(wrong, at(5, 20))
    right = write("stages", at(6, 2), project="XM-7", stage="竣工", reached_on="2026-06-01")

    pages = [
        stage_page(district.supervisor, goal, on=YEAR_END, as_of=as_of)
        for as_of in (date(2026, 5, 9), date(2026, 5, 15), date(2026, 5, 25), None)
    ]

    assert [page.come.since for page in pages] == [None, date(2026, 5, 1), None, date(2026, 6, 1)]
    thing = pages[-1].things[0]
    assert (thing.record, thing.reached[0].record, thing.is_there) == (plant, right.pk, True)
    assert stage_page(district.supervisor, goal, on=date(2026, 5, 31)).come.done == 0
    assert stage_page(district.stranger, goal, on=YEAR_END) is None
    assert figure_page(district.supervisor, goal, on=YEAR_END).binding is None


def test_two_things_are_half_done_with_one(goal, plant, bind, write) -> None:
    other = write("projects", at(1, 21), number="XM-8", name="竹箬水厂二期", registered_on="2026-01-20")
    bind(things=[plant.pk, other.pk])

    write("stages", at(5, 10), project="XM-8", stage="竣工", reached_on="2026-05-01")
    post_milestones(at=at(5, 10))
    write("stages", at(6, 10), project="XM-7", stage="竣工", reached_on="2026-06-01")
    post_milestones(at=at(6, 10))

    assert [figure for figure, _, _ in told(goal)] == [50, 100]
    assert GoalState.objects.get(goal=goal).verified == 100


def test_what_cannot_be_bound_is_refused(district, goal, pipes, bind, plant, registers, write) -> None:
    stage = write("stages", at(2, 1), project="XM-7", stage="开工", reached_on="2026-02-01")
    with pytest.raises(NotAllowed):
        bind(by=district.reporter)
    refused = [
        {"of": goal_of(pipes)}, {"stage": "剪彩"}, {"milestone": "dragons"}, {"things": [stage.pk]},
        {"things": [plant.pk, 999_999]},
    ]  # fmt: skip
    codes = []
    for each in refused:
        with pytest.raises(BadBinding) as caught:
            bind(**each)
        codes.append(caught.value.code)
    assert codes == [
        BadBindingCode.NO_MILESTONE, BadBindingCode.UNKNOWN_STAGE, BadBindingCode.UNKNOWN_STAGE,
        BadBindingCode.UNKNOWN_THING, BadBindingCode.UNKNOWN_THING,
    ]  # fmt: skip


def test_a_binding_changes_only_with_a_reason_and_is_given_up_as_any_other(district, goal, bind, write) -> None:
    bind()
    with pytest.raises(Stale):
        bind()
    with pytest.raises(ReasonRequired):
        bind(expected=1, stage="投用")
    unbind_goal(by=district.supervisor, goal=goal, expected_binding=1, at=at(3, 5), why="改由人工填报")

    write("stages", at(5, 10), project="XM-7", stage="竣工", reached_on="2026-05-01")

    assert post_milestones(at=at(5, 11)) == 0
    assert stage_page(district.supervisor, goal, on=YEAR_END) is None
