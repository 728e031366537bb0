"""工作台: what waits for the person who signs in, and nothing that is not theirs to do."""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from luoshi.ledger.queries import ShelfRow, shelf
from luoshi.ledger.queries.checking import desk, district, lamps_now, unseen_messages
from luoshi.matters.queries import DeskFilter, desk_page, open_incidents
from luoshi.office.desk_words import LISTED, DeskBlock, DeskLine, due_line, line_cells, matter_line, waiting_block
from luoshi.office.doors import asker
from luoshi.office.tables import Cell, Head, Table, number, workbook
from luoshi.office.tabs import KEEPING, tabs_for
from luoshi.office.views.overview._asking import require_taking, takes_away
from luoshi.office.views.overview._tiles import tiles
from luoshi.office.views.overview.district import coming_table, slowest_table, turned_red_table
from luoshi.people.abilities import Ability, Kind, Role, standings
from luoshi.people.models import User
from luoshi.registers.queries import alerts_by_register, visible_requests

ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """A unit: its short list. The office: what waits for it. Leaders: the district. Administrators: their rooms."""
    user, at = asker(request), timezone.now()
    on = timezone.localdate(at)
    waiting = desk(user, on)
    keeps = bool(standings(user, Ability.CONFIRM, Kind.COMMITMENT))
    on_shelf = shelf(user) if keeps else ()
    blocks = [*(waiting_block(each, on) for each in waiting.waiting), *_casework(user, on), *_registers(user, at)]
    context = {
        "here": "home",
        "day": on,
        "due": waiting.due[:LISTED],
        "due_count": len(waiting.due),
        "late": sum(row.late > 0 for row in waiting.due),
        "reports": bool(standings(user, Ability.REPORT, Kind.GOAL)),
        "blocks": [*_to_confirm(on_shelf), *blocks],
        "first_report": keeps and not on_shelf,
        "unseen": unseen_messages(user),
        "takes_away": takes_away(user) and bool(blocks or waiting.due),
        "mine": tabs_for(user, KEEPING) if user.roles & ADMINISTRATORS else (),
    }
    return render(request, "office/desk/home.html", context | _lamps(user, on))


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """What is due and what waits, as a workbook: every line of the desk, and of each kind how many there are."""
    user, at = asker(request), timezone.now()
    on = timezone.localdate(at)
    require_taking(user)
    waiting = desk(user, on)
    blocks = [*(waiting_block(each, on) for each in waiting.waiting), *_casework(user, on), *_registers(user, at)]
    heads = (
        Head(_("What"), 22), Head(_("How many"), 10, number=True), Head(_("Commitment or matter"), 60),
        Head(_("Whose"), 30), Head(_("When"), 16),
    )  # fmt: skip
    due = [(due_line(row), len(waiting.due)) for row in waiting.due]
    rows = [
        *((Cell(str(words)), number(count), *line_cells(line)) for (words, line), count in due),
        *((Cell(str(each.title)), number(each.count), *line_cells(line)) for each in blocks for line in each.lines),
    ]
    return workbook(Table("desk", _("My desk"), heads, tuple(rows)), f"{_('My desk')}-{on:%Y%m%d}")


def _lamps(user: User, on: date) -> dict[str, object]:
    """Leaders see the district in one look; who only reports sees no lamps here, but the list of what is due."""
    if not standings(user, Ability.SEE, Kind.DUTY) or standings(user, Ability.REPORT, Kind.GOAL):
        return {}
    if Role.LEADER in user.roles:
        found = district(user, on)
        tables: tuple[Table, ...] = (
            turned_red_table(found.turned_red),
            slowest_table(found.slowest),
            coming_table(found.coming),
        )
        return {"tiles": tiles(found.colours), "tables": tables}
    now = lamps_now(user, on)
    return {"tiles": tiles(now.colours), "tables": (turned_red_table(now.turned_red),)}


def _to_confirm(on_shelf: tuple[ShelfRow, ...]) -> list[DeskBlock]:
    """Reports with commitments that nobody confirmed yet."""
    lines = tuple(
        DeskLine(row.report.title, reverse("report-detail", args=[row.report.pk]), "", _count(row.proposed))
        for row in on_shelf
        if row.proposed
    )
    return [DeskBlock("confirm", _("Reports to confirm"), len(lines), lines)] if lines else []


def _casework(user: User, on: date) -> list[DeskBlock]:
    """Matters in the hands of the asker's organisations, and what went wrong with matters."""
    if not standings(user, Ability.WORK, Kind.MATTER):
        return []
    page = desk_page(user, DeskFilter(mine=True))
    blocks = []
    if page.rows:
        lines = tuple(matter_line(each, on) for each in page.rows[:LISTED])
        blocks.append(
            DeskBlock("matters", _("Matters in our hands"), page.total, lines, f"{reverse('matters')}?mine=1")
        )
    if standings(user, Ability.DISPATCH, Kind.MATTER):
        incidents = list(open_incidents(user)[: LISTED + 1])
        if incidents:
            shown = tuple(
                DeskLine(
                    each.matter.title,
                    reverse("matter", args=[each.matter.code]),
                    each.get_kind_display(),
                    "",
                    late=True,
                )
                for each in incidents[:LISTED]
            )
            blocks.append(
                DeskBlock("incidents", _("Incidents in matters"), len(incidents), shown, reverse("matters-overview"))
            )
    return blocks


def _registers(user: User, at: datetime) -> list[DeskBlock]:
    """Alerts to see to, counted by register, and changes of records to approve."""
    blocks = []
    if standings(user, Ability.CLOSE_ALERT, Kind.ALERT):
        counts = alerts_by_register(user)
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        lines = tuple(DeskLine(title, reverse("alerts"), "", _count(count)) for title, count in ranked[:LISTED])
        if lines:
            blocks.append(DeskBlock("alerts", _("Alerts"), sum(counts.values()), lines, reverse("alerts")))
    if standings(user, Ability.APPROVE_CHANGE, Kind.RECORD):
        changes = list(visible_requests(user)[: LISTED + 1])
        lines = tuple(
            DeskLine(str(each.register.title), reverse("request", args=[each.pk]), each.by.display_name, "")
            for each in changes[:LISTED]
        )
        if lines:
            blocks.append(
                DeskBlock("requests", _("Changes of records to approve"), len(changes), lines, reverse("requests"))
            )
    return blocks


def _count(number: int) -> str:
    return _("%(n)s waiting") % {"n": number}
