"""Lamps as every page shows them: a mark told apart by colour, by shape and by its word; and why it is lit so."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from luoshi.ledger.checking_choices import ColourChoice, Ending
from luoshi.ledger.lamps import Code
from luoshi.office.figures import written
from luoshi.office.wording import RATES, speaks_chinese
from luoshi.pages.words import day

# An octagon, a triangle, a diamond, a disc, a ring: readable without the colours.
SHAPES: Mapping[str, str] = {
    ColourChoice.RED: "M5.5 1.5h5l4 4v5l-4 4h-5l-4-4v-5z",
    ColourChoice.YELLOW: "M8 1.5 15 14H1z",
    ColourChoice.BLUE: "M8 1 15 8 8 15 1 8z",
    ColourChoice.GREEN: "M8 1.75a6.25 6.25 0 1 0 0 12.5a6.25 6.25 0 1 0 0-12.5z",
    ColourChoice.GREY: "M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11z",
}

Inputs = Mapping[str, Any]


def lamp(colour: str) -> SafeString:
    """The mark with its word: <span class="lamp red">…红灯</span>. Empty for no lamp."""
    if not colour:
        return mark_safe("")
    return format_html('<span class="lamp {}">{}{}</span>', colour, lamp_mark(colour), ColourChoice(colour).label)


def lamp_mark(colour: str) -> SafeString:
    """The mark alone, where the word stands beside it anyway, as in the head of a column."""
    path = SHAPES[colour]
    return format_html(
        '<svg class="lamp-mark {}" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">'
        '<path d="{}"/></svg>',
        colour,
        path,
    )


def points_words(points: float) -> str:
    """Hundredths of the way, in percentage points with one digit: 30.1."""
    return f"{points:.1f}".removesuffix(".0")


def quantity_words(figure: float | None, unit: str) -> str:
    """A figure with its unit: 4.8万只, 13公里; a dash for none."""
    if figure is None:
        return "—"
    chinese = speaks_chinese()
    gap = "" if chinese or not unit or unit in RATES else " "
    return f"{written(round(figure, 4), chinese=chinese)}{gap}{unit}"


def planned_words(figure: float | None, goal: float | None, unit: str) -> str:
    """What is planned for a day, as exactly as the goal is meant: 1089个 of 1200, 54.2部 of 60."""
    if figure is None or not goal:
        return quantity_words(figure, unit)
    digits = 2 if abs(goal) < 10 else 1 if abs(goal) < 100 else min(0, 3 - math.floor(math.log10(abs(goal))))
    return quantity_words(round(figure, digits), unit)


def cause_words(code: str, inputs: Inputs) -> str:
    """Why a lamp is as it is, with the numbers that decided."""
    return _CAUSES[Code(code)](inputs)


def _overdue(inputs: Inputs) -> str:
    days = int(inputs["days"])
    words = ngettext(
        "Was due on %(day)s, %(days)s day ago, and the goal is not reached",
        "Was due on %(day)s, %(days)s days ago, and the goal is not reached",
        days,
    )
    return words % {"day": day(date.fromisoformat(inputs["due_on"])), "days": days}


def _silent(inputs: Inputs) -> str:
    months = int(inputs["months"])
    words = ngettext("No report for %(months)s month running", "No report for %(months)s months running", months)
    return words % {"months": months}


def _far_behind(inputs: Inputs) -> str:
    facts = {"points": points_words(inputs["points"]), "limit": points_words(inputs["limit"])}
    return _("%(points)s points behind the plan, more than %(limit)s") % facts


def _behind(inputs: Inputs) -> str:
    facts = {"points": points_words(inputs["points"]), "limit": points_words(inputs["limit"])}
    return _("%(points)s points behind the plan, at least %(limit)s") % facts


def _near_due(inputs: Inputs) -> str:
    days = int(inputs["days"])
    words = ngettext("On path; due on %(day)s, %(days)s day left", "On path; due on %(day)s, %(days)s days left", days)
    return words % {"day": day(date.fromisoformat(inputs["due_on"])), "days": days}


def _on_path(inputs: Inputs) -> str:
    points = float(inputs.get("points", 0))
    if points > 0.05:
        return _("On path: %(points)s points behind, which is still allowed") % {"points": points_words(points)}
    if points < -0.05:
        return _("On path: %(points)s points ahead of the plan") % {"points": points_words(-points)}
    return _("On path")


def _not_started(inputs: Inputs) -> str:
    return _("Starts on %(day)s; nothing is planned yet") % {"day": day(date.fromisoformat(inputs["start_on"]))}


def _ended(inputs: Inputs) -> str:
    return str(Ending(inputs["ending"]).label)


_CAUSES: Mapping[Code, Callable[[Inputs], str]] = {
    Code.OVERDUE: _overdue,
    Code.SILENT: _silent,
    Code.FAR_BEHIND: _far_behind,
    Code.BEHIND: _behind,
    Code.NEAR_DUE: _near_due,
    Code.ON_PATH: _on_path,
    Code.REACHED: lambda _inputs: _("The goal is reached"),
    Code.NOT_STARTED: _not_started,
    Code.ENDED: _ended,
}
