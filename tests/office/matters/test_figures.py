"""A figure that is counted from closed matters opens to them, from its pack and from a goal that is bound to it."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from luoshi.ledger.actions import Dispatch, confirm_all, dispatch_commitment
from luoshi.ledger.measuring.binding import bind_goal
from luoshi.ledger.models import Goal
from luoshi.matters.actions import take_outcome
from luoshi.matters.models import Matter
from luoshi.mechanisms import load_shelf
from luoshi.mechanisms.stages import OutcomeKind
from luoshi.registers.actions import adopt_pack
from tests.matters.conftest import at


@pytest.fixture(autouse=True)
def _february(monkeypatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: at("02-05"))


@pytest.fixture
def closed(world, bring) -> Matter:
    """A dispute settled in January, where the five clinics are in force."""
    adopt_pack(by=None, pack=next(each for each in load_shelf() if each.name == "five_clinics"), at=at("01-05"))
    matter = bring(when=at("01-12"))
    take_outcome(by=world.grid_worker, matter=matter, kind=OutcomeKind.ESCALATE, why="谈不拢", at=at("01-12"))
    take_outcome(by=world.village_worker, matter=matter, kind=OutcomeKind.RESOLVE, result_class="oral", at=at("01-13"))
    return matter


@pytest.fixture
def bound(district, report, commitment_with, closed) -> Goal:
    """A dispatched goal that counts them."""
    confirm_all(by=district.supervisor, report=report, at=at("01-20"))
    pipes = commitment_with("供热管网")
    dispatch_commitment(
        by=district.supervisor, commitment=pipes, expected_revision=pipes.revision_count,
        dispatch=Dispatch(lead=district.housing), at=at("02-01"),
    )  # fmt: skip
    Goal.objects.filter(commitment=pipes, number=1).update(unit="件", object="矛盾纠纷")
    goal = Goal.objects.get(commitment=pipes, number=1)
    bind_goal(
        by=district.supervisor, goal=goal, pack="five_clinics", measure="closed", expected_binding=0, at=at("02-02")
    )
    return goal


def test_a_packs_figure_opens_to_the_closed_matters_under_it(as_user, district, closed) -> None:
    office = as_user(district.supervisor)
    here = reverse("figure", args=["five_clinics", "closed"])
    assert here in office.get(reverse("pack", args=["five_clinics"])).content.decode()

    page = office.get(here)

    assert (page.status_code, page.context["value"]) == (200, "1件")
    assert reverse("matter", args=[closed.code]) in page.content.decode()
    assert office.get(here, {"as_of": "2026-01-12"}).context["value"] == "0件"
    assert office.get(reverse("figure", args=["five_clinics", "solved_share"])).context["value"] == "100%"


def test_matters_of_others_are_counted_and_not_shown(as_user, district, closed) -> None:
    page = as_user(district.stranger).get(reverse("figure", args=["five_clinics", "closed"]))

    assert (page.context["value"], page.context["hidden"], page.context["matters"]) == ("1件", 1, [])
    assert closed.code not in page.content.decode()


def test_a_bound_goals_figure_opens_to_the_closed_matters(as_user, district, bound, closed) -> None:
    office = as_user(district.supervisor)
    here = reverse("goal-figure", args=[bound.pk])

    page = office.get(here)

    assert (page.status_code, page.context["value"]) == (200, "1件")
    assert reverse("matter", args=[closed.code]) in page.content.decode()
    assert office.get(here, {"on": "2026-01-12"}).context["value"] == "0件"
