"""Words for templates."""

from __future__ import annotations

from typing import Protocol

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from luoshi.office import lamp_words, wording
from luoshi.pages import words


class LampState(Protocol):
    """Anything that keeps why a lamp is as it is."""

    code: str
    inputs: lamp_words.Inputs


register = template.Library()
register.filter("brief", wording.brief)
register.filter("figure", wording.figure_words)
register.filter("subject", wording.subject_words)
register.filter("aim", wording.aim_words)
register.filter("lamp", lamp_words.lamp)
register.filter("lamp_mark", lamp_words.lamp_mark)
register.filter("quantity", lamp_words.quantity_words)
register.filter("points", lamp_words.points_words)
register.filter("day", words.day)
register.filter("moment", words.moment)
register.filter("end", words.end)


@register.filter
def heading(title: str) -> str:
    """A run-in head without its full stop."""
    return title.rstrip("。")


@register.filter
def chip(aim: wording.Aim) -> SafeString:
    """A target in a few words with its figure set off."""
    return format_html("{}<b>{}</b>", wording.subject_words(aim), wording.figure_words(aim) or aim.action)


@register.simple_tag
def planned(figure: float | None, goal: float | None, unit: str) -> str:
    """What is planned for a day on the way to a goal."""
    return lamp_words.planned_words(figure, goal, unit)


@register.simple_tag
def cause(state: LampState) -> str:
    """Why the lamp of a state, a change or a notice is as it is."""
    return lamp_words.cause_words(state.code, state.inputs)
