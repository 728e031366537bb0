"""How far it is from one day to another, in the unit a reader thinks in."""

from __future__ import annotations

from datetime import date

from luoshi.workdays._calendar import DAY, Calendar


def workdays_between(first: date, last: date, calendar: Calendar) -> int:
    """Workdays after ``first`` up to and with ``last``; negative when ``last`` lies before ``first``."""
    if last < first:
        return -workdays_between(last, first, calendar)
    return sum(calendar.is_workday(first + step * DAY) for step in range(1, (last - first).days + 1))
