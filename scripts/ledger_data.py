"""An invented district of any size, written straight into the tables: for measuring, not for use.

A year of work: every commitment dispatched in February, reported on some forty times, most entries checked.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from luoshi.ledger.choices import Status
from luoshi.ledger.models import (
    Check,
    Commitment,
    Duty,
    Entry,
    Goal,
    PathVersion,
    Report,
    Section,
)
from luoshi.ledger.paths import Path, Shape
from luoshi.people.abilities import Role
from luoshi.people.actions import add_organisation, add_user
from luoshi.people.models import Organisation, OrganisationKind, User

CHINA = ZoneInfo("Asia/Shanghai")
YEAR = 2026
BEFORE = datetime(YEAR - 1, 12, 1, tzinfo=CHINA)
DISPATCHED = date(YEAR, 2, 3)
LAST = date(YEAR, 12, 28)
FIELDS = 12
BATCH = 2000
PASSWORD = "open-7-account"  # noqa: S105  of a database that is thrown away


@dataclass(frozen=True, slots=True)
class Size:
    """How much of everything."""

    commitments: int = 5_000
    organisations: int = 500
    entries: int = 200_000


@dataclass(frozen=True, slots=True)
class District:
    """Who can ask."""

    supervisor: User
    leader: User
    reporter: User
    town_reporter: User
    viewer: User


def moment(on: date, hour: int = 10) -> datetime:
    """Mid-morning of a day."""
    return datetime(on.year, on.month, on.day, hour, tzinfo=CHINA)


@transaction.atomic
def build(size: Size, seed: int = 7) -> District:
    """Fill an empty database."""
    dice = random.Random(seed)  # noqa: S311  data, not secrets
    places, people = _people(size.organisations)
    report = _report(places["county"], people.supervisor)
    sections = _sections(report)
    holders = [place for code, place in places.items() if code.startswith(("d", "t"))]
    _commitments(report, sections, holders, size.commitments, dice)
    _entries(people, size, dice)
    return people


def _people(count: int) -> tuple[dict[str, Organisation], District]:
    def place(code: str, kind: OrganisationKind, name: str, parent: Organisation | None) -> Organisation:
        return add_organisation(code=code, kind=kind, name=name, parent=parent, order=len(places), at=BEFORE)

    places: dict[str, Organisation] = {}
    places["county"] = place("county", OrganisationKind.COUNTY, "云浦区人民政府", None)
    places["office"] = place("office", OrganisationKind.DEPARTMENT, "云浦区政府督查室", places["county"])
    for at in range(60):
        places[f"d{at}"] = place(f"d{at}", OrganisationKind.DEPARTMENT, f"云浦区第{at}局", places["county"])
    for at in range(20):
        places[f"t{at}"] = place(f"t{at}", OrganisationKind.TOWN, f"第{at}镇人民政府", places["county"])
    while len(places) < count:
        at = len(places)
        above = places[f"t{at % 20}"]
        places[f"v{at}"] = place(f"v{at}", OrganisationKind.COMMUNITY, f"第{at}村", above)

    def person(name: str, code: str, role: Role) -> User:
        return add_user(
            username=name, display_name=name, organisation=places[code], role=role, password=PASSWORD, at=BEFORE
        )

    return places, District(
        person("ducha", "office", Role.SUPERVISOR),
        person("quzhang", "county", Role.LEADER),
        person("ju", "d3", Role.REPORTER),
        person("zhen", "t3", Role.REPORTER),
        person("daibiao", "office", Role.VIEWER),
    )


def _report(owner: Organisation, by: User) -> Report:
    return Report.objects.create(
        owner=owner, title="云浦区2026年政府工作报告", place="云浦区", year=YEAR, text="一" * 900_000,
        source_name="x.txt",
        source_form="txt", source_digest="0" * 64, reading_version="bench", opened_by=by, opened_at=BEFORE,
    )  # fmt: skip


def _sections(report: Report) -> list[Section]:
    return [
        Section.objects.create(
            report=report, order=at, path=f"{at}.", level=1, title=f"第{at}个领域", trail=f"第{at}个领域",
            part="outlook",
            run_in=False, start=at * 10, end=at * 10 + 5, body_end=at * 10 + 9,
        )
        for at in range(FIELDS)
    ]  # fmt: skip


def _commitments(
    report: Report, sections: list[Section], holders: list[Organisation], count: int, dice: random.Random
) -> None:
    made = Commitment.objects.bulk_create(
        [
            Commitment(
                report=report, section=dice.choice(sections), number=at, origin="read", start=at * 100,
                end=at * 100 + 60,
                text=f"第{at}项任务：新建改建充电设施{at % 900 + 10}个，完成第{at % 97}片区改造。", kind="target",
                modality="firm", status=Status.CONFIRMED, lead=dice.choice(holders), due_on=date(YEAR, 12, 31),
                due_stated=False, revision_count=1,
            )
            for at in range(1, count + 1)
        ],
        batch_size=BATCH,
    )  # fmt: skip
    through = Commitment.supporting.through
    through.objects.bulk_create(
        [
            through(commitment=each, organisation=helper)
            for each in made
            for helper in dice.sample(holders, 3)
            if helper != each.lead
        ],
        batch_size=BATCH,
    )
    duties = Duty.objects.bulk_create(
        [
            Duty(commitment=each, number=1, part="lead", holder=each.lead, state="signed",
                 dispatched_at=moment(DISPATCHED),
                 due_on=each.due_on, step_count=1)
            for each in made
        ],
        batch_size=BATCH,
    )  # fmt: skip
    goals = Goal.objects.bulk_create(
        [
            Goal(commitment=each, duty=duty, number=1, target_order=1, object="充电设施", quote="", unit="个",
                 relation="ge", mode="do")
            for each, duty in zip(made, duties, strict=True)
        ],
        batch_size=BATCH,
    )  # fmt: skip
    by = report.opened_by
    PathVersion.objects.bulk_create(
        [
            PathVersion(goal=goal, number=1, by=by, at=moment(DISPATCHED), path=_path(dice, at).to_json())
            for at, goal in enumerate(goals, 1)
        ],
        batch_size=BATCH,
    )


def _path(dice: random.Random, at: int) -> Path:
    due_on = date(YEAR, 12, 31) if dice.random() < 0.8 else date(YEAR, dice.randint(5, 11), 30)
    return Path(Shape.LINE, date(YEAR, 1, 1), due_on, float(at % 900 + 10))


def _entries(people: District, size: Size, dice: random.Random) -> None:
    goals = list(Goal.objects.select_related("duty__holder").order_by("pk"))
    each = size.entries // len(goals)
    span = (LAST - DISPATCHED).days
    paths = {pk: path["goal"] for pk, path in PathVersion.objects.values_list("goal_id", "path")}
    made: list[Entry] = []
    for goal in goals:
        pace = dice.choice((0.2, 0.5, 0.75, 0.9, 1.0, 1.05))
        for number in range(1, each + 1):
            on = DISPATCHED + timedelta(days=span * number // each)
            figure = round(paths[goal.pk] * pace * number / each, 2)
            made.append(
                Entry(goal=goal, number=number, kind="cumulative", figure=figure, typed=str(figure), held_on=on,
                      organisation=goal.duty.holder, by=people.reporter, at=moment(on))
            )  # fmt: skip
    entries = Entry.objects.bulk_create(made, batch_size=BATCH)
    Check.objects.bulk_create(_checks(entries, people, dice), batch_size=BATCH)


def _checks(entries: list[Entry], people: District, dice: random.Random) -> Iterator[Check]:
    for entry in entries:
        if dice.random() < 0.8:
            kind = "returned" if dice.random() < 0.05 else "verified"
            at = entry.at + timedelta(days=dice.randint(1, 9))
            yield Check(entry=entry, number=1, kind=kind, by=people.supervisor, at=at)
