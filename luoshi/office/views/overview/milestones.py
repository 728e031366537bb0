"""形象进度: the goals of a page of commitments as bars over the year, each in the row of a table that says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from luoshi.ledger.models import CommitmentState
from luoshi.ledger.paths import next_point
from luoshi.ledger.queries.checking import Bar, lamp_choices, milestones
from luoshi.office.doors import asker
from luoshi.office.filtering import query_of
from luoshi.office.goal_words import goal_words
from luoshi.office.tables import Cell, Head, Table, lamp_cell, on_day, quantity, said
from luoshi.office.views.overview._asking import one_of, show, today
from luoshi.office.views.overview.lamps import chips_of, choices_of, filter_from, page_links
from luoshi.office.wording import brief
from luoshi.pages.words import day


@dataclass(frozen=True, slots=True)
class Mark:
    """A node on a bar: where, in hundredths of the picture's width, and what it is."""

    at: str
    words: str
    passed: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One goal as a row: its cells, and its bar in hundredths of the width."""

    bar: Bar
    what: str
    start: str
    width: str
    done: str
    marks: tuple[Mark, ...]
    next_on: date | None
    next_words: str


@dataclass(frozen=True, slots=True)
class Group:
    """A commitment with the lines of its goals beneath it."""

    state: CommitmentState
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """The days that the picture covers, whole months."""

    first: date
    last: date

    def at(self, on: date) -> float:
        """Where a day lies, in hundredths of the width."""
        inside = min(max(on, self.first), self.last)
        return (inside - self.first).days / max((self.last - self.first).days, 1) * 100

    def months(self) -> list[Mark]:
        """The first day of each month, by its number; with many months only every third is named."""
        found, month = [], self.first
        while month <= self.last:
            found.append(month)
            month = (month + timedelta(days=32)).replace(day=1)
        step = 1 if len(found) <= 14 else 3
        return [
            Mark(
                f"{self.at(each):.2f}%",
                _month(each, with_year=step > 1) if at % step == 0 else "",
                each.month == 1,
            )
            for at, each in enumerate(found)
        ]


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """One page of bars, narrowed down like the list of lamps."""
    wanted = filter_from(request.GET.dict())
    bars, found = milestones(asker(request), wanted)
    choices = choices_of(lamp_choices(asker(request), wanted.report), wanted)
    scale = scale_of(bars)
    context = {
        "groups": _grouped(bars, scale),
        "months": scale.months() if bars else [],
        "now": f"{scale.at(today()):.2f}%" if bars and scale.first <= today() <= scale.last else "",
        "page": found,
        "wanted": wanted,
        "choices": choices,
        "chips": chips_of(choices, wanted),
        "pages": page_links(found, wanted),
        "query": query_of(wanted, page=found.page),
        "day": today(),
    }
    return show(request, "milestones.html", "milestones", context)


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Every node of the page's goals as a workbook."""
    bars, _found = milestones(asker(request), filter_from(request.GET.dict()))
    return one_of((_table(bars),), request.GET.dict(), asker(request))


def scale_of(bars: Sequence[Bar]) -> Scale:
    """From the month of the first day to the month of the last."""
    if not bars:
        return Scale(today(), today())
    last = max(bar.path.due_on for bar in bars)
    end = (last.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return Scale(min(bar.path.start_on for bar in bars).replace(day=1), end)


def _grouped(bars: Sequence[Bar], scale: Scale) -> list[Group]:
    return [
        Group(same[0].state, tuple(_line(bar, scale) for bar in same))
        for same in (list(each) for _pk, each in groupby(bars, key=lambda bar: bar.state.commitment_id))
    ]


def _month(first: date, *, with_year: bool) -> str:
    """3月; 2026年3月 where several years are shown."""
    words = {"year": first.year, "month": first.month}
    return _("%(month)s/%(year)s") % words if with_year else pgettext("month by number", "%(month)s") % words


def _line(bar: Bar, scale: Scale) -> Line:
    path, state = bar.path, bar.goal.state
    start, end = scale.at(path.start_on), scale.at(path.due_on)
    way = path.goal - path.base
    told = state.verified if state.verified is not None else state.reported
    share = min(max((told - path.base) / way, 0.0), 1.0) if way and told is not None else 0.0
    following = next_point(path, today())
    return Line(
        bar=bar,
        what=goal_words(bar.goal),
        start=f"{start:.2f}%",
        width=f"{max(end - start, 0.4):.2f}%",
        done=f"{(end - start) * share:.2f}%",
        marks=tuple(
            Mark(f"{scale.at(point.on):.2f}%", f"{point.name or _('Node')} {day(point.on)}", point.on <= today())
            for point in path.points
        ),
        next_on=following.on if following and following.on != path.due_on else None,
        next_words=following.name or _("Node") if following else "",
    )


def _table(bars: Sequence[Bar]) -> Table:
    heads = (
        Head(_("Commitment"), 50), Head(_("Goal"), 30), Head(_("Lead organisation"), 20), Head(_("Node"), 18),
        Head(_("Day"), 13), Head(_("Planned"), 12, number=True), Head(_("Reported figure"), 12, number=True),
        Head(_("Verified figure"), 12, number=True), Head(_("Lamp"), 8),
    )  # fmt: skip
    return Table("milestones", _("Milestones"), heads, tuple(row for bar in bars for row in _rows(bar)))


def _rows(bar: Bar) -> list[tuple[Cell, ...]]:
    """A row for each node, and one for the last day where no node lies on it."""
    nodes = [(point.name or _("Node"), point.on, point.figure) for point in bar.path.points]
    if not nodes or nodes[-1][1] != bar.path.due_on:
        nodes.append((_("Last day"), bar.path.due_on, bar.path.goal))
    goal, commitment = bar.goal, bar.state.commitment
    return [
        (
            said(f"{commitment.number} {brief(commitment.text.strip())}", link=_address(bar)), said(goal_words(goal)),
            said(str(bar.state.holder or "")), said(name), on_day(on), quantity(figure, goal.unit),
            quantity(goal.state.reported, goal.unit), quantity(goal.state.verified, goal.unit),
            lamp_cell(goal.state.colour),
        )
        for name, on, figure in nodes
    ]  # fmt: skip


def _address(bar: Bar) -> str:
    return reverse("commitment-detail", args=[bar.state.commitment_id])
