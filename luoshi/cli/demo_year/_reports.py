"""The reports of the demo's year, and what the office makes of them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from luoshi.cli.demo_year._cast import Cast
from luoshi.cli.demo_year._figures import figure_on, note_on, typed
from luoshi.cli.demo_year._promises import Promise
from luoshi.ledger.actions import EntryDraft, Upload, add_entry, check_on_site, return_entry, verify_entry
from luoshi.ledger.models import Entry, Goal
from luoshi.ledger.paths import Path
from luoshi.ledger.tallies import EntryKind
from luoshi.ledger.wholes import comes_in_wholes
from luoshi.workdays import day_of

PAPER_EVERY, SITE_EVERY = 4, 5  # every so many reports bring a paper, every so many are looked at on site


def report(cast: Cast, goal: Goal, promise: Promise, at: datetime) -> None:
    """What the unit says on this day, if it says anything new."""
    by = cast.reporter(goal.duty.holder)
    if by is None:
        return
    told = list(goal.entries.order_by("number"))
    path = Path.from_json(goal.paths.latest("number").path)
    on = day_of(at)
    before = told[-1].figure if told else None
    figure = figure_on(path, goal.relation, promise.pace_in(on.month), on, before)
    figure = float(round(figure)) if comes_in_wholes(goal) else figure
    number = goal.pk + len(told)
    words = f"{typed(figure)}{goal.unit}"
    paper = [Upload("进展说明.txt", f"{words}\n（演示用的佐证材料）\n".encode())] if not number % PAPER_EVERY else []
    note = note_on(number, promise.pace_in(on.month), on, words)
    draft = EntryDraft(on, typed(figure), EntryKind.CUMULATIVE, note)
    add_entry(by=by, goal=goal, expected_entry=len(told), draft=draft, at=at, evidence=paper)


def check(cast: Cast, goal: Goal, at: datetime) -> None:
    """A desk verifies the latest report, or has been there and seen it."""
    entry = _unchecked(goal)
    if entry is None:
        return
    by, number = cast.desk(goal.pk), goal.pk + entry.number
    if number % SITE_EVERY:
        verify_entry(by=by, entry=entry, expected_check=0, at=at)
    else:
        check_on_site(by=by, entry=entry, expected_check=0, at=at, seen_on=_day_before(at), why="现场查看，与填报一致")


def send_back(cast: Cast, goal: Goal, why: str, at: datetime) -> None:
    """A desk returns the latest report; the unit puts it right, a little lower, and that is verified."""
    entry, by = _unchecked(goal), cast.reporter(goal.duty.holder)
    if entry is None or by is None or entry.figure is None:
        return
    return_entry(by=cast.desk(goal.pk), entry=entry, expected_check=0, at=at, why=why)
    figure = typed(float(int(entry.figure * 0.9)))
    note = "已按退回意见核对，更正数字。"
    draft = EntryDraft(entry.held_on, figure, EntryKind.CUMULATIVE, note, "核对后更正", corrects=entry.number)
    again = add_entry(by=by, goal=goal, expected_entry=entry.number, draft=draft, at=at + timedelta(days=1))
    verify_entry(by=cast.desk(goal.pk), entry=again, expected_check=0, at=at + timedelta(days=2))


def _unchecked(goal: Goal) -> Entry | None:
    latest = goal.entries.order_by("-number").select_related("goal__commitment__report").first()
    return None if latest is None or latest.checks.exists() else latest


def _day_before(at: datetime) -> date:
    return day_of(at) - timedelta(days=1)
