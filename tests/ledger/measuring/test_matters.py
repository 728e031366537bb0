"""A target takes its figure from the matters that were closed."""

from __future__ import annotations

from datetime import date

import pytest

from luoshi.ledger.checking_choices import EntrySource
from luoshi.ledger.measuring import matters
from luoshi.ledger.measuring.binding import BadBinding, BadBindingCode, bind_goal
from luoshi.ledger.measuring.figures import figure_page, goal_suggestions
from luoshi.ledger.measuring.posting import post_figures
from luoshi.ledger.models import Entry, Goal
from luoshi.mechanisms import Fact, load_shelf
from luoshi.registers.actions import adopt_pack
from tests.ledger.checking.conftest import at, goal_of


@pytest.fixture
def settled(district, pipes) -> Goal:
    """A goal in disputes closed, of a district with the five clinics in force."""
    adopt_pack(by=None, pack=next(each for each in load_shelf() if each.name == "five_clinics"), at=at(1, 5))
    goal = goal_of(pipes, 1)
    Goal.objects.filter(pk=goal.pk).update(unit="件", object="矛盾纠纷")
    return Goal.objects.get(pk=goal.pk)


@pytest.fixture
def closed(monkeypatch) -> list[Fact]:
    """Closed matters, as the queries of casework give them up to a day."""
    found: list[Fact] = []

    def up_to(mechanism: str, until: date, government: int | None) -> list[Fact]:
        return [each for each in found if each.values["closed_on"] <= until.isoformat()]

    monkeypatch.setattr(matters, "closed_facts", up_to)
    return found


def bind(district, goal, measure, **more):
    act = {"by": district.supervisor, "expected_binding": 0, "at": at(3, 10)}
    return bind_goal(goal=goal, pack="five_clinics", measure=measure, **act, **more)


def test_the_figure_is_posted_when_matters_close_and_leads_to_them(district, settled, closed) -> None:
    closed.append(Fact(1, {"closed_on": "2026-03-05", "solved": True}))
    assert "closed" in [each.measure.name for each in goal_suggestions(district.supervisor, settled)]

    bind(district, settled, "closed")
    closed.append(Fact(2, {"closed_on": "2026-03-20", "solved": False}))
    post_figures(at=at(3, 20, 20))

    posted = Entry.objects.filter(goal=settled, source=EntrySource.MEASURE).order_by("number")
    assert [each.figure for each in posted] == [1, 2]
    page = figure_page(district.supervisor, settled, on=date(2026, 12, 31))
    assert (page.value, page.total + page.hidden, page.records) == (2, 2, ())
    assert figure_page(district.supervisor, settled, on=date(2026, 12, 31), as_of=date(2026, 3, 10)).value == 1


def test_shares_keep_their_unit_and_matters_have_no_division(district, settled) -> None:
    with pytest.raises(BadBinding) as unit:
        bind(district, settled, "solved_share")
    with pytest.raises(BadBinding) as place:
        bind(district, settled, "closed", division="370215")

    assert [unit.value.code, place.value.code] == [BadBindingCode.OTHER_UNIT, BadBindingCode.PLACE]
