"""日志: who did what, narrowed down; one line with the check of its chain; the sealed days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.journal.finding import LineFilter, one_page
from luoshi.journal.models import Line
from luoshi.journal.queries import check_chain, newest_roots, sealing_root, subject_types
from luoshi.office.doors import asker
from luoshi.office.journal_words import (
    VERBS,
    action_words,
    facts_of,
    fault_words,
    kind_words,
    origin_words,
    page_of,
)
from luoshi.pages.addresses import read_day, read_whole
from luoshi.people.abilities import Ability, require
from luoshi.people.journal import JOURNAL, visible_lines
from luoshi.people.models import User

DAYS_SHOWN = 366
LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line as the list shows it."""

    line: Line
    action: str
    kind: str
    origin: str


@require_safe
def lines(request: HttpRequest) -> HttpResponse:
    """One page of the journal, newest first."""
    user = _reader(request)
    wanted = filter_from(request.GET.dict())
    page = one_page(visible_lines(user), wanted)
    context = {
        "here": "journal",
        "wanted": wanted,
        "rows": [_row(line) for line in page.lines],
        "older": query_of(wanted, before=page.older) if page.older else "",
        "newest": query_of(wanted, before=None) if wanted.before else "",
        "is_narrowed": replace(wanted, before=None) != LineFilter(),
        "kinds": [(label, kind_words(label)) for label in subject_types()],
        "verbs": VERBS.items(),
    }
    return render(request, "office/journal/lines.html", context)


@require_safe
def line(request: HttpRequest, line_id: int) -> HttpResponse:
    """One line with all it says, and whether its chain holds."""
    user = _reader(request)
    found = visible_lines(user).get(pk=line_id)
    chain = LineFilter(subject_type=found.subject_type, subject_id=found.subject_id)
    check = check_chain(found.subject_type, found.subject_id)
    context = {
        "here": "journal",
        "row": _row(found),
        "line": found,
        "facts": list(facts_of(found)),
        "object_page": page_of(found, user),
        "chain_query": query_of(chain),
        "chain": [_row(each) for each in one_page(visible_lines(user), chain).lines],
        "check": check,
        "faults": [fault_words(fault) for fault in check.faults],
        "root": sealing_root(found),
    }
    return render(request, "office/journal/line.html", context)


@require_safe
def days(request: HttpRequest) -> HttpResponse:
    """The sealed days with their roots: to print, and to keep elsewhere."""
    _reader(request)
    return render(request, "office/journal/days.html", {"here": "journal", "roots": newest_roots(DAYS_SHOWN)})


def filter_from(query: Mapping[str, str]) -> LineFilter:
    """What the address asks for. Nonsense does not narrow."""
    return LineFilter(
        subject_type=_words(query, "subject_type", 64),
        subject_id=read_whole(query.get("subject_id", "")),
        person=_words(query, "person", LONGEST_NAME),
        verb=_words(query, "verb", LONGEST_NAME),
        first_on=read_day(query.get("first_on", "")),
        last_on=read_day(query.get("last_on", "")),
        before=read_whole(query.get("before", "")),
    )


def query_of(wanted: LineFilter, **changes: int | None) -> str:
    """The address's query for this filter, some fields changed."""
    changed = replace(wanted, **changes)  # type: ignore[arg-type]
    pairs = {each.name: getattr(changed, each.name) for each in fields(LineFilter)}
    return urlencode({name: value for name, value in pairs.items() if value not in ("", None)})


def _reader(request: HttpRequest) -> User:
    require(asker(request), Ability.SEE, JOURNAL)
    return asker(request)


def _row(found: Line) -> LineRow:
    return LineRow(found, action_words(found.action), kind_words(found.subject_type), origin_words(found.origin))


def _words(query: Mapping[str, str], name: str, most: int) -> str:
    """Short words without NUL, which PostgreSQL cannot be asked for."""
    return query.get(name, "").replace("\0", "").strip()[:most]
