"""Days and moments as every page writes them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.formats import date_format


def day(value: date | datetime | None) -> str:
    """2026年3月5日; the local day of an instant."""
    if value is None:
        return ""
    local = timezone.localtime(value) if isinstance(value, datetime) else value
    return date_format(local, "DATE_FORMAT")


def moment(value: datetime) -> str:
    """2026年3月5日 14:05, local."""
    return date_format(timezone.localtime(value), "DATETIME_FORMAT")


def last_day(ends_at: datetime) -> date:
    """The last day of a limit that ends at this moment: midnight ends the day before."""
    return timezone.localtime(ends_at - timedelta(microseconds=1)).date()


def end(value: datetime | None) -> str:
    """The end of a limit: its last day when it ends with that day, else the moment."""
    if value is None:
        return ""
    if timezone.localtime(value).time() == time(0):
        return day(value - timedelta(microseconds=1))
    return moment(value)
