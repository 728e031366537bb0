"""The official calendar with 调休, and time limits that show their working. Imports no Django.

>>> from datetime import date
>>> from luoshi.workdays import Limit, Unit, due
>>> due(Limit(5, Unit.WORKDAY), date(2026, 2, 13)).on
datetime.date(2026, 2, 27)
"""

from __future__ import annotations

from luoshi.workdays._between import workdays_between
from luoshi.workdays._calendar import (
    CHINA,
    Calendar,
    CalendarEnds,
    DayKind,
    Notice,
    StatutoryLaw,
    day_of,
    read_hours,
    shipped_calendar,
    start_of,
)
from luoshi.workdays._counting import Skip, SkipCause, add_months
from luoshi.workdays._day import read_day
from luoshi.workdays._due import Due, Working, due
from luoshi.workdays._limit import Extension, Limit, LimitFault, OpenPause, Pause, Roll, Span, Unit
from luoshi.workdays._notice import NoticeFault, read_notice

__all__ = [
    "CHINA",
    "Calendar",
    "CalendarEnds",
    "DayKind",
    "Due",
    "Extension",
    "Limit",
    "LimitFault",
    "Notice",
    "NoticeFault",
    "OpenPause",
    "Pause",
    "Roll",
    "Skip",
    "SkipCause",
    "Span",
    "StatutoryLaw",
    "Unit",
    "Working",
    "add_months",
    "day_of",
    "due",
    "read_day",
    "read_hours",
    "read_notice",
    "shipped_calendar",
    "start_of",
    "workdays_between",
]
