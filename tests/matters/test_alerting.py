"""Alerts of registers open matters, once; how these end is written back."""

from __future__ import annotations

import pytest

from luoshi.journal.queries import lines_of, verify
from luoshi.matters.actions import (
    add_document,
    call_off_matter,
    follow_alerts,
    merge_matters,
    open_from_alerts,
    reopen_matter,
    sign_matter,
    take_outcome,
)
from luoshi.matters.briefing import Brief, fill_form
from luoshi.matters.models import Matter, MechanismVersion
from luoshi.mechanisms import read_examples, shipped_folders
from luoshi.mechanisms.stages import OutcomeKind
from luoshi.registers.actions import add_record, adopt_pack, close_alert
from luoshi.registers.choices import AlertResult
from luoshi.registers.models import Alert, Register
from tests.matters.conftest import MECHANISMS, MONDAY, SHELF

PROJECT = {
    "number": "XM-101", "name": "松溪大桥", "registered_on": "2026-01-05", "start_due_on": "2026-02-27",
    "finish_due_on": "2027-09-30",
}  # fmt: skip


@pytest.fixture
def late_start(world) -> Alert:
    """A project of the housing bureau that should have been begun by now."""
    pack = next(each for each in SHELF if each.name == "projects")
    adopt_pack(by=None, pack=pack, at=MONDAY)
    register = Register.objects.get(pack_name="projects", name="projects")
    add_record(by=world.district.supervisor, register=register, owner=world.district.housing, raw=PROJECT, at=MONDAY)
    return Alert.objects.get(rule="start_late")


def test_an_alert_whose_rule_says_so_opens_a_matter_with_the_keeper_of_the_record(late_start, world):
    done = open_from_alerts(at=MONDAY)

    matter = Matter.objects.get(source_type="registers.alert", source_id=late_start.pk)
    assert (done.opened, done.unfit) == (1, ())
    assert (matter.mechanism_name, matter.status, matter.organisation) == (
        "supervision",
        "open",
        world.district.housing,
    )
    assert (matter.opener, matter.opened_by) == ("alert", None)
    assert matter.title.startswith("到期没有开工")
    assert "松溪大桥" not in str(matter.values)  # the record is named by its number: not everybody may see it
    assert matter.clocks.get(purpose="handle").started_at == MONDAY


def test_one_cause_opens_once_even_after_its_matter_has_ended(late_start, world):
    open_from_alerts(at=MONDAY)
    assert open_from_alerts(at=MONDAY).opened == 0
    call_off_matter(by=None, matter=Matter.objects.get(), why="误报", at=MONDAY)
    assert open_from_alerts(at=MONDAY).opened == 0
    assert Matter.objects.count() == 1


@pytest.mark.parametrize(("result", "written"), [("rectified", "solved"), ("not_rectified", "unsolved")])
def test_the_end_of_the_matter_is_written_back(late_start, world, result, written):
    open_from_alerts(at=MONDAY)
    matter = Matter.objects.get()
    finish(world, matter, result)

    late_start.refresh_from_db()
    assert (late_start.state, late_start.result, late_start.closed_by) == ("closed", written, None)
    assert late_start.note.startswith(matter.code)
    assert [line.action for line in lines_of(late_start)][-1] == "alert.closed"
    assert list(verify()) == []


def finish(world, matter, result):
    """Rectified, checked, and closed with this result."""
    for worker, kind, taken in (
        (world.district.reporter, "report", {"kind": OutcomeKind.FORWARD, "to": "checking"}),
        (world.district.supervisor, "conclusion", {"kind": OutcomeKind.RESOLVE, "result_class": result}),
    ):
        sign_matter(by=worker, matter=matter, at=MONDAY)
        add_document(by=worker, matter=matter, name="件.txt", content=b"x", kind=kind, at=MONDAY)
        take_outcome(by=worker, matter=matter, at=MONDAY, **taken)
        matter.refresh_from_db()


def test_a_matter_merged_into_another_answers_its_alert_when_that_one_ends(late_start, world, bring):
    open_from_alerts(at=MONDAY)
    mine, other = Matter.objects.get(), bring("supervision")
    merge_matters(by=world.district.supervisor, matter=mine, into=other, why="同一件事", at=MONDAY)
    late_start.refresh_from_db()
    assert late_start.state == "open"

    call_off_matter(by=world.district.supervisor, matter=other, why="项目取消", at=MONDAY)

    late_start.refresh_from_db()
    assert (late_start.state, late_start.result) == ("closed", "groundless")


def see_to(late_start, world):
    done = {"result": AlertResult.SOLVED, "note": "已补办手续开工"}
    return close_alert(by=world.district.supervisor, alert=late_start, at=MONDAY, **done)


def test_an_alert_seen_to_by_hand_calls_its_matter_off_and_says_why(late_start, world):
    open_from_alerts(at=MONDAY)
    see_to(late_start, world)
    assert (follow_alerts(at=MONDAY), follow_alerts(at=MONDAY)) == (1, 0)
    matter = Matter.objects.get()
    ended = matter.steps.get()
    assert (matter.status, ended.outcome, ended.why) == ("closed", "withdraw", "已补办手续开工")
    assert ended.ended_by == world.district.supervisor
    assert not matter.clocks.filter(state="running").exclude(purpose="follow_up").exists()
    late_start.refresh_from_db()
    assert (late_start.result, late_start.closed_by) == ("solved", world.district.supervisor)
    assert list(verify()) == []


@pytest.mark.parametrize("by_hand", [True, False])
def test_a_matter_that_comes_back_opens_its_alert_again_and_stays(late_start, world, by_hand):
    open_from_alerts(at=MONDAY)
    if by_hand:
        see_to(late_start, world)
        follow_alerts(at=MONDAY)
    else:
        finish(world, Matter.objects.get(), "rectified")
    reopen_matter(by=world.district.supervisor, matter=Matter.objects.get(), why="又停工了", at=MONDAY)
    late_start.refresh_from_db()
    assert (late_start.state, late_start.result, late_start.closed_by) == ("open", "", None)
    assert [line.action for line in lines_of(late_start)][-2:] == ["alert.closed", "alert.reopened"]
    assert (follow_alerts(at=MONDAY), open_from_alerts(at=MONDAY).opened) == (0, 0)
    assert Matter.objects.get().status == "open"


def test_an_alert_seen_to_before_opens_nothing(late_start):
    Alert.objects.update(state="closed")
    assert open_from_alerts(at=MONDAY).opened == 0


def test_without_the_mechanism_the_alert_waits_and_the_rule_is_named(late_start):
    MechanismVersion.objects.filter(name="supervision").update(status="retired")
    assert open_from_alerts(at=MONDAY).unfit == ("start_late",)
    late_start.refresh_from_db()
    assert (late_start.state, Matter.objects.count()) == ("open", 0)


def test_where_nobody_can_be_found_the_matter_waits_for_dispatch(world):
    """A dispute begins in a grid, and neither at the town nor above it stands one."""
    folder = next(each for each in shipped_folders() if each.name == "low_income")
    pack = next(each for each in SHELF if each.name == "low_income")
    adopt_pack(by=None, pack=pack, at=MONDAY)
    register = Register.objects.get(pack_name="low_income", name="households")
    raw = next(read_examples(folder, pack.register("households"))) | {
        "state": "在册", "category": "其他困难人员", "income": "1", "people": "1",
    }  # fmt: skip
    add_record(by=world.district.supervisor, register=register, owner=world.district.town, raw=raw, at=MONDAY)

    assert open_from_alerts(at=MONDAY).opened == 1

    matter = Matter.objects.get(mechanism_name="five_clinics")
    assert (matter.status, matter.organisation, matter.place) == ("received", None, world.district.town)


@pytest.mark.parametrize("name", MECHANISMS)
def test_every_shipped_form_can_be_filled_from_a_brief(name):
    mechanism = next(each for pack in SHELF for each in pack.mechanisms if each.name == name)
    brief = Brief(subject="某" * 500, detail="某" * 5000, source="预警第7号")
    filled = fill_form(mechanism, brief)
    insisted = {each.name for each in mechanism.schema.fields if each.required}
    assert filled.keys() >= {each for each in insisted if mechanism.schema.by_name[each].kind in ("text", "choice")}
    assert all(len(filled[each.name]) <= each.most for each in mechanism.schema.fields
               if each.name in filled and each.kind == "text" and each.most)  # fmt: skip
