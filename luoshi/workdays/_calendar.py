"""The official calendar: what kind of day a day is. A value: a further notice makes another calendar.

``shipped_calendar`` holds the yearly notices this version knows. A year without one is provisional: its statutory
days and weekends are known, what is moved around them is not.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
DAY = timedelta(days=1)
SATURDAY = 5
_FOLDER = files("luoshi.workdays") / "calendar"


class DayKind(StrEnum):
    """What a day is. 调休 makes two kinds: days off that are no holiday, and weekend days that are worked."""

    WORK = "work"
    MAKE_UP = "make_up"  # a weekend day worked instead of another, 调休上班
    WEEKEND = "weekend"
    REST = "rest"  # a day off by the yearly notice that is no statutory holiday, 调休放假
    STATUTORY = "statutory"  # 法定节日

    @property
    def is_workday(self) -> bool:
        """Is it worked?"""
        return self in (DayKind.WORK, DayKind.MAKE_UP)


class CalendarEnds(Exception):  # noqa: N818  reads better where it is caught
    """The festivals of ``year`` are not in the calendar, so no day in it can be judged."""

    def __init__(self, year: int, first: int, last: int) -> None:
        self.year, self.first, self.last = year, first, last
        super().__init__(f"no festivals for {year}: the calendar goes from {first} to {last}")


@dataclass(frozen=True, slots=True)
class Notice:
    """One yearly arrangement. Its days may reach into the December before its year."""

    year: int
    off: frozenset[date]
    work: frozenset[date]
    issued_on: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class StatutoryLaw:
    """Which days are holidays by law from ``since`` on, until a later law."""

    since: int
    basis: str
    fixed: tuple[str, ...]  # MM-DD
    lunar_year: tuple[int, ...]  # days after the first of the lunar year


@dataclass(frozen=True)
class Calendar:
    """Notices by year over the statutory days. ``office_hours`` are the working intervals of a workday."""

    notices: Mapping[int, Notice]
    laws: tuple[StatutoryLaw, ...]
    festivals: Mapping[int, tuple[date, ...]]  # first of the lunar year, Qingming, Dragon Boat, Mid-Autumn
    office_hours: tuple[tuple[time, time], ...]
    _years: dict[int, frozenset[date]] = field(default_factory=dict, compare=False, repr=False)

    def kind_of(self, day: date) -> DayKind:
        """What kind of day this is. Raises CalendarEnds outside the years whose festivals are known."""
        if day in self.statutory_days(day.year):
            return DayKind.STATUTORY
        if day in self._off:
            return DayKind.REST
        if day in self._work:
            return DayKind.MAKE_UP
        return DayKind.WEEKEND if day.weekday() >= SATURDAY else DayKind.WORK

    def is_workday(self, day: date) -> bool:
        """Is the day worked?"""
        return self.kind_of(day).is_workday

    def is_provisional(self, year: int) -> bool:
        """Is the year's notice still to come (暂定)?"""
        return year not in self.notices

    def statutory_days(self, year: int) -> frozenset[date]:
        """The holidays by law of one year. Raises CalendarEnds if its festivals are not known."""
        if year not in self._years:
            self._years[year] = self._statutory(year)
        return self._years[year]

    def law_of(self, year: int) -> StatutoryLaw:
        """The law that names the year's statutory days."""
        return max((law for law in self.laws if law.since <= year), key=lambda law: law.since)

    def with_notice(self, notice: Notice) -> Calendar:
        """A calendar in which this notice stands for its year, whatever stood there before."""
        return replace(self, notices={**self.notices, notice.year: notice}, _years={})

    def with_office_hours(self, hours: tuple[tuple[time, time], ...]) -> Calendar:
        """A calendar with other working intervals in a workday."""
        return replace(self, office_hours=hours, _years={})

    @cached_property
    def version(self) -> str:
        """Eight hex digits that change when any day or hour does."""
        lines = [f"{start:%H%M}-{end:%H%M}" for start, end in self.office_hours]
        for year in sorted(self.notices):
            notice = self.notices[year]
            lines += [f"{year}", *_stamped("off", notice.off), *_stamped("work", notice.work)]
        lines += [repr(law) for law in self.laws]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:8]

    @cached_property
    def _off(self) -> frozenset[date]:
        return frozenset[date]().union(*(notice.off for notice in self.notices.values()))

    @cached_property
    def _work(self) -> frozenset[date]:
        return frozenset[date]().union(*(notice.work for notice in self.notices.values()))

    def _statutory(self, year: int) -> frozenset[date]:
        if year not in self.festivals:
            raise CalendarEnds(year, min(self.festivals), max(self.festivals))
        law = self.law_of(year)
        new_year, *others = self.festivals[year]
        fixed = (date.fromisoformat(f"{year}-{day}") for day in law.fixed)
        return frozenset({*fixed, *others, *(new_year + shift * DAY for shift in law.lunar_year)})


@cache
def shipped_calendar() -> Calendar:
    """The calendar packaged with this version."""
    table = tomllib.loads((_FOLDER / "official.toml").read_text(encoding="utf-8"))
    notices = (_notice(entry) for entry in table["notice"])
    return Calendar(
        notices={notice.year: notice for notice in notices},
        laws=tuple(
            StatutoryLaw(law["since"], law["basis"], tuple(law["fixed"]), tuple(law["lunar_year"]))
            for law in table["statutory"]
        ),
        festivals=dict(_festivals()),
        office_hours=read_hours(table["office_hours"]),
    )


def read_hours(written: list[str]) -> tuple[tuple[time, time], ...]:
    """Intervals such as ``08:30-12:00``, in order. Raises ValueError when one ends before it starts or they overlap."""
    pairs = [interval.split("-") for interval in written]
    hours = tuple((time.fromisoformat(start), time.fromisoformat(end)) for start, end in pairs)
    ends = [moment for interval in hours for moment in interval]
    if not hours or ends != sorted(set(ends)):
        raise ValueError(f"office hours must be in order and apart: {written}")
    return hours


def day_of(moment: date | datetime) -> date:
    """The day in China on which a moment falls. A datetime must know its zone."""
    if not isinstance(moment, datetime):
        return moment
    if moment.tzinfo is None:
        raise ValueError(f"a moment needs a time zone: {moment}")
    return moment.astimezone(CHINA).date()


def start_of(moment: date | datetime) -> datetime:
    """The moment itself, or the first moment of a day in China."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time.min, CHINA)
    if moment.tzinfo is None:
        raise ValueError(f"a moment needs a time zone: {moment}")
    return moment.astimezone(CHINA)


def days_of(written: str) -> Iterator[date]:
    """Every day of ``2026-01-01/2026-01-03``, or the one day of ``2026-01-01``."""
    first, _, last = written.partition("/")
    day, end = date.fromisoformat(first), date.fromisoformat(last or first)
    while day <= end:
        yield day
        day += DAY


def _notice(entry: Mapping[str, Any]) -> Notice:
    return Notice(
        year=entry["year"],
        off=frozenset(day for span in entry["off"] for day in days_of(span)),
        work=frozenset(day for span in entry["work"] for day in days_of(span)),
        issued_on=entry.get("issued_on"),
    )


def _festivals() -> Iterator[tuple[int, tuple[date, ...]]]:
    for line in (_FOLDER / "festivals.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        year, *days = line.split("\t")
        yield int(year), tuple(date.fromisoformat(f"{year}-{day}") for day in days)


def _stamped(name: str, days: frozenset[date]) -> list[str]:
    return [f"{name} {day.isoformat()}" for day in sorted(days)]
