"""Who acts in the demo's year: the people of each unit, the two desks of the office, and a leader."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from luoshi.people.abilities import Role
from luoshi.people.models import Organisation, User
from luoshi.workdays import CHINA, shipped_calendar


class Cast:
    """Finds the person whose work something is."""

    def __init__(self, people: Sequence[User]) -> None:
        self.desks = [each for each in people if Role.SUPERVISOR in each.roles]
        self.leader = next(each for each in people if Role.LEADER in each.roles)
        self._units: dict[tuple[int, Role], User] = {}
        for each in people:
            for role in each.roles & {Role.REPORTER, Role.APPROVER}:
                self._units.setdefault((each.organisation_id, role), each)

    def reporter(self, organisation: Organisation) -> User | None:
        """Who reports for a unit."""
        reporter = self._units.get((organisation.pk, Role.REPORTER))
        return reporter or self._units.get((organisation.pk, Role.APPROVER))

    def approver(self, organisation: Organisation) -> User | None:
        """Who refuses and applies for it."""
        return self._units.get((organisation.pk, Role.APPROVER))

    def desk(self, number: int) -> User:
        """One of the office's desks: they share the work."""
        return self.desks[number % len(self.desks)]


def workday(on: date) -> date:
    """The day, or the last workday before it."""
    calendar = shipped_calendar()
    while not calendar.is_workday(on):
        on -= timedelta(days=1)
    return on


def workdays_on(on: date, days: int) -> date:
    """So many workdays later."""
    calendar = shipped_calendar()
    while days:
        on += timedelta(days=1)
        days -= calendar.is_workday(on)
    return on


def moment(on: date, hour: int, number: int = 0) -> datetime:
    """A moment in office hours; the number spreads what happens over the hour."""
    return datetime.combine(on, time(hour, number * 7 % 60), CHINA)
