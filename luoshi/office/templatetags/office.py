"""Words for templates."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from luoshi.office import wording

register = template.Library()
register.filter("brief", wording.brief)
register.filter("figure", wording.figure_words)
register.filter("subject", wording.subject_words)
register.filter("aim", wording.aim_words)


@register.filter
def heading(title: str) -> str:
    """A run-in head without its full stop."""
    return title.rstrip("。")


@register.filter
def day(value: date | datetime | None) -> str:
    """2026年3月5日; the local day of an instant."""
    if value is None:
        return ""
    local = timezone.localtime(value) if isinstance(value, datetime) else value
    return date_format(local, "DATE_FORMAT")


@register.filter
def moment(value: datetime) -> str:
    """2026年3月5日 14:05, local."""
    return date_format(timezone.localtime(value), "DATETIME_FORMAT")


@register.filter
def chip(aim: wording.Aim) -> SafeString:
    """A target in a few words with its figure set off."""
    return format_html("{}<b>{}</b>", wording.subject_words(aim), wording.figure_words(aim) or aim.action)
