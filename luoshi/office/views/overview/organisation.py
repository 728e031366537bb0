"""One organisation: its lamps, what it has to reach, what waits for it, and how much it is asked for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from luoshi.ledger.models import Duty, Goal, Notice
from luoshi.ledger.queries.checking import OrganisationView, organisation_page
from luoshi.office.doors import asker
from luoshi.office.goal_words import goal_words
from luoshi.office.lamp_words import cause_words, points_words
from luoshi.office.tables import Cell, Head, Table, lamp_cell, on_day, quantity, said
from luoshi.office.views.overview._asking import one_of, show, today
from luoshi.office.views.overview._tiles import tiles
from luoshi.office.wording import brief


@require_safe
def page(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """What the organisation has to do, as far as the asker sees it."""
    found = organisation_page(asker(request), organisation_id, today())
    context = {
        "found": found,
        "organisation": found.organisation,
        "tables": _tables(found),
        "tiles": tiles(found.colours, organisation=organisation_id),
        "day": today(),
    }
    return show(request, "organisation.html", "organisation", context)


@require_safe
def export(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """One of the page's tables as a workbook."""
    found = organisation_page(asker(request), organisation_id, today())
    return one_of(_tables(found), request.GET.dict(), asker(request))


def _tables(found: OrganisationView) -> tuple[Table, ...]:
    return _goals(found), _notices(found), _to_sign(found), _supporting(found)


def _goals(found: OrganisationView) -> Table:
    heads = (
        Head(_("Goal"), 30), Head(_("Commitment"), 50), Head(_("To be reached"), 12, number=True),
        Head(_("Planned"), 12, number=True), Head(_("Reported figure"), 12, number=True),
        Head(_("Verified figure"), 12, number=True),
        Head(_("Points behind"), 10, number=True), Head(_("Due"), 13), Head(_("Lamp"), 8), Head(_("Why"), 40),
    )  # fmt: skip
    made = tuple(_goal(goal) for goal in found.goals)
    return Table("goals", _("What it has to reach"), heads, made, _("Nothing was given to it yet."))


def _goal(goal: Goal) -> tuple[Cell, ...]:
    state = goal.state
    behind = Cell() if state.behind is None else Cell(points_words(state.behind), value=round(state.behind, 1))
    return (
        said(goal_words(goal), link=reverse("goal-detail", args=[goal.pk])),
        said(f"{goal.commitment.number} {brief(goal.commitment.text.strip())}"),
        quantity(state.goal_figure, goal.unit),
        quantity(state.planned, goal.unit),
        quantity(state.reported, goal.unit),
        quantity(state.verified, goal.unit),
        behind,
        on_day(state.due_on),
        lamp_cell(state.colour),
        Cell(cause_words(state.code, state.inputs)),
    )


def _notices(found: OrganisationView) -> Table:
    heads = (
        Head(_("Answer by"), 13), Head(_("Commitment"), 50), Head(_("State"), 12), Head(_("Opened on"), 13),
        Head(_("Why"), 40),
    )  # fmt: skip
    made = tuple(_notice(notice) for notice in found.notices)
    return Table("notices", _("Supervision notices"), heads, made, _("No supervision notice is open."))


def _notice(notice: Notice) -> tuple[Cell, ...]:
    return (
        on_day(notice.answer_by),
        _what(notice),
        Cell(notice.get_state_display()),
        on_day(notice.opened_on),
        Cell(cause_words(notice.code, notice.inputs)),
    )


def _to_sign(found: OrganisationView) -> Table:
    heads = (Head(_("Sign for by"), 13), Head(_("Commitment"), 50), Head(_("Part"), 12), Head(_("Due"), 13))
    made = tuple(
        (on_day(duty.sign_by), _what(duty), Cell(duty.get_part_display()), on_day(duty.due_on))
        for duty in found.to_sign
    )
    return Table("to_sign", _("Not signed for yet"), heads, made, _("Everything is signed for."))


def _supporting(found: OrganisationView) -> Table:
    heads = (Head(_("Commitment"), 60), Head(_("Due"), 13), Head(_("State"), 12))
    made = tuple((_what(duty), on_day(duty.due_on), Cell(duty.get_state_display())) for duty in found.supporting)
    return Table("supporting", _("What it supports"), heads, made, _("It supports nobody."))


def _what(row: Duty | Notice) -> Cell:
    commitment = row.commitment
    link = reverse("commitment-detail", args=[commitment.pk])
    return said(f"{commitment.number} {brief(commitment.text.strip())}", link=link)
