"""填报负担: how much every organisation is asked for in a month, beside the cap that the office has set itself."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from luoshi.ledger.queries.checking import LoadRow, reporting_loads
from luoshi.office.doors import asker
from luoshi.office.tables import Cell, Head, Table, number, said
from luoshi.office.views.overview._asking import day_in, one_of, show, today
from luoshi.people.models import User

MONTH = timedelta(days=32)


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """One month; this one unless the address names a day of another."""
    on = day_in(request.GET.dict(), "on") or today()
    first = on.replace(day=1)
    rows = reporting_loads(asker(request), on)
    context = {
        "table": _table(rows),
        "month": first,
        "before": first - timedelta(days=1),
        "after": (first + MONTH).replace(day=1),
        "full": sum(row.is_full for row in rows),
        "cap": rows[0].most_requests if rows else None,
        "query": f"on={on:%Y-%m-%d}",
    }
    return show(request, "loads.html", "loads", context)


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The month as a workbook."""
    on: date = day_in(request.GET.dict(), "on") or today()
    user: User = asker(request)
    return one_of((_table(reporting_loads(user, on)),), request.GET.dict(), user)


def _table(rows: tuple[LoadRow, ...]) -> Table:
    heads = (
        Head(_("Organisation"), 30), Head(_("Monthly reports"), 12, number=True),
        Head(_("Extra reports asked for"), 14, number=True), Head(_("Cap"), 8, number=True),
        Head(_("Visits"), 10, number=True), Head(_("Notices to answer"), 12, number=True),
        Head(_("Together"), 10, number=True),
    )  # fmt: skip
    made = tuple(_row(row) for row in rows)
    return Table("loads", _("Reporting load"), heads, made, _("Nobody is asked for anything this month."))


def _row(row: LoadRow) -> tuple[Cell, ...]:
    load = row.load
    asked = Cell(f"{load.requests}", value=load.requests, loud=row.is_full, below=_("full") if row.is_full else "")
    return (
        said(row.organisation.name, link=reverse("organisation-checking", args=[row.organisation.pk])),
        number(load.monthly),
        asked,
        number(row.most_requests),
        number(load.visits),
        number(load.notices),
        number(load.total),
    )
