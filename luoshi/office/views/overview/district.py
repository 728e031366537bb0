"""全区一览: lamps by field, by organisation and by month, and what wants looking at; every table also as a workbook."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from luoshi.ledger.checking_choices import ColourChoice, Ending
from luoshi.ledger.models import CommitmentState, GoalState, LampChange
from luoshi.ledger.queries.checking import District, LampRow, district, lamp_choices
from luoshi.office.doors import asker
from luoshi.office.lamp_words import cause_words, points_words
from luoshi.office.tables import Cell, Head, Table, lamp_cell, number, on_day, quantity, said
from luoshi.office.views.overview._asking import number_in, one_of, show, today
from luoshi.office.views.overview._tiles import lamps_address, tiles
from luoshi.office.wording import brief
from luoshi.people.models import Organisation

BARS = 16  # of the picture; its table has all


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The district on one page, of one report or of all."""
    user, report = asker(request), number_in(request.GET.dict(), "report")
    found = district(user, today(), report)
    tables = {each.key: each for each in _tables(found, report)}
    context = {
        "tables": tables,
        "report": report,
        "reports": lamp_choices(user).reports,
        "tiles": tiles(found.colours, report),
        "total": sum(found.colours.values()),
        "ended": [
            (Ending(key).label, count, lamps_address(report, ending=key)) for key, count in sorted(found.ended.items())
        ],
        "charts": _charts(found),
        "query": urlencode({"report": report}) if report is not None else "",
        "day": today(),
    }
    return show(request, "district.html", "district", context)


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """One of the page's tables as a workbook."""
    query = request.GET.dict()
    report = number_in(query, "report")
    return one_of(_tables(district(asker(request), today(), report), report), query, asker(request))


def _tables(found: District, report: int | None) -> tuple[Table, ...]:
    return (
        _counts("by_field", _("Lamps by field"), pgettext("of work", "Field"), found.by_field, report),
        _counts(
            "by_organisation", _("Lamps by lead organisation"), _("Lead organisation"), found.by_organisation, report
        ),
        _counts("by_month", _("Lamps at the end of each month"), _("Month"), reversed(found.by_month), report),
        turned_red_table(found.turned_red),
        coming_table(found.coming),
        slowest_table(found.slowest),
        _unverified(found.unverified),
    )


def _counts(key: str, title: str, first: str, rows: Iterable[LampRow], report: int | None) -> Table:
    heads = [Head(str(label), 8, number=True, colour=str(value)) for value, label in ColourChoice.choices]
    made = tuple(
        (_first(row, report), *(number(row.colours[each]) for each in ColourChoice.values), number(row.total))
        for row in rows
    )
    return Table(key, title, (Head(first, 30), *heads, Head(_("Total"), 8, number=True)), made, slim=True)


def _first(row: LampRow, report: int | None) -> Cell:
    if row.organisation is not None:
        return said(row.organisation.name, link=reverse("organisation-checking", args=[row.organisation.pk]))
    if row.section is not None:
        return said(_label(row), link=lamps_address(row.section.report_id, field=row.section.pk))
    return Cell(_label(row))


def _label(row: LampRow) -> str:
    if row.organisation is not None:
        return row.organisation.short_name or row.organisation.name
    if row.section is not None:
        return row.section.title.rstrip("。")
    return date_format(row.month, "YEAR_MONTH_FORMAT") if row.month else _("without a heading")


def _what(state: CommitmentState | LampChange) -> Cell:
    commitment = state.commitment
    link = reverse("commitment-detail", args=[commitment.pk])
    return said(f"{commitment.number} {brief(commitment.text.strip())}", link=link)


def _whose(organisation: Organisation | None) -> Cell:
    if organisation is None:
        return Cell()
    return said(str(organisation), link=reverse("organisation-checking", args=[organisation.pk]))


def turned_red_table(rows: Iterable[LampChange]) -> Table:
    """What turned red this week, and why."""
    heads = (Head(_("Day"), 13), Head(_("Commitment"), 50), Head(_("Lead organisation"), 20), Head(_("Why"), 44))
    made = tuple(
        (on_day(row.on), _what(row), _whose(row.commitment.lead), Cell(cause_words(row.code, row.inputs)))
        for row in rows
    )
    return Table("turned_red", _("Turned red in the last seven days"), heads, made, _("No lamp turned red."))


def coming_table(rows: Iterable[GoalState]) -> Table:
    """Nodes and last days of the next fourteen days."""
    heads = (
        Head(_("Day"), 13), Head(_("Node"), 16), Head(_("Commitment"), 50), Head(_("Lead organisation"), 20),
        Head(_("Planned"), 12, number=True), Head(_("Reported figure"), 12, number=True), Head(_("Lamp"), 8),
    )  # fmt: skip
    made = tuple(_coming_row(row) for row in rows)
    return Table("coming", _("The next fourteen days"), heads, made, _("Nothing falls due."))


def _coming_row(row: GoalState) -> tuple[Cell, ...]:
    goal = row.goal
    commitment = goal.commitment
    link = reverse("commitment-detail", args=[commitment.pk])
    node = said(row.next_name) if row.next_name else Cell(_("Last day") if row.next_on == row.due_on else _("Node"))
    return (
        on_day(row.next_on),
        node,
        said(f"{commitment.number} {brief(commitment.text.strip())}", link=link, below=goal.object),
        _whose(goal.duty.holder),
        quantity(row.next_figure, goal.unit),
        quantity(row.reported, goal.unit),
        lamp_cell(row.colour),
    )


def slowest_table(rows: Iterable[CommitmentState]) -> Table:
    """What is furthest behind its path."""
    heads = (
        Head(_("Points behind"), 12, number=True), Head(_("Commitment"), 50), Head(_("Lead organisation"), 20),
        Head(_("Due"), 13), Head(_("Lamp"), 8),
    )  # fmt: skip
    made = tuple(
        (
            Cell(points_words(row.behind or 0.0), value=round(row.behind or 0.0, 1)), _what(row), _whose(row.holder),
            on_day(row.due_on), lamp_cell(row.colour),
        )
        for row in rows
    )  # fmt: skip
    return Table("slowest", _("Furthest behind"), heads, made, _("Nobody is behind."))


def _unverified(rows: Iterable[CommitmentState]) -> Table:
    heads = (
        Head(_("Waiting since"), 13), Head(_("Days"), 8, number=True), Head(_("Commitment"), 50),
        Head(_("Lead organisation"), 20),
    )  # fmt: skip
    made = tuple(
        (
            on_day(row.waiting_since), number((today() - row.waiting_since).days if row.waiting_since else None),
            _what(row), _whose(row.holder),
        )
        for row in rows
    )  # fmt: skip
    return Table("unverified", _("Longest waiting to be verified"), heads, made, _("Everything reported is verified."))


def _charts(found: District) -> dict[str, dict[str, Any]]:
    """What the script draws: beside each of them stands the table with the same figures."""
    return {
        "by_field": _chart(found.by_field, "across"),
        "by_organisation": _chart(found.by_organisation[:BARS], "across"),
        "by_month": _chart(found.by_month, "up"),
    }


def _chart(rows: Iterable[LampRow], way: str) -> dict[str, Any]:
    listed = list(rows)
    return {
        "way": way,
        "keys": ColourChoice.values,
        "names": [str(label) for label in ColourChoice.labels],
        "rows": [
            {"label": _label(row), "counts": [row.colours[each] for each in ColourChoice.values]} for row in listed
        ],
    }
