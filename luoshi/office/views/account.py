"""台账: the filtered list, its picture, and the workbook of exactly the same rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from luoshi.ledger.choices import CommitmentKind
from luoshi.ledger.exports import account_workbook
from luoshi.ledger.queries import AccountFilter, AccountPage, account, account_rows_for_export
from luoshi.office.doors import asker
from luoshi.office.filtering import chips_of, choices_of, filter_from, query_of
from luoshi.people.abilities import Ability, Kind, standings

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAGES_AROUND = 2


@dataclass(frozen=True, slots=True)
class Column:
    """A column head that sorts. ``direction`` is as in aria-sort, "" when the list is sorted otherwise."""

    label: str
    address: str
    direction: str


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """One page of the account with everything to narrow it down."""
    wanted = filter_from(request.GET.dict())
    page = account(asker(request), wanted)
    choices = choices_of(page.facets, wanted)
    context = {
        "here": "account",
        "page": page,
        "wanted": wanted,
        "choices": choices,
        "chips": chips_of(choices, wanted),
        "columns": {name: _column(name, label, wanted) for name, label in _sortable().items()},
        "query": query_of(wanted),
        "pages": _pages(page, wanted),
        "chart": _chart(page),
        "kinds": CommitmentKind.choices,
        "may_dispatch": bool(standings(asker(request), Ability.ASSIGN, Kind.COMMITMENT)),
    }
    return render(request, "office/account/page.html", context)


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The workbook of all rows that the filter leaves, as far as the asker may take them away."""
    day = timezone.localdate()
    rows = account_rows_for_export(asker(request), filter_from(request.GET.dict()))
    workbook = account_workbook(rows, title=f"政府工作报告任务台账（{day.year}年{day.month}月{day.day}日）")
    name = _("account-%(day)s.xlsx") % {"day": f"{day:%Y%m%d}"}
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return HttpResponse(workbook, content_type=XLSX, headers={"Content-Disposition": disposition})


def _sortable() -> dict[str, str]:
    return {"number": _("No."), "lead": _("Lead organisation"), "due": _("Due"), "status": _("Status")}


def _column(name: str, label: str, wanted: AccountFilter) -> Column:
    down = wanted.order == name
    direction = "ascending" if down else "descending" if wanted.order == f"-{name}" else ""
    return Column(label, query_of(wanted, order=f"-{name}" if down else name), direction)


def _pages(page: AccountPage, wanted: AccountFilter) -> list[tuple[int, str]]:
    """Numbers of the pages to link to, 0 for a gap."""
    near = set(range(page.page - PAGES_AROUND, page.page + PAGES_AROUND + 1)) | {1, page.pages}
    shown = sorted(number for number in near if 1 <= number <= page.pages)
    links: list[tuple[int, str]] = []
    for number in shown:
        if links and number - links[-1][0] > 1:
            links.append((0, ""))
        links.append((number, query_of(wanted, page=number)))
    return links


def _chart(page: AccountPage) -> dict[str, Any]:
    """What the chart script draws and the table beside it lists: a bar for each section, a part for each kind."""
    kinds = [kind for kind, _label in CommitmentKind.choices if any(row.counts.get(kind) for row in page.chart)]
    return {
        "kinds": [str(CommitmentKind(kind).label) for kind in kinds],
        "keys": kinds,
        "rows": [
            {
                "label": row.label.rstrip("。"),
                "counts": [row.counts.get(kind, 0) for kind in kinds],
                "total": sum(row.counts.values()),
            }
            for row in page.chart
        ],
    }
