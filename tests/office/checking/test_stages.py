"""A milestone on its pages: suggestions to tick, what settles it, and what is refused in words."""

from __future__ import annotations

import pytest
from days import at
from django.urls import reverse

from luoshi.ledger.models import Goal, Target
from luoshi.mechanisms import load_shelf
from luoshi.registers.actions import add_record, adopt_pack
from luoshi.registers.models import Register


@pytest.fixture
def write(district):
    pack = next(each for each in load_shelf() if each.name == "projects")
    adopt_pack(by=None, pack=pack, at=at(1, 5))

    def write(register: str, **raw: object) -> int:
        found = Register.objects.select_related("latest").get(pack_name="projects", name=register)
        given = {"by": district.supervisor, "register": found, "owner": district.housing}
        return add_record(**given, raw=raw, at=at(2, 4)).record.pk

    return write


@pytest.fixture
def plant(write) -> int:
    return write("projects", number="XM-7", name="竹箬水厂", registered_on="2026-01-20")


@pytest.fixture
def goal(pipes) -> Goal:
    """A dispatched goal that is a milestone: 竹箬水厂 is to be 建成."""
    goal = Goal.objects.get(commitment=pipes, number=1)
    Target.objects.filter(commitment=pipes, order=goal.target_order).update(
        kind="milestone", value=None, unit="", action="建成", quote="建成竹箬水厂", names=["竹箬水厂"]
    )
    Goal.objects.filter(pk=goal.pk).update(object="竹箬水厂", quote="建成竹箬水厂", unit="%")
    return Goal.objects.get(pk=goal.pk)


def choose(client, goal, **more):
    sent = {"expected": 0, "stage": "projects.stages.竣工", "numbers": "", "why": "", **more}
    return client.post(reverse("goal-stage", args=[goal.pk]), sent)


def test_the_named_project_is_ticked_and_its_record_settles_the_milestone(enter, district, goal, plant, write) -> None:
    office = enter(district.supervisor)
    there = write("stages", project="XM-7", stage="竣工", reached_on="2026-02-01")
    form = office.get(reverse("goal-stage", args=[goal.pk])).content.decode()
    assert f'value="{plant}" id="id_things_0" checked' in form
    assert '<option value="projects.stages.竣工" selected>竣工</option>' in form
    assert "名称相同" in form

    answer = choose(office, goal, things=[plant])
    page = office.get(reverse("goal-figure", args=[goal.pk])).content.decode()

    assert answer.status_code == 302
    assert "竣工：已到达" in page
    assert reverse("record", args=[there]) in page
    before = office.get(reverse("goal-figure", args=[goal.pk]), {"on": "2026-01-31"}).content.decode()
    assert "竣工：尚未到达" in before
    assert "由登记认定" in office.get(reverse("goal-detail", args=[goal.pk])).content.decode()


def test_what_is_missing_is_said_on_the_form_and_a_choice_is_given_up_with_a_reason(
    enter, district, goal, plant
) -> None:
    office = enter(district.supervisor)
    assert "请勾选所指的登记" in choose(office, goal).content.decode()
    assert "所选登记中有的不存在" in choose(office, goal, numbers="999999").content.decode()
    assert choose(office, goal, numbers=f"{plant}").status_code == 302
    assert choose(office, goal, things=[plant]).status_code == 409

    assert choose(office, goal, expected=1, stage="", why="改由人工填报").status_code == 302
    page = office.get(reverse("goal-figure", args=[goal.pk])).content.decode()
    assert reverse("goal-stage", args=[goal.pk]) in page
