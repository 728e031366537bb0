"""工作台: what waits, in lines that each lead to where it is done. Language as active; no database."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from luoshi.ledger.queries.checking import DueKind, DueRow, Waiting
from luoshi.matters.models import Matter
from luoshi.office.goal_words import goal_words
from luoshi.office.tables import Cell, said
from luoshi.office.wording import brief
from luoshi.pages.messages import title_words
from luoshi.pages.words import day, last_day
from luoshi.workdays import day_of

LISTED = 6  # of each kind on the desk


@dataclass(frozen=True, slots=True)
class DeskLine:
    """One thing that waits: what, where it is done, whose it is, since or until when."""

    words: str
    address: str
    whose: str
    when: str
    late: bool = False


@dataclass(frozen=True, slots=True)
class DeskBlock:
    """Things of one kind. ``count`` may be more than the lines; ``address`` shows all of them, where a page does."""

    key: str
    title: str | Promise
    count: int
    lines: tuple[DeskLine, ...]
    address: str = ""

    @property
    def more(self) -> int:
        """How many are not listed."""
        return self.count - len(self.lines)


TITLES: Mapping[str, Promise] = {
    "refusals": gettext_lazy("Refusals to rule on"),
    "unsigned": gettext_lazy("Not signed for in time"),
    "entries": gettext_lazy("Figures to verify"),
    "paths": gettext_lazy("Paths to approve"),
    "adjustments": gettext_lazy("Goals to adjust"),
    "applications": gettext_lazy("Applications to verify"),
    "signatures": gettext_lazy("Endings to sign"),
    "notices": gettext_lazy("Supervision notices to see to"),
    "failed": gettext_lazy("Messages that did not arrive"),
}


def waiting_block(waiting: Waiting, on: date) -> DeskBlock:
    """One kind of what waits in checking."""
    line = _LINES[waiting.key]
    lines = tuple(line(row, on) for row in waiting.rows[:LISTED])
    return DeskBlock(waiting.key, TITLES[waiting.key], waiting.count, lines, _address(waiting.key))


DUE: Mapping[str, Promise] = {
    "sign": gettext_lazy("Sign for"),
    "report": gettext_lazy("This month's report"),
    "returned": gettext_lazy("Came back"),
    "requested": gettext_lazy("Asked for"),
    "answer": gettext_lazy("Supervision notice"),
}


def due_line(row: DueRow) -> tuple[Promise, DeskLine]:
    """One thing that is due from a unit, with its kind in words. The day itself stands there, late or not."""
    words = goal_words(row.goal) if row.goal and row.kind != DueKind.ANSWER else row.commitment.text.strip()
    holder = row.goal.duty.holder if row.goal and row.kind != DueKind.ANSWER else row.commitment.lead
    address = reverse("commitment-detail", args=[row.commitment.pk])
    whose = str(holder) if holder else ""
    return DUE[row.kind], DeskLine(f"{row.commitment.number} {words}", address, whose, day(row.due_on), row.late > 0)


def line_cells(line: DeskLine) -> tuple[Cell, ...]:
    """A line as it stands in a workbook."""
    return said(line.words), said(line.whose), Cell(line.when)


def matter_line(matter: Matter, on: date) -> DeskLine:
    """A matter in the asker's hands."""
    due = last_day(matter.due_at) if matter.due_at else None
    when = _until(due, on) if due else ""
    whose = str(matter.organisation) if matter.organisation else ""
    return DeskLine(
        brief(matter.title), reverse("matter", args=[matter.code]), whose, when, due is not None and due < on
    )


def _address(key: str) -> str:
    if key == "entries":
        return f"{reverse('lamps')}?order=waiting"
    return reverse("outbox") if key == "failed" else ""


def _duty(row: Any, on: date) -> DeskLine:
    better = _("%(unit)s, thinks it belongs to %(better)s") % {"unit": row.holder, "better": row.better}
    return _of_commitment(row.commitment, better if row.better else str(row.holder), _until(row.sign_by, on))


def _unsigned(row: Any, on: date) -> DeskLine:
    return _of_commitment(row.commitment, str(row.holder), _until(row.sign_by, on), late=True)


def _entries(row: Any, on: date) -> DeskLine:
    goal = row.goal
    waited = (on - row.waiting_since).days
    words = f"{goal.commitment.number} {brief(goal_words(goal))}"
    late = waited > LONG.days
    return DeskLine(
        words, reverse("goal-detail", args=[goal.pk]), str(goal.duty.holder), _since(row.waiting_since, on), late
    )


def _proposal(row: Any, on: date) -> DeskLine:
    words = f"{row.goal.commitment.number} {brief(goal_words(row.goal))}"
    return DeskLine(words, reverse("path-decide", args=[row.pk]), row.by.display_name, _since(day_of(row.at), on))


def _settlement(row: Any, on: date) -> DeskLine:
    step = "settlement-verify" if row.state == "applied" else "settlement-sign"
    commitment = row.commitment
    words = f"{row.get_ending_display()}：{commitment.number} {brief(commitment.text.strip())}"
    return DeskLine(words, reverse(step, args=[row.pk]), str(row.applicant), _since(day_of(row.applied_at), on))


def _notice(row: Any, on: date) -> DeskLine:
    """Where supervision runs as casework the notice is dealt with on its matter."""
    whose, when, late = f"{row.holder} · {row.get_state_display()}", _until(row.answer_by, on), row.answer_by < on
    if row.matter is None:
        return _of_commitment(row.commitment, whose, when, late=late)
    words = f"{row.commitment.number} {brief(row.commitment.text.strip())}"
    return DeskLine(words, reverse("matter", args=[row.matter.code]), whose, when, late)


def _message(row: Any, on: date) -> DeskLine:
    to = row.recipient.display_name if row.recipient else str(row.hook)
    return DeskLine(
        title_words(row), reverse("outbox"), f"{row.owner} · {to}", _since(day_of(row.created_at), on), late=True
    )


def _of_commitment(commitment: Any, whose: str, when: str, *, late: bool = False) -> DeskLine:
    words = f"{commitment.number} {brief(commitment.text.strip())}"
    return DeskLine(words, reverse("commitment-detail", args=[commitment.pk]), whose, when, late)


def _until(last: date | None, on: date) -> str:
    if last is None:
        return ""
    late = (on - last).days
    if late > 0:
        return ngettext("%(days)s day late", "%(days)s days late", late) % {"days": late}
    return _("by %(day)s") % {"day": day(last)}


def _since(first: date, on: date) -> str:
    days = (on - first).days
    if days <= 0:
        return _("since today")
    return ngettext("for %(days)s day", "for %(days)s days", days) % {"days": days}


LONG = timedelta(days=14)

_LINES: Mapping[str, Callable[[Any, date], DeskLine]] = {
    "refusals": _duty,
    "unsigned": _unsigned,
    "entries": _entries,
    "paths": _proposal,
    "adjustments": _proposal,
    "applications": _settlement,
    "signatures": _settlement,
    "notices": _notice,
    "failed": _message,
}
