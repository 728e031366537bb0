"""From where a sequence sets out: a fresh account, or one in which the year has gone on a while."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from luoshi.ledger.actions import (
    Dispatch,
    EntryDraft,
    Upload,
    add_entry,
    answer_notice,
    apply_for_settlement,
    dispatch_commitment,
    propose_path,
    refuse_duty,
    request_entries,
    run_day,
    sign_for,
    sign_settlement,
    verify_entry,
    verify_settlement,
)
from luoshi.ledger.checking_choices import Ending
from luoshi.ledger.dispatching import Share
from luoshi.ledger.models import Commitment, Duty, Goal, Notice, Settlement
from luoshi.ledger.paths import Path
from luoshi.people.models import Organisation, User
from tests.ledger.checking.conftest import CHINA, at
from tests.ledger.checking.test_reporting import PNG

FILE = [Upload("验收.png", PNG)]


@dataclass
class World:
    """The district and its people, and how late it is."""

    office: User
    second: User
    leader: User
    units: dict[int, tuple[User, User]]  # by organisation: who reports, who approves
    places: list[Organisation]
    outsiders: list[User]
    now: datetime = field(default_factory=lambda: at(2, 5))

    @property
    def everybody(self) -> list[User]:
        return [*(each for pair in self.units.values() for each in pair), self.office, self.second, self.leader,
                *self.outsiders]  # fmt: skip


def people(district, staff) -> World:
    units = {
        district.housing.pk: (district.reporter, staff.housing_approver),
        district.water.pk: (staff.water_reporter, staff.water_approver),
        district.town.pk: (staff.town_clerk, staff.town_approver),
    }
    places = [district.housing, district.water, district.town]
    outsiders = [district.viewer, district.stranger, district.town_supervisor]
    return World(district.supervisor, staff.second_supervisor, district.leader, units, places, outsiders)


def fresh(world: World) -> None:
    """Confirmed, and nothing given out."""


def dispatched(world: World) -> None:
    """Three given out; the first waits to be signed for, the second is refused."""
    housing, water, town = world.places
    _give_out(world, "供热管网", housing, supporting=[water])
    _give_out(world, "竹箬水厂", water)
    _give_out(world, "幼儿园", town, shares={2: [Share(town.pk, 700), Share(water.pk, 500)]})
    refused = Duty.objects.get(commitment=_with("竹箬水厂"))
    by = world.units[water.pk][1]
    refuse_duty(by=by, duty=refused, expected_step=1, better=housing, at=at(2, 6), why="不归我管")
    world.now = at(2, 6)


def signed(world: World) -> None:
    """The three have signed; a report beyond the monthly one is asked for, another path proposed."""
    housing, water, town = world.places
    _give_out(world, "供热管网", housing, supporting=[water])
    _give_out(world, "竹箬水厂", water)
    _give_out(world, "幼儿园", town, shares={2: [Share(town.pk, 700), Share(water.pk, 500)]})
    for duty in Duty.objects.order_by("pk"):
        sign_for(by=world.units[duty.holder_id][0], duty=duty, expected_step=1, at=at(2, 6))
    goals = list(Goal.objects.order_by("pk"))
    request_entries(by=world.office, goals=goals[:1], asks="说明管材到货情况", basis="区政府第3次常务会议",
                    due_on=at(3, 20).date(), at=at(2, 9))  # fmt: skip
    path = Path.from_json(goals[0].paths.get().path)
    later = Path(path.shape, path.start_on, at(11, 30).date(), path.goal)
    reporter = world.units[goals[0].duty.holder_id][1]
    propose_path(by=reporter, goal=goals[0], expected_path=1, path=later, at=at(2, 9), why="管材晚到")
    world.now = at(2, 9)


def under_way(world: World) -> None:
    """Half of everything is reported, of which every second figure is verified."""
    signed(world)
    _report_all(world, at(4, 20), 0.5)
    world.now = at(4, 21)


def red(world: World) -> None:
    """Nobody has reported till June: notices are out, one is answered."""
    signed(world)
    run_day(at=at(6, 30))
    notice = Notice.objects.order_by("pk").first()
    by = world.units[notice.holder_id][1]
    answer_notice(by=by, notice=notice, expected_step=1, at=at(7, 1), why="管材已到，七月补齐")
    world.now = at(7, 1)


def reached(world: World) -> None:
    """All is reported as reached and verified; nobody has applied to end anything."""
    under_way(world)
    _report_all(world, at(6, 20), 1, verified=2)
    world.now = at(6, 21)


def applied(world: World) -> None:
    """One commitment is to be settled and waits to be verified, one to be carried over and waits for the leader."""
    reached(world)
    ends = {"供热管网": Ending.SETTLED, "竹箬水厂": Ending.CARRIED_OVER}
    for words, ending in ends.items():
        commitment = _with(words)
        by = world.units[commitment.duties.get(part="lead").holder_id][1]
        end = apply_for_settlement(
            by=by, commitment=commitment, ending=ending, at=at(6, 22), why="已研究", evidence=FILE
        )
    verify_settlement(by=world.office, settlement=end, expected_step=1, at=at(6, 23), seen_on=at(6, 23).date())
    world.now = at(6, 23)


def ended(world: World) -> None:
    """The one to be carried over is signed: with it nothing may happen any more. The other still waits."""
    applied(world)
    end = Settlement.objects.get(ending=Ending.CARRIED_OVER)
    sign_settlement(by=world.leader, settlement=end, expected_step=2, at=at(6, 24))
    world.now = at(6, 25)


STARTS: tuple[Callable[[World], None], ...] = (fresh, dispatched, signed, under_way, red, reached, applied, ended)


def _with(words: str) -> Commitment:
    return Commitment.objects.select_related("report").get(status="confirmed", text__contains=words)


def _give_out(world: World, words: str, lead: Organisation, **more) -> None:
    commitment = _with(words)
    dispatch_commitment(by=world.office, commitment=commitment, expected_revision=commitment.revision_count,
                        dispatch=Dispatch(lead, **more), at=at(2, 5), why="交办")  # fmt: skip


def _report_all(world: World, when: datetime, part: float, verified: int = 1) -> None:
    """Every goal without shares has this part of its figure; ``verified`` of two are looked at."""
    for place, goal in enumerate(Goal.objects.filter(shares=None).select_related("duty").order_by("pk")):
        figure = Path.from_json(goal.paths.latest("number").path).goal * part
        figure = float(int(figure)) if goal.unit in {"所", "个"} else figure  # half a school is none
        by = world.units[goal.duty.holder_id][0]
        draft = EntryDraft(when.astimezone(CHINA).date(), f"{figure:g}")
        entry = add_entry(by=by, goal=goal, expected_entry=goal.entries.count(), draft=draft, at=when, evidence=FILE)
        if place % 2 < verified:
            verify_entry(by=world.office, entry=entry, expected_check=0, at=when)
