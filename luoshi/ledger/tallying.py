"""A goal's entries and checks as values: what its figures are added up from."""

from __future__ import annotations

from luoshi.ledger.models import Check, Entry, Goal
from luoshi.ledger.tallies import Checked, CheckKind, EntryKind, Tally, Told, add_up, tally
from luoshi.workdays import day_of


def told_entries(goal: Goal) -> list[Told]:
    """The goal's own entries, in order, each with its latest check."""
    latest = {
        check.entry_id: Checked(CheckKind(check.kind), day_of(check.at), check.figure)
        for check in Check.objects.filter(entry__goal=goal).order_by("entry_id", "number")
    }
    return [_told(entry, latest.get(entry.pk)) for entry in goal.entries.select_related("corrects").order_by("number")]


def _told(entry: Entry, check: Checked | None) -> Told:
    return Told(
        number=entry.number,
        kind=EntryKind(entry.kind),
        figure=entry.figure,
        held_on=entry.held_on,
        recorded_on=day_of(entry.at),
        corrects=entry.corrects.number if entry.corrects else None,
        check=check,
    )


def tally_of(goal: Goal) -> Tally:
    """What stands now: of the goal itself, or of its shares together."""
    shares = list(goal.shares.all())
    return add_up([tally(told_entries(share)) for share in shares]) if shares else tally(told_entries(goal))
