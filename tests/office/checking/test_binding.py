"""A goal takes its figure from a measure: chosen from suggestions, opened to its records, given up with a reason."""

from __future__ import annotations

from datetime import date

import pytest
from days import at
from django.urls import reverse

from luoshi.ledger.models import Binding, Entry, Goal
from luoshi.mechanisms import load_shelf
from luoshi.registers.actions import add_record, adopt_pack
from luoshi.registers.models import Register


@pytest.fixture
def items(district) -> Register:
    pack = next(each for each in load_shelf() if each.name == "deliverables")
    adopt_pack(by=None, pack=pack, at=at(1, 5))
    return Register.objects.select_related("latest").get(pack_name="deliverables", name="items")


@pytest.fixture
def goal(pipes) -> Goal:
    """A dispatched goal whose object and unit a measure of the register has."""
    Goal.objects.filter(commitment=pipes, number=1).update(object="口袋公园", quote="口袋公园", unit="处")
    return Goal.objects.get(commitment=pipes, number=1)


def choose(client, goal, **more):
    sent = {"expected": 0, "measure": "deliverables.pocket_parks", "part": "100", **more}
    return client.post(reverse("goal-bind", args=[goal.pk]), sent)


def park(district, items, number, **more):
    raw = {"number": number, "kind": "口袋公园", "name": number, "quantity": 1, "unit": "处",
           "finished_on": "2026-01-20", **more}  # fmt: skip
    return add_record(by=district.supervisor, register=items, owner=district.housing, raw=raw, at=at(1, 25)).record


def test_the_supervisor_chooses_from_suggestions_and_the_figure_opens_to_its_records(
    enter, district, items, goal
) -> None:
    office = enter(district.supervisor)
    record = park(district, items, "P1")
    form = office.get(reverse("goal-bind", args=[goal.pk])).content.decode()
    assert form.index("口袋公园建成数（处） · 对象相同、单位相同") < form.index("计量单位相符的其他口径")

    answer = choose(office, goal, part="50")

    assert answer.url == reverse("goal-figure", args=[goal.pk])
    page = office.get(answer.url).content.decode()
    assert reverse("record", args=[record.pk]) in page
    assert "0.5处" in page
    assert Entry.objects.get(goal=goal).figure == 0.5
    assert reverse("goal-figure", args=[goal.pk]) in office.get(reverse("goal-detail", args=[goal.pk])).content.decode()


def test_the_commitments_page_leads_from_a_counted_figure_to_what_it_is_made_of(enter, district, items, goal) -> None:
    office = enter(district.supervisor)
    here = reverse("commitment-detail", args=[goal.commitment_id])
    link = f'<a href="{reverse("goal-figure", args=[goal.pk])}">1处</a>'
    park(district, items, "P1")
    assert reverse("goal-figure", args=[goal.pk]) not in office.get(here).content.decode()

    choose(office, goal)
    assert link in office.get(here).content.decode()

    choose(office, goal, expected=1, measure="", why="改由街道填报")
    assert link not in office.get(here).content.decode()


def test_what_cannot_be_bound_says_why(enter, district, items, goal) -> None:
    office = enter(district.supervisor)

    assert "占比应大于 0" in choose(office, goal, part="0").content.decode()
    assert "只写数字" in choose(office, goal, division="浦溪").content.decode()
    Goal.objects.filter(pk=goal.pk).update(unit="公里")
    assert choose(office, goal).status_code == 422  # no longer among those that fit
    assert not Binding.objects.filter(goal=goal).exists()


def test_giving_it_up_needs_a_reason_and_a_faster_colleague_is_shown(enter, district, items, goal) -> None:
    office = enter(district.supervisor)
    choose(office, goal)

    assert choose(office, goal).status_code == 409
    assert choose(office, goal, expected=1, measure="").status_code == 422
    choose(office, goal, expected=1, measure="", why="改由街道填报")

    assert [each.holds for each in Binding.objects.filter(goal=goal)] == [True, False]
    assert "没有绑定统计口径" in office.get(reverse("goal-figure", args=[goal.pk])).content.decode()


def test_a_figure_is_shown_as_it_was_known(enter, district, items, goal) -> None:
    office = enter(district.supervisor)
    park(district, items, "P1")
    choose(office, goal)
    address = reverse("goal-figure", args=[goal.pk])

    known = office.get(address, {"on": date(2026, 12, 31).isoformat(), "as_of": "2026-01-01"})

    assert known.context["page"].total == 0
    assert office.get(address, {"on": "nonsense"}).context["page"].total == 1
