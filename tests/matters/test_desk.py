"""A desk's pages: in the order of what is due, each matter once, whoever looks and however much there is."""

from __future__ import annotations

from datetime import timedelta

import pytest

from luoshi.matters.models import Matter
from luoshi.matters.queries import DeskFilter, desk, desk_page, visible_matters
from luoshi.people.abilities import Ability, abilities
from luoshi.people.models import User
from tests.matters.conftest import MONDAY


@pytest.fixture
def brought(bring):
    """Five matters in the grid: two due at the same moment, one before, two that wait for nothing."""
    due = (MONDAY, MONDAY + timedelta(days=1), MONDAY, None, None)
    matters = [bring() for _ in due]
    for matter, moment in zip(matters, due, strict=True):
        Matter.objects.filter(pk=matter.pk).update(due_at=moment)
    return [matters[place].pk for place in (0, 2, 1, 3, 4)]


def walked(user) -> list[int]:
    """The keys of all pages, one after another."""
    found, after = [], ""
    while True:
        page = desk_page(user, DeskFilter(after=after))
        assert page.total == 5
        found += [each.pk for each in page.rows]
        after = page.following
        if not after:
            return found


@pytest.mark.parametrize("few", [0, desk.FEW], ids=["many", "few"])
@pytest.mark.parametrize("length", [1, 2, 4, 5, 6])
@pytest.mark.parametrize("who", ["grid_worker", "village_worker"])
def test_every_page_follows_the_one_before(world, brought, monkeypatch, who, length, few):
    monkeypatch.setattr(desk, "PAGE_LENGTH", length)
    monkeypatch.setattr(desk, "FEW", few)
    assert walked(getattr(world, who)) == brought


def test_a_supervisor_sees_the_same_order(world, brought, monkeypatch):
    monkeypatch.setattr(desk, "PAGE_LENGTH", 2)
    assert walked(world.district.supervisor) == brought


def test_an_approver_sees_what_their_own_organisation_has_a_hand_in_and_may_give_it_time(world, brought, bring):
    approver = world.district.approver
    approver.organisation = world.district.housing
    approver.save()
    approver = User.objects.get(pk=approver.pk)
    assert desk_page(approver, DeskFilter()).total == 0
    theirs = bring(mechanism="supervision", to=world.district.housing)
    assert [each.pk for each in desk_page(approver, DeskFilter()).rows] == [theirs.pk]
    assert list(visible_matters(approver)) == list(visible_matters(approver, Ability.GRANT_TIME)) == [theirs]
    assert Ability.GRANT_TIME not in abilities(approver, Matter.objects.get(pk=brought[0]))


def test_who_has_no_hand_in_it_sees_none(world, brought):
    assert desk_page(world.water_worker, DeskFilter()) == desk.DeskPage((), 0, False, "")
