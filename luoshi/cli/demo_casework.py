"""The demo's matters: an invented half year of casework, played day by day through the real actions."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from luoshi.cli.demo_acts import ACTS, Scene
from luoshi.cli.demo_logins import ShownCode
from luoshi.matters.actions import sweep_clocks
from luoshi.matters.models import Clock
from luoshi.people.models import Organisation, User
from luoshi.workdays import CHINA, shipped_calendar

ACT = re.compile(r"(?P<back>\d{1,3}) (?P<time>\d\d:\d\d) (?P<verb>[a-z]+)(?: (?P<words>.+))?")
MORNING = time(8, 30)  # when the sweep of the demo ran
EARLIEST = 120  # workdays back: when the mechanisms were put in force
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Act:
    """One line of the file: when, at which matter, what was done and with which words."""

    at: datetime
    matter: int  # its place in the file
    verb: str
    words: str


def first_moment(at: datetime) -> datetime:
    """When the demo's casework began."""
    return moment_back(_workdays_before(at), EARLIEST, time(8))


def seed_casework(
    text: str, places: Mapping[str, Organisation], people: Sequence[User], *, at: datetime
) -> list[ShownCode]:
    """Play every act in the order of time, with the sweep each morning on which something was due.

    Returns the codes of those matters that the file wants shown: nothing else ever knows them.
    """
    declared: list[dict[str, Any]] = tomllib.loads(text)["matter"]
    scene, swept = Scene(places, people, declared), first_moment(at)
    for act in sorted(read_acts(declared, at), key=lambda each: (each.at, each.matter)):
        swept = _sweep_until(swept, act.at)
        ACTS[act.verb](scene, act.matter, act.words, act.at)
    _sweep_until(swept, at)
    sweep_clocks(at=at)
    return scene.codes


def read_acts(declared: Sequence[Mapping[str, Any]], at: datetime) -> Iterator[Act]:
    """All acts of the file, their moments counted back from ``at`` in workdays."""
    days = _workdays_before(at)
    for number, matter in enumerate(declared):
        for line in matter["acts"].strip().splitlines():
            found = ACT.fullmatch(line.strip())
            if found is None:
                raise ValueError(f"matters.toml: {line!r} of matter {number + 1} is no act")
            moment = moment_back(days, int(found["back"]), time.fromisoformat(found["time"]))
            yield Act(moment, number, found["verb"], found["words"] or "")


def moment_back(days: Sequence[date], back: int, clock: time) -> datetime:
    """A time of day so many workdays ago."""
    return datetime.combine(days[back - 1], clock, CHINA)


def _workdays_before(at: datetime) -> list[date]:
    """The last workdays before the day of ``at``, the latest first."""
    calendar, found = shipped_calendar(), list[date]()
    day = at.astimezone(CHINA).date()
    while len(found) < EARLIEST:
        day -= ONE_DAY
        if calendar.is_workday(day):
            found.append(day)
    return found


def _sweep_until(swept: datetime, until: datetime) -> datetime:
    """Sweep on each morning up to ``until`` before which a clock ran out, so that it goes up when it would have.

    Warnings do not get a morning of their own: they are given at the next sweep, which keeps the demo quick to make.
    """
    ends = Clock.objects.filter(next_at__isnull=False, overdue_at=None).order_by("ends_at")
    while (end := ends.values_list("ends_at", flat=True).first()) is not None:
        morning = datetime.combine(max(end, swept).astimezone(CHINA).date(), MORNING, CHINA)
        morning += ONE_DAY if morning < end else timedelta()
        if morning > until:
            break
        sweep_clocks(at=morning)
        swept = morning
    return swept
