"""最近变化: everything that was done since a day, newest first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from luoshi.ledger.checking_choices import ColourChoice, NoticeStepKind
from luoshi.ledger.queries.checking import ChangeRow, changed_since
from luoshi.ledger.queries.checking.changes import KINDS, MOST
from luoshi.office.doors import asker
from luoshi.office.goal_words import goal_words
from luoshi.office.lamp_words import cause_words, quantity_words
from luoshi.office.tables import Cell, Head, Table, said
from luoshi.office.views.overview._asking import day_in, one_of, show, today, words_in
from luoshi.office.wording import brief
from luoshi.pages.words import day, moment
from luoshi.workdays import start_of

WEEK = timedelta(days=7)


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Since a day, of one kind or of all; the last seven days unless the address names one."""
    since, kind = _since(request), _kind(request)
    rows = changed_since(asker(request), start_of(since), kind=kind)
    context = {
        "table": _table(rows),
        "since": since,
        "kinds": [(key, words, key == kind) for key, words in kind_words().items()],
        "cut": len(rows) >= MOST,
        "query": urlencode({"since": since.isoformat(), "kind": kind}),
    }
    return show(request, "changes.html", "changes", context)


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The same rows as a workbook."""
    rows = changed_since(asker(request), start_of(_since(request)), kind=_kind(request))
    return one_of((_table(rows),), request.GET.dict(), asker(request))


def _since(request: HttpRequest) -> date:
    return day_in(request.GET.dict(), "since") or today() - WEEK


def _kind(request: HttpRequest) -> str:
    kind = words_in(request.GET.dict(), "kind")
    return kind if kind in KINDS else ""


def kind_words() -> dict[str, str]:
    """What may be looked at by itself."""
    return {
        "lamp": _("Lamps"),
        "duty": _("Duties"),
        "path": _("Paths"),
        "entry": _("Entries"),
        "check": pgettext("of entries", "Checks"),
        "settlement": _("Settlements"),
        "notice": _("Supervision notices"),
    }


def _table(rows: tuple[ChangeRow, ...]) -> Table:
    heads = (Head(_("When"), 18), Head(_("What"), 24), Head(_("Commitment"), 50), Head(_("Details"), 44),
             Head(pgettext("done", "By"), 18))  # fmt: skip
    return Table("changes", _("What changed"), heads, tuple(_row(row) for row in rows), _("Nothing changed."))


def _row(row: ChangeRow) -> tuple[Cell, ...]:
    commitment = row.commitment
    link = reverse("commitment-detail", args=[commitment.pk])
    by = getattr(row.row, "by", None)
    return (
        Cell(
            day(row.at) if row.kind == "lamp" else moment(row.at),
            value=timezone.localtime(row.at).strftime("%Y-%m-%d %H:%M"),
            whole=True,
        ),
        Cell(str(_KINDS[row.kind](row)), loud=row.what == ColourChoice.RED, whole=True),
        said(f"{commitment.number} {brief(commitment.text.strip())}", link=link),
        said(_DETAILS[row.kind](row)),
        said(by.display_name if by is not None else _("the program")),
    )


def _labelled(prefix: Callable[[], str]) -> Callable[[ChangeRow], str]:
    return lambda row: f"{prefix()}{row.row.get_kind_display()}"


_KINDS: Mapping[str, Callable[[ChangeRow], str]] = {
    "lamp": lambda row: _("Lamp: %(before)s → %(after)s") % {
        "before": ColourChoice(row.row.before).label, "after": ColourChoice(row.row.after).label,
    },
    "duty": _labelled(lambda: _("Duty: ")),
    "path": lambda row: _("Path, version %(number)s") % {"number": row.row.number},
    "entry": lambda row: _("Entry"),
    "check": _labelled(lambda: _("Entry: ")),
    "settlement": _labelled(lambda: _("Settlement: ")),
    "notice": _labelled(lambda: _("Supervision notice: ")),
}  # fmt: skip


def _entry(row: ChangeRow) -> str:
    entry = row.row
    figure = quantity_words(entry.figure, entry.goal.unit) if entry.figure is not None else ""
    return "，".join(
        part for part in (str(entry.organisation), goal_words(entry.goal), figure, brief(entry.note)) if part
    )


def _check(row: ChangeRow) -> str:
    """The figure that was checked, and the other one where another was found."""
    check, entry = row.row, row.row.entry
    told = entry.figure if check.figure is None else check.figure
    figure = quantity_words(told, entry.goal.unit) if told is not None else ""
    return "，".join(part for part in (goal_words(entry.goal), figure, brief(check.why)) if part)


def _notice(row: ChangeRow) -> str:
    """What was said, and for a new notice why it was opened."""
    notice = row.row.notice
    return brief(row.row.why) or (cause_words(notice.code, notice.inputs) if row.what == NoticeStepKind.OPENED else "")


def _why(row: ChangeRow) -> str:
    return brief(row.row.why)


_DETAILS: Mapping[str, Callable[[ChangeRow], str]] = {
    "lamp": lambda row: cause_words(row.row.code, row.row.inputs),
    "duty": lambda row: "，".join(part for part in (str(row.row.holder), brief(row.row.why)) if part),
    "path": lambda row: "，".join(part for part in (goal_words(row.row.goal), brief(row.row.why)) if part),
    "entry": _entry,
    "check": _check,
    "settlement": _why,
    "notice": _notice,
}
