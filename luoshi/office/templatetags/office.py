"""Words for templates."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from luoshi.office import wording
from luoshi.pages import words

register = template.Library()
register.filter("brief", wording.brief)
register.filter("figure", wording.figure_words)
register.filter("subject", wording.subject_words)
register.filter("aim", wording.aim_words)
register.filter("day", words.day)
register.filter("moment", words.moment)


@register.filter
def heading(title: str) -> str:
    """A run-in head without its full stop."""
    return title.rstrip("。")


@register.filter
def chip(aim: wording.Aim) -> SafeString:
    """A target in a few words with its figure set off."""
    return format_html("{}<b>{}</b>", wording.subject_words(aim), wording.figure_words(aim) or aim.action)
