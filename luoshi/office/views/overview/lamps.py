"""亮灯清单: dispatched commitments, narrowed down, sorted, and as a workbook of the same rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from luoshi.ledger.checking_choices import ColourChoice, Ending
from luoshi.ledger.models import CommitmentState, Goal
from luoshi.ledger.queries.checking import (
    LampChoices,
    LampFilter,
    LampPage,
    lamp_choices,
    lamp_list,
    lamp_rows_for_export,
)
from luoshi.ledger.queries.checking.lists import ORDERS
from luoshi.office.doors import asker
from luoshi.office.filtering import Chip, Choice, Option, choice_among, query_of, set_chips
from luoshi.office.lamp_words import cause_words, quantity_words
from luoshi.office.tables import Cell, Head, Table, lamp_cell, number, on_day, said, workbook
from luoshi.office.views.overview._asking import day_in, number_in, require_taking, show, today, words_in
from luoshi.pages.words import day
from luoshi.people.models import Organisation

LONGEST_SEARCH = 100
DEEPEST_PAGE = 100_000
PAGES_AROUND = 2


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """One page of the list with everything to narrow it down."""
    wanted = filter_from(request.GET.dict())
    found = lamp_list(asker(request), wanted)
    choices = choices_of(lamp_choices(asker(request), wanted.report), wanted)
    context = {
        "page": found,
        "wanted": wanted,
        "choices": choices,
        "chips": chips_of(choices, wanted),
        "query": query_of(wanted),
        "orders": [(key, label, key == wanted.order) for key, label in order_words().items()],
        "pages": page_links(found, wanted),
    }
    return show(request, "lamps.html", "lamps", context)


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The workbook of all rows that match and that the asker may take away."""
    require_taking(asker(request))
    rows = lamp_rows_for_export(asker(request), filter_from(request.GET.dict()))
    made = Table("lamps", _("List of lamps"), _heads(), tuple(_row(row) for row in rows))
    return workbook(made, f"{made.title}-{today():%Y%m%d}")


def order_words() -> dict[str, str]:
    """The orders on offer."""
    return {
        "worst": _("furthest behind first"),
        "due": _("due soonest first"),
        "red": _("changed last first"),
        "waiting": _("longest unverified first"),
        "number": _("as in the report"),
    }


def filter_from(query: Mapping[str, str]) -> LampFilter:
    """What the address asks for. Nonsense does not narrow."""
    colour, ending, order = (words_in(query, name) for name in ("colour", "ending", "order"))
    return LampFilter(
        report=number_in(query, "report"),
        colour=colour if colour in ColourChoice.values else "",
        field=number_in(query, "field"),
        organisation=number_in(query, "organisation"),
        due_from=day_in(query, "due_from"),
        due_until=day_in(query, "due_until"),
        text=words_in(query, "text", LONGEST_SEARCH),
        ending=ending if ending in (*Ending.values, "any") else "",
        order=order if order in ORDERS else "worst",
        page=min(number_in(query, "page") or 1, DEEPEST_PAGE),
    )


def choices_of(found: LampChoices, wanted: LampFilter) -> list[Choice]:
    """Every list of the filter."""
    reports = [(str(each.pk), each.title) for each in found.reports]
    sections = [(str(each.pk), each.title.rstrip("。")) for each in found.fields]
    organisations = [(str(each.pk), str(each)) for each in found.organisations]
    endings = [*((str(key), str(label)) for key, label in Ending.choices), ("any", _("all, running and ended"))]
    lamps = [(str(key), str(label)) for key, label in ColourChoice.choices]
    made = [
        _choice("report", _("Report"), _("all reports"), reports, wanted.report),
        _choice("field", pgettext("of work", "Field"), _("all fields"), sections, wanted.field),
        _choice("colour", _("Lamp"), _("all lamps"), lamps, wanted.colour),
        _choice("organisation", _("Organisation"), _("all organisations"), organisations, wanted.organisation),
        _choice("ending", _("State"), _("running"), endings, wanted.ending),
    ]
    return [each for each in made if len(each.options) > 1]


def _choice(name: str, label: str, everything: str, rows: Iterable[tuple[str, str]], value: str | int | None) -> Choice:
    chosen = "" if value is None else str(value)
    options = [Option(key, words, None, key == chosen) for key, words in rows]
    return choice_among(name, label, everything, options, Option(chosen, chosen, None, chosen=True))


def chips_of(choices: Iterable[Choice], wanted: LampFilter) -> list[Chip]:
    """The filters that are set, each with the way out of it."""
    usual = LampFilter()
    chips = set_chips(choices, lambda name: query_of(wanted, **{name: getattr(usual, name)}))
    if wanted.due_from:
        chips.append(Chip(_("Due from"), day(wanted.due_from), query_of(wanted, due_from=None)))
    if wanted.due_until:
        chips.append(Chip(_("Due until"), day(wanted.due_until), query_of(wanted, due_until=None)))
    if wanted.text:
        chips.append(Chip(_("Search"), wanted.text, query_of(wanted, text="")))
    return chips


@dataclass(frozen=True, slots=True)
class PageLink:
    """A number of the pages to turn to; number 0 is a gap."""

    number: int
    address: str


def page_links(found: LampPage, wanted: LampFilter) -> list[PageLink]:
    """The pages near this one, and the first and the last."""
    near = {*range(found.page - PAGES_AROUND, found.page + PAGES_AROUND + 1), 1, found.pages}
    links: list[PageLink] = []
    for at in sorted(each for each in near if 1 <= each <= found.pages):
        if links and at - links[-1].number > 1:
            links.append(PageLink(0, ""))
        links.append(PageLink(at, query_of(wanted, page=at)))
    return links


def _heads() -> tuple[Head, ...]:
    return (
        Head(_("No."), 8, number=True), Head(_("Report"), 24), Head(_("Commitment"), 60),
        Head(_("Lead organisation"), 20),
        Head(_("Supporting organisations"), 24), Head(_("Goals"), 40), Head(_("Lamp"), 8), Head(_("Why"), 40),
        Head(_("Points behind"), 12, number=True), Head(_("Since"), 13), Head(_("Due"), 13), Head(_("State"), 10),
    )  # fmt: skip


def _row(state: CommitmentState) -> tuple[Cell, ...]:
    commitment = state.commitment
    supporting: Iterable[Organisation] = commitment.supporting.all()
    behind = None if state.behind is None else round(state.behind, 1)
    return (
        number(commitment.number),
        said(commitment.report.title),
        said(commitment.text.strip()),
        said(str(state.holder or "")),
        said("、".join(str(each) for each in supporting)),
        said("\n".join(goal_words(goal) for goal in commitment.top_goals)),  # type: ignore[attr-defined]
        lamp_cell(state.colour),
        Cell(cause_words(state.code, state.inputs)),
        Cell(value="" if behind is None else behind),
        on_day(state.colour_since),
        on_day(state.due_on),
        Cell(str(Ending(state.ending).label) if state.ending else _("running")),
    )


def goal_words(goal: Goal) -> str:
    """A goal with both its figures: 供热管网 13公里：自报6公里，核实5公里."""
    facts = {
        "goal": f"{goal.object} {quantity_words(goal.state.goal_figure, goal.unit)}".strip(),
        "reported": quantity_words(goal.state.reported, goal.unit),
        "verified": quantity_words(goal.state.verified, goal.unit),
    }
    return _("%(goal)s: reported %(reported)s, verified %(verified)s") % facts
