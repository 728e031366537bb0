"""The invented district with a grid, a mediation centre, seats filled and the shipped mechanisms live."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime

import pytest
from pytest_django import DjangoDbBlocker

from luoshi.matters.actions import (
    Application,
    PartyDraft,
    draft_mechanisms,
    fill_seat,
    open_matter,
    put_live,
    take_outcome,
)
from luoshi.matters.models import Matter
from luoshi.mechanisms import load_shelf, read_examples, shipped_folders
from luoshi.mechanisms.stages import Opener, OutcomeKind
from luoshi.people.abilities import Role
from luoshi.people.actions import add_organisation, add_user
from luoshi.people.models import Organisation, User
from luoshi.people.models import OrganisationKind as Kind
from luoshi.workdays import CHINA
from tests.conftest import BEFORE, PASSWORD, District, taken_back

SHELF = tuple(load_shelf())
MECHANISMS = ("five_clinics", "enterprise_appeals", "overdue_payments", "proposals", "supervision")


def at(text: str) -> datetime:
    """A moment of 2026 in China: ``03-02`` or ``03-02T15:00``."""
    return datetime.fromisoformat(f"2026-{text}" if "T" in text else f"2026-{text}T09:00").replace(tzinfo=CHINA)


MONDAY = at("03-02")  # of an ordinary week without holidays


@dataclass(frozen=True)
class World:
    """The district, with what casework needs besides."""

    district: District
    grid: Organisation
    centre: Organisation
    grid_worker: User
    village_worker: User
    town_worker: User
    centre_worker: User
    county_worker: User
    water_worker: User

    def worker_of(self, organisation: Organisation | None) -> User:
        """Somebody who handles what stands with this organisation."""
        found = {
            self.grid: self.grid_worker,
            self.district.village: self.village_worker,
            self.district.town: self.town_worker,
            self.centre: self.centre_worker,
            self.district.county: self.county_worker,
            self.district.water: self.water_worker,
            self.district.housing: self.district.reporter,
            self.district.office: self.district.supervisor,
        }
        assert organisation is not None
        return found[organisation]


@pytest.fixture(scope="module")
def made_world(made_district: District | None, django_db_blocker: DjangoDbBlocker) -> Iterator[World | None]:
    """The world of all tests of a module, as with its district."""
    if made_district is None:
        yield None
        return
    with taken_back(django_db_blocker):
        yield make_world(made_district)


@pytest.fixture
def world(request: pytest.FixtureRequest, made_world: World | None, db: None) -> World:
    """The world; what a test does to its rows and objects is taken back."""
    return deepcopy(made_world) if made_world else make_world(request.getfixturevalue("district"))


def make_world(district: District) -> World:
    """By the same actions as a real one."""

    def place(code: str, kind: Kind, name: str, parent: Organisation) -> Organisation:
        return add_organisation(code=code, kind=kind, name=name, short_name=name, parent=parent, at=BEFORE)

    def worker(username: str, organisation: Organisation) -> User:
        return add_user(
            username=username, display_name=username, organisation=organisation, role=Role.REPORTER, password=PASSWORD,
            at=BEFORE,
        )  # fmt: skip

    grid = place("grid", Kind.GRID, "溪口村第一网格", district.village)
    centre = place("centre", Kind.DEPARTMENT, "云浦区综治中心", district.county)
    made = World(
        district=district,
        grid=grid,
        centre=centre,
        grid_worker=worker("wangge", grid),
        village_worker=worker("cunli", district.village),
        town_worker=worker("zhenli", district.town),
        centre_worker=worker("zongzhi", centre),
        county_worker=worker("quli", district.county),
        water_worker=worker("shuili", district.water),
    )
    seats = {"mediation_centre": centre, "enterprise_desk": centre, "proposals_office": district.office,
             "supervision_office": district.office}  # fmt: skip
    for seat, organisation in seats.items():
        fill_seat(by=None, seat=seat, government=district.county, organisation=organisation, at=BEFORE)
    for pack in SHELF:
        for version in draft_mechanisms(by=None, pack=pack, at=BEFORE):
            put_live(by=None, version=version, at=BEFORE)
    return made


def example_of(mechanism: str) -> dict[str, str]:
    """The first example row of a shipped mechanism."""
    for folder in shipped_folders():
        for pack in (each for each in SHELF if each.name == folder.name):
            for declared in pack.mechanisms:
                if declared.name == mechanism:
                    return next(read_examples(folder, declared))
    raise LookupError(mechanism)


EXAMPLES = {name: example_of(name) for name in MECHANISMS}
PARTIES = {
    "five_clinics": [PartyDraft("applicant", "周小满", "", "13800000001"), PartyDraft("respondent", "吴大川")],
    "enterprise_appeals": [PartyDraft("enterprise", "云浦区松风机械有限公司")],
    "overdue_payments": [PartyDraft("complainant", "松风校服厂"), PartyDraft("respondent", "云浦区第九中学")],
    "proposals": [PartyDraft("proposer", "林代表")],
    "supervision": [],
}


@pytest.fixture
def bring(world: World) -> Callable[..., Matter]:
    """Open a matter of a mechanism from its example row, dispatched at once unless told otherwise."""

    def bring(mechanism: str = "five_clinics", when: datetime = MONDAY, **given: object) -> Matter:
        values = {**EXAMPLES[mechanism], **given.pop("values", {})}  # type: ignore[dict-item]
        place = given.pop("place", world.grid if mechanism == "five_clinics" else world.district.housing)
        # Which of many departments has to put things right nobody can tell: whoever opens it says so.
        named = world.district.housing if mechanism == "supervision" else None
        dispatch, to = given.pop("dispatch", True), given.pop("to", named)
        application = Application(
            mechanism=mechanism, opener=Opener.STAFF, place=place, values=values, parties=PARTIES[mechanism], **given
        )  # type: ignore[arg-type]
        return open_matter(
            by=world.district.supervisor, application=application, at=when, dispatch=dispatch, to=to
        ).matter

    return bring


@pytest.fixture
def closed(world: World, bring: Callable[..., Matter]) -> Matter:
    """A dispute that the village settled."""
    matter = bring()
    take_outcome(by=world.grid_worker, matter=matter, kind=OutcomeKind.ESCALATE, why="谈不拢", at=MONDAY)
    take_outcome(by=world.village_worker, matter=matter, kind=OutcomeKind.RESOLVE, result_class="oral", at=at("03-04"))
    matter.refresh_from_db()
    return matter
