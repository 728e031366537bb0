"""A goal's own page with its path and its entries, and its lamp of any day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from luoshi.ledger.checking_choices import DutyPart
from luoshi.ledger.measuring.milestones import milestone_of
from luoshi.ledger.models import Binding, PathProposal
from luoshi.ledger.paths import Path
from luoshi.ledger.queries.checking import EntryView, GoalView, goal_page
from luoshi.ledger.tallies import Checked, CheckKind, EntryKind, Tally, Told
from luoshi.office.doors import asker, may
from luoshi.office.path_chart import HEIGHT, WIDTH, PathChart, draw_path
from luoshi.office.path_words import path_words
from luoshi.office.rule_words import figure_lines, rule_lines
from luoshi.people.abilities import Ability
from luoshi.people.models import User
from luoshi.workdays import day_of


@require_safe
def detail(request: HttpRequest, goal_id: int) -> HttpResponse:
    """The path, what was reported and what was found, and what may be done."""
    today = timezone.localdate()
    page = goal_page(asker(request), goal_id, today)
    context = context_of(page) | {
        "reported": page.tally.reported.figure if page.tally.reported else None,
        "verified": page.tally.verified.figure if page.tally.verified else None,
        "chart": chart_of(page, today),
        "width": WIDTH,
        "height": HEIGHT,
        "entries": [with_reach(each, page) for each in page.entries],
        "may_report": reports(page),
        "versions": [
            {"version": each, "words": path_words(Path.from_json(each.path), page.goal.unit)}
            for each in reversed(page.versions)
        ],
        "is_milestone": milestone_of(page.goal) is not None,
        "figure_address": figure_address(page.binding, page.tally, today) if page.binding else "",
        "proposals": [with_decision(each, page, asker(request)) for each in page.proposals],
    }
    return render(request, "office/checking/goal.html", context)


def figure_address(binding: Binding, tally: Tally, today: date) -> str:
    """The page with the records that are counted, on the day of the figure that stands."""
    on = tally.reported.held_on if tally.reported else today
    return f"{reverse('goal-figure', args=[binding.goal_id])}?{urlencode({'on': on.isoformat()})}"


@require_safe
def lamp(request: HttpRequest, goal_id: int) -> HttpResponse:
    """The lamp of a day: the rule, what went into it, and how it can become another."""
    today = timezone.localdate()
    on = day_from(request.GET.get("on", ""), today)
    page = goal_page(asker(request), goal_id, min(on or today, today))
    context = context_of(page) | {
        "on": page.on,
        "today": today,
        "wrong_day": on is None or on > today,
        "rule_lines": rule_lines(page.rule),
        "figure_lines": figure_lines(page.rule),
        "changes": changes_of(page),
        "may_report": reports(page),
    }
    return render(request, "office/checking/lamp.html", context)


def context_of(page: GoalView) -> dict[str, Any]:
    """What both pages show."""
    return {
        "here": "account",
        "page": page,
        "goal": page.goal,
        "commitment": page.goal.commitment,
        "may": may(page.abilities),
    }


def day_from(words: str, today: date) -> date | None:
    """The day that the address asks for: today if none, None for nonsense."""
    if not words:
        return today
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


def chart_of(page: GoalView, today: date) -> PathChart:
    """The picture of the goal's path as at today."""
    first = Path.from_json(page.versions[0].path)
    return draw_path(page.path, told_of(page.entries), today, first)


def told_of(entries: Sequence[EntryView]) -> list[Told]:
    """The entries as values, oldest first, each with its latest check."""
    return [_told(each) for each in reversed(entries)]


def _told(view: EntryView) -> Told:
    entry = view.entry
    latest = view.checks[-1] if view.checks else None
    return Told(
        number=entry.number,
        kind=EntryKind(entry.kind),
        figure=entry.figure,
        held_on=entry.held_on,
        recorded_on=day_of(entry.at),
        corrects=entry.corrects.number if entry.corrects else None,
        check=Checked(CheckKind(latest.kind), day_of(latest.at), latest.figure) if latest else None,
    )


def with_reach(view: EntryView, page: GoalView) -> dict[str, Any]:
    """An entry with what may be done with it now."""
    is_running = page.lamp is None or page.lamp.because.code != "ended"
    latest = view.checks[-1] if view.checks else None
    return {
        "entry": view.entry,
        "checks": view.checks,
        "latest": latest,
        "evidence": view.evidence,
        "may_check": Ability.VERIFY in view.abilities and is_running,
        "may_correct": reports(page) and is_running,
        "may_take": Ability.EXPORT in view.abilities,
    }


def with_decision(proposal: PathProposal, page: GoalView, user: User) -> dict[str, Any]:
    """A proposed path with the answer to it, or whether the asker may give one."""
    decision = getattr(proposal, "decision", None)
    needed = Ability.ADJUST if proposal.adjusts else Ability.APPROVE
    return {
        "proposal": proposal,
        "words": path_words(Path.from_json(proposal.path), page.goal.unit),
        "decision": decision,
        "may_decide": decision is None and needed in page.abilities and proposal.by_id != user.pk,
    }


def reports(page: GoalView) -> bool:
    """Does the asker report on this goal itself, while it runs?"""
    is_running = page.lamp is None or page.lamp.because.code != "ended"
    mine = Ability.REPORT in page.abilities and page.goal.duty.part != DutyPart.SUPPORTING
    return mine and is_running and not page.shares


def changes_of(page: GoalView) -> list[Any]:
    """Days on which the lamp became another, newest first."""
    changes = []
    before = None
    for day in page.days:
        colour = day.lamp.colour if day.lamp else None
        if colour != before and day.lamp is not None:
            changes.append(day)
        before = colour
    return list(reversed(changes))[:30]
