"""The reference model's places, people and things, made real by the program's own actions."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db.models import Model

from luoshi.journal.models import Line
from luoshi.ledger.actions import (
    Dispatch,
    EntryDraft,
    Upload,
    add_entry,
    apply_for_settlement,
    assign_lead,
    confirm_commitment,
    dispatch_commitment,
    open_report,
    propose_path,
    split_commitment,
)
from luoshi.ledger.checking_choices import Ending, NoticeState
from luoshi.ledger.models import (
    Commitment,
    Duty,
    Entry,
    Evidence,
    Goal,
    Hook,
    Message,
    Notice,
    PathProposal,
    Report,
    Settlement,
)
from luoshi.ledger.paths import Path as PlannedPath
from luoshi.matters.actions import Application, add_document, draft_mechanisms, open_matter, put_live
from luoshi.matters.models import MechanismVersion
from luoshi.mechanisms import load_pack, load_shelf, read_examples, shipped_folders
from luoshi.mechanisms.stages import Opener
from luoshi.people.abilities import Role
from luoshi.people.actions import add_organisation, add_post, add_user, disable_user, prepare_import
from luoshi.people.models import ImportSheet, Organisation, OrganisationKind, User
from luoshi.reading.sources import load_bytes
from luoshi.registers.actions import add_record, adopt_pack, attach_file
from luoshi.registers.actions import prepare_import as prepare_records
from luoshi.registers.models import Alert, Record, Register
from luoshi.sheets import Column, write_csv
from tests.access.model import PARENT, Person, Thing
from tests.reading.pdf_documents import write_pdf
from tests.registers.trees import write_trees

AT = datetime(2026, 3, 2, 1, tzinfo=UTC)
PASSWORD = "open-the-account-7"
GIVEN_OUT = "水厂"
KINDS = {"city": "city", "county": "county", "neighbour": "county", "town": "town", "village": "community"}
STAFFED = ("city-bureau", "office", "water", "town", "village", "neighbour")
TEXT = """\
{place}2026年政府工作报告

一、2026年工作安排

（一）{place}更新。更新改造供热管网13公里，燃气管道8.5公里。新建幼儿园5所。6月底前建成{place}水厂。
"""


@dataclass
class World:
    """Persons with their users, and things by kind with their rows."""

    people: list[Person] = field(default_factory=list)
    users: dict[str, User] = field(default_factory=dict)
    things: dict[str, dict[Thing, Model]] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)


def make_world() -> World:
    """Everybody and everything. Called within a test's transaction."""
    world = World()
    _place_organisations(world)
    _place_people(world)
    for kind, make in THINGS.items():
        world.things[kind] = make(world)
    return world


def _place_organisations(world: World) -> None:
    for order, (code, parent) in enumerate(PARENT.items()):
        world.organisations[code] = add_organisation(
            code=code, kind=OrganisationKind(KINDS.get(code, "department")), name=f"{code}人民政府", order=order,
            parent=world.organisations[parent] if parent else None, at=AT,
        )  # fmt: skip


def _place_people(world: World) -> None:
    for place in STAFFED:
        for role in Role:
            _place_person(world, Person(f"{role.value}-{place}", place, frozenset({role.value})))
    _place_person(world, Person("no-role", "office"))
    _place_person(world, Person("closed", "office", frozenset({"supervisor"}), active=False))
    world.people.append(Person("nobody"))


def _place_person(world: World, person: Person) -> None:
    role = next((Role(each) for each in person.roles), None)
    user = add_user(username=person.name, display_name=person.name, organisation=world.organisations[person.place],
                    role=role, password=PASSWORD, at=AT)  # fmt: skip
    if not person.active:
        user = disable_user(by=None, user=user, why="离职", at=AT)
    world.people.append(person)
    world.users[person.name] = user


SUPERVISOR_OF = {"city": "city-bureau", "county": "office", "town": "town", "neighbour": "neighbour"}


def _reports(world: World) -> dict[Thing, Model]:
    found: dict[Thing, Model] = {}
    for owner, desk in SUPERVISOR_OF.items():
        data = _on_a_slip([line for line in TEXT.format(place=owner).splitlines() if line])
        found[Thing(f"report of {owner}", owner)] = open_report(
            by=world.users[f"supervisor-{desk}"], source=load_bytes(data, "报告.pdf"), original=data,
            title=owner, place=owner, year=2026, at=AT,
        )  # fmt: skip
    return found


def _on_a_slip(lines: list[str]) -> bytes:
    """So small a sheet that it is drawn hundreds of times in a second or two."""
    return write_pdf([[(20, 80 - 14 * i, line) for i, line in enumerate(lines)]], size=6, sheet=(420, 100))


def _commitments(world: World) -> dict[Thing, Model]:
    """Every commitment. The city and the county charged water and the village with all but the kindergartens."""
    found: dict[Thing, Model] = {}
    for thing, report in world.things["report"].items():
        assert isinstance(report, Report)
        charging = thing.owner in {"city", "county"}
        if charging:
            _charge(world, report, world.users[f"supervisor-{SUPERVISOR_OF[thing.owner]}"])
        for each in Commitment.objects.filter(report=report):
            charged = charging and "幼儿园" not in each.text
            replaced = each.status == "replaced"
            name = f"{each.number} of {thing.owner}{' charged' * charged}{' replaced' * replaced}"
            charges = ("water", "village") if charged else ()
            given_out = charged and not replaced and GIVEN_OUT in each.text
            found[Thing(name, thing.owner, charges, replaced=replaced, given_out=given_out)] = each
    return found


def _charge(world: World, report: Report, by: User) -> None:
    charged = [each for each in Commitment.objects.filter(report=report) if "幼儿园" not in each.text]
    for each in charged:
        assign_lead(by=by, commitment=each, expected_revision=1, lead=world.organisations["water"],
                    supporting=[world.organisations["village"]], at=AT, why="")  # fmt: skip
    pipes = next(each for each in charged if "供热管网" in each.text)
    split_commitment(by=by, commitment=pipes, expected_revision=2, at_offsets=[pipes.start + 12], at=AT, why="分")


def _lines(world: World) -> dict[Thing, Model]:
    """What each supervisor recorded on opening their report."""
    lines = Line.objects.filter(action="report.opened").select_related("actor")
    places = {person.name: person.place for person in world.people}
    return {Thing(f"line {line.pk}", places[line.actor.get_username()]): line for line in lines if line.actor}


def _organisations(world: World) -> dict[Thing, Model]:
    return {Thing(f"organisation {code}", code): each for code, each in world.organisations.items()}


def _users(world: World) -> dict[Thing, Model]:
    return {Thing(f"user {each.name}", each.place, person=each.name): world.users[each.name]
            for each in world.people if each.place}  # fmt: skip


KEEPERS = {"water": "supervisor-office", "town": "supervisor-town", "neighbour": "supervisor-neighbour"}


@dataclass
class DeclaredMeasure:
    """What a figure's address names."""

    pack: str
    measure: str


def _packs(world: World) -> dict[Thing, Any]:
    with tempfile.TemporaryDirectory() as folder:
        version = adopt_pack(by=None, pack=load_pack(write_trees(Path(folder))), at=AT)
    return {Thing("trees", ""): version}


def _measures(world: World) -> dict[Thing, Any]:
    return {Thing("planted trees", ""): DeclaredMeasure("trees", "planted")}


def _registers(world: World) -> dict[Thing, Any]:
    return {Thing("register of trees", ""): Register.objects.get(name="trees")}


def _records(world: World) -> dict[Thing, Any]:
    """A low tree of each keeper: low enough for an alert."""
    register, found = Register.objects.select_related("latest").get(name="trees"), {}
    for keeper, writer in KEEPERS.items():
        raw = {"number": keeper, "species": "香樟", "planted_on": "2026-02-01", "height": "1"}
        written = add_record(by=world.users[writer], register=register, owner=world.organisations[keeper], raw=raw,
                             at=AT)  # fmt: skip
        found[Thing(f"tree of {keeper}", keeper)] = written.record
    return found


def _record_files(world: World) -> dict[Thing, Any]:
    """A note beside the tree of each keeper."""
    found = {}
    for keeper, writer in KEEPERS.items():
        tree = Record.objects.get(register__name="trees", owner=world.organisations[keeper])
        file = Upload("说明.txt", f"{keeper}的树".encode())
        found[Thing(f"note of {keeper}", keeper)] = attach_file(by=world.users[writer], record=tree, file=file, at=AT)
    return found


def _alerts(world: World) -> dict[Thing, Any]:
    codes = {each.pk: code for code, each in world.organisations.items()}
    return {Thing(f"alert of {codes[each.owner_id]}", codes[each.owner_id]): each for each in Alert.objects.all()}


def _requests(world: World) -> dict[Thing, Any]:
    """A felling of each keeper, which a second person has to approve."""
    register, found = Register.objects.select_related("latest").get(name="felled"), {}
    for keeper, writer in KEEPERS.items():
        raw = {"number": keeper, "felled_on": "2026-02-01"}
        written = add_record(by=world.users[writer], register=register, owner=world.organisations[keeper], raw=raw,
                             at=AT)  # fmt: skip
        found[Thing(f"felling of {keeper}", keeper)] = written.request
    return found


def _imports(world: World) -> dict[Thing, Any]:
    register, found = Register.objects.select_related("latest").get(name="trees"), {}
    for keeper, writer in KEEPERS.items():
        found[Thing(f"file of {keeper}", keeper)] = prepare_records(
            by=world.users[writer], register=register, owner=world.organisations[keeper], file_name="树.csv",
            data="编号,栽植日期\nT1,2026-02-01\n".encode(), at=AT,
        )  # fmt: skip
    return found


def _posts(world: World) -> dict[Thing, Any]:
    return {Thing(f"post in {code}", code): add_post(by=None, organisation=world.organisations[code], code=f"p-{code}",
            title="主任", at=AT) for code in ("city-bureau", "water", "village", "neighbour")}  # fmt: skip


def _batches(world: World) -> dict[Thing, Any]:
    name = "system_admin-office"
    data = write_csv([Column(heading) for heading in ("用户名", "姓名", "单位编码")], [["x1", "某", "water"]])
    batch = prepare_import(by=world.users[name], sheet=ImportSheet.USERS, file_name="表.csv", data=data, at=AT)
    return {Thing("batch", "office", person=name): batch}


def _dispatched(world: World) -> dict[Thing, Model]:
    """The waterworks of the city and of the county, given out to water; the village supports."""
    found: dict[Thing, Model] = {}
    for thing, row in world.things["commitment"].items():
        assert isinstance(row, Commitment)
        if thing.given_out:
            found[replace(thing, name=f"dispatched by {thing.owner}", holder="water")] = _give_out(world, thing, row.pk)
    return found


def _give_out(world: World, thing: Thing, pk: int) -> Commitment:
    by = world.users[f"supervisor-{SUPERVISOR_OF[thing.owner]}"]
    commitment = Commitment.objects.get(pk=pk)
    confirmed = confirm_commitment(by=by, commitment=commitment, expected_revision=commitment.revision_count, at=AT)
    dispatch = Dispatch(lead=world.organisations["water"], supporting=[world.organisations["village"]])
    return dispatch_commitment(
        by=by, commitment=confirmed, expected_revision=confirmed.revision_count, dispatch=dispatch, at=AT
    )


def _duties(world: World) -> dict[Thing, Model]:
    return {replace(thing, name=f"{each.part} of {thing.owner}", holder=each.holder.code): each
            for thing, row in world.things["dispatched"].items()
            for each in Duty.objects.filter(commitment=row.pk)}  # fmt: skip


def _hanging(model: Any, commitment: str) -> Callable[[World], dict[Thing, Model]]:
    """What hangs on the lead's duty, one of each for every dispatched commitment."""

    def hanging(world: World) -> dict[Thing, Model]:
        return {
            replace(thing, name=f"{model.__name__} of {thing.owner}"): model.objects.filter(**{commitment: row.pk})[0]
            for thing, row in world.things["dispatched"].items()
        }

    return hanging


def _messages(world: World) -> dict[Thing, Model]:
    """One that did not arrive, for every organisation that is told things."""
    return {
        Thing(f"message to {place}", place): Message.objects.create(
            key=f"message-{place}", kind="near", channel="email", owner=world.organisations[place], created_at=AT,
            state="failed",
            recipient=world.users["no-role"],
        )
        for place in ("county", "water", "village", "neighbour")
    }  # fmt: skip


def _hooks(world: World) -> dict[Thing, Model]:
    """A group's robot for each of them."""
    return {
        Thing(f"robot of {place}", place): Hook.objects.create(
            owner=world.organisations[place], form="wecom", label=f"group of {place}",
            address="https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=invented",
        )
        for place in ("county", "water", "village", "neighbour")
    }  # fmt: skip


def _entries(world: World) -> dict[Thing, Model]:
    """Reported with a file, another path proposed, an end applied for, and a notice opened."""
    for row in world.things["dispatched"].values():
        goal = Goal.objects.get(commitment=row.pk)
        reporter = world.users["reporter-water"]
        file = Upload("说明.txt", "已完成一半".encode())
        draft = EntryDraft(held_on=AT.date(), figure="50")
        add_entry(by=reporter, goal=goal, expected_entry=0, draft=draft, at=AT, evidence=[file])
        path = PlannedPath.from_json(goal.paths.get().path)
        propose_path(by=reporter, goal=goal, expected_path=1, path=replace(path, base=1.0), at=AT, why="晚开工")
        apply_for_settlement(
            by=world.users["approver-water"], commitment=goal.commitment, ending=Ending.DROPPED, at=AT,
            why="规划调整", evidence=[file],
        )  # fmt: skip
        Notice.objects.create(
            commitment=goal.commitment, goal=goal, number=1, holder=goal.duty.holder, state=NoticeState.OPEN,
            opened_on=AT.date(), answer_by=AT.date(), code="reached", inputs={}, step_count=0,
        )  # fmt: skip
    return _hanging(Entry, "goal__commitment")(world)


def _mechanisms(world: World) -> dict[Thing, Any]:
    pack = next(each for each in load_shelf() if each.name == "supervision")
    version = draft_mechanisms(by=None, pack=pack, at=AT)[0]
    return {Thing("supervision", ""): put_live(by=None, version=version, at=AT)}


def _matters(world: World) -> dict[Thing, Any]:
    """A matter of housing in the hands of the village."""
    folder = next(each for each in shipped_folders() if each.name == "supervision")
    declared = MechanismVersion.objects.get(name="supervision").mechanism
    application = Application(
        mechanism="supervision", opener=Opener.STAFF, place=world.organisations["housing"],
        values=next(read_examples(folder, declared)),
    )  # fmt: skip
    opened = open_matter(by=world.users["supervisor-office"], application=application, at=AT, dispatch=True,
                         to=world.organisations["village"])  # fmt: skip
    return {Thing("matter of housing", "county", charged=("housing", "village")): opened.matter}


def _filed(world: World) -> dict[Thing, Any]:
    """A paper in the file of that matter."""
    (thing, matter), *_ = world.things["matter"].items()
    by = world.users["reporter-village"]
    paper = add_document(by=by, matter=matter, name="材料.txt", content="内容".encode(), kind="", at=AT)
    return {replace(thing, name="paper in the file of housing"): paper}


# What an address can be about, in the order in which it is made.
THINGS: dict[str, Callable[[World], dict[Thing, Model]]] = {
    "report": _reports,
    "commitment": _commitments,
    "line": _lines,
    "organisation": _organisations,
    "user": _users,
    "pack": _packs,
    "measure": _measures,
    "register": _registers,
    "record": _records,
    "record file": _record_files,
    "alert": _alerts,
    "request": _requests,
    "import": _imports,
    "mechanism": _mechanisms,
    "matter": _matters,
    "filed": _filed,
    "post": _posts,
    "batch": _batches,
    "dispatched": _dispatched,
    "duty": _duties,
    "goal": _hanging(Goal, "commitment"),
    "entry": _entries,
    "evidence": _hanging(Evidence, "entry__goal__commitment"),
    "proposal": _hanging(PathProposal, "goal__commitment"),
    "settlement": _hanging(Settlement, "commitment"),
    "notice": _hanging(Notice, "commitment"),
    "message": _messages,
    "hook": _hooks,
}
