"""A target takes its figure from a measure, and the figure opens to its records."""

from __future__ import annotations

from datetime import date

import pytest

from luoshi.ledger.checking_choices import EntrySource
from luoshi.ledger.checking_errors import Stale
from luoshi.ledger.errors import ReasonRequired
from luoshi.ledger.measuring.binding import BadBinding, BadBindingCode, bind_goal, unbind_goal
from luoshi.ledger.measuring.figures import figure_page, goal_suggestions
from luoshi.ledger.measuring.posting import post_figures
from luoshi.ledger.measuring.suggesting import Reason
from luoshi.ledger.models import Entry, GoalState
from luoshi.people.abilities import NotAllowed
from luoshi.registers.actions import approve_change, correct_record
from tests.ledger.checking.conftest import at, goal_of

YEAR_END = date(2026, 12, 31)


@pytest.fixture
def bind(district):
    def bind(goal, measure="gas_pipes", when=None, by=None, expected=0, **more):
        return bind_goal(
            by=by or district.supervisor, goal=goal, expected_binding=expected, pack="deliverables", measure=measure,
            at=when or at(3, 1), **more,
        )  # fmt: skip

    return bind


@pytest.fixture
def gas(pipes, items):
    """燃气管道8.5公里."""
    return next(goal for goal in (goal_of(pipes, number) for number in (1, 2)) if "燃气" in goal.object)


def figures(goal) -> list[float]:
    return list(Entry.objects.filter(goal=goal, source=EntrySource.MEASURE).values_list("figure", flat=True))


def test_the_right_measure_is_suggested_with_its_reasons(district, gas) -> None:
    first = goal_suggestions(district.supervisor, gas)[0]

    assert first.measure.name == "gas_pipes"
    assert first.reasons == (Reason.SAME_OBJECT, Reason.SAME_UNIT, Reason.SAME_KIND)


def test_the_figure_is_counted_posted_and_counts_as_verified(gas, deliver, bind) -> None:
    deliver(2.5, at(2, 20))

    bind(gas)

    assert figures(gas) == [2.5]
    state = GoalState.objects.get(goal=gas)
    assert (state.reported, state.verified, state.verified_held_on) == (2.5, 2.5, date(2026, 3, 1))


def test_a_further_record_moves_the_figure_and_nothing_is_posted_twice(gas, deliver, bind) -> None:
    bind(gas)
    deliver(2, at(3, 10))

    assert [post_figures(at=at(3, 10, 20)), post_figures(at=at(3, 10, 21)), post_figures(at=at(3, 20))] == [1, 0, 0]
    assert post_figures(at=at(4, 2)) == 1
    assert figures(gas) == [0, 2, 2]
    assert GoalState.objects.get(goal=gas).verified == 2


def test_a_figure_opens_to_its_records_on_any_past_day(district, gas, deliver, bind) -> None:
    first = deliver(2.5, at(2, 20))
    bind(gas)
    raw = {**first.values, "quantity": 2}
    asked = correct_record(by=district.supervisor, record=first, expected_version=1, raw=raw, at=at(4, 1), why="复量")
    approve_change(by=district.approver, request=asked.request, at=at(4, 1))
    deliver(1, at(4, 5))

    now = figure_page(district.supervisor, gas, on=YEAR_END)
    before = figure_page(district.supervisor, gas, on=YEAR_END, as_of=date(2026, 3, 31))

    assert (now.value, now.total, now.hidden) == (3, 2, 0)
    assert (before.value, [record.pk for record in before.records]) == (2.5, [first.pk])
    assert figure_page(district.stranger, gas, on=YEAR_END) is None


def test_a_declared_part_of_the_figure_is_taken(gas, deliver, bind) -> None:
    deliver(3, at(2, 20))

    bind(gas, part=0.5)

    assert figures(gas) == [1.5]


def test_the_same_facts_in_two_targets_are_shown_and_within_a_family_counted_once(
    district, pipes, gas, deliver, bind
) -> None:
    other = next(goal_of(pipes, number) for number in (1, 2) if goal_of(pipes, number).pk != gas.pk)
    deliver(3, at(2, 20))
    bind(gas, family="管网")
    bind(other)

    plain = figure_page(district.supervisor, other, on=YEAR_END)
    assert (plain.value, [(each.other, each.records, each.is_excluded) for each in plain.doubles]) == (
        3, [(gas, 1, False)]
    )  # fmt: skip

    bind(other, expected=1, family="管网", why="同一批管道", when=at(3, 2))

    once = figure_page(district.supervisor, other, on=YEAR_END)
    assert (once.value, once.doubles[0].is_excluded) == (0, True)
    assert figure_page(district.supervisor, gas, on=YEAR_END).value == 3


def test_what_cannot_be_bound_is_refused(district, gas, school, bind, deliver) -> None:
    with pytest.raises(NotAllowed):
        bind(gas, by=district.reporter)
    with pytest.raises(BadBinding) as unknown:
        bind(gas, measure="dragons")
    with pytest.raises(BadBinding) as unit:
        bind(gas, measure="farmland")
    with pytest.raises(BadBinding) as part:
        bind(gas, part=0)
    shared = next(goal for goal in school.goals.all() if goal.shares.exists())
    with pytest.raises(BadBinding) as shares:
        bind(shared, measure="school_places")
    codes = [caught.value.code for caught in (unknown, unit, part, shares)]
    assert codes == [
        BadBindingCode.UNKNOWN_MEASURE, BadBindingCode.OTHER_UNIT, BadBindingCode.PART, BadBindingCode.HAS_SHARES
    ]  # fmt: skip


def test_a_binding_changes_only_with_a_reason_and_for_those_who_saw_it(district, gas, bind, deliver) -> None:
    bind(gas)
    with pytest.raises(Stale):
        bind(gas)
    with pytest.raises(ReasonRequired):
        bind(gas, expected=1)

    unbind_goal(by=district.supervisor, goal=gas, expected_binding=1, at=at(3, 5), why="改由人工填报")

    deliver(5, at(3, 10))
    assert post_figures(at=at(3, 11)) == 0
    assert [each.holds for each in gas.bindings.order_by("number")] == [True, False]
