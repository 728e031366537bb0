"""核实、退回、现场核查: what a supervisor does with an entry. Each is a further row beside what was reported."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from luoshi.journal.actions import record
from luoshi.ledger.actions._checking import lock_running, refresh_lamps, tell_unit
from luoshi.ledger.actions._revising import Act
from luoshi.ledger.actions._typing import read_typed
from luoshi.ledger.checking_choices import CheckChoice, MessageKind
from luoshi.ledger.checking_errors import BadEntry, EntryCode, SelfApproval, Stale
from luoshi.ledger.models import Check, Entry, Goal
from luoshi.people.abilities import Ability, require
from luoshi.people.models import User
from luoshi.workdays import day_of


@transaction.atomic
def verify_entry(
    *, by: User, entry: Entry, expected_check: int, at: datetime, figure: str | None = None, why: str = ""
) -> Check:
    """Find the entry right, or find another total, which needs a reason. Both figures stand side by side from then on.

    ``expected_check`` is the number of the latest check that the asker saw, 0 for none: of two who verify at once
    one is told. Raises Stale, UnreadableFigure.
    """
    act = Act(by, at, why)
    current = _lock_entry(entry, expected_check, by)
    found = _figure(current, figure)
    if found is not None and found != current.figure:
        act.needs_reason()
    return _write(current, expected_check + 1, CheckChoice.VERIFIED, found, None, act)


@transaction.atomic
def return_entry(*, by: User, entry: Entry, expected_check: int, at: datetime, why: str) -> Check:
    """Send the entry back with a reason: it no longer counts, and its organisation is told."""
    act = Act(by, at, why)
    current = _lock_entry(entry, expected_check, by)
    act.needs_reason()
    check = _write(current, expected_check + 1, CheckChoice.RETURNED, None, None, act)
    goal = current.goal
    tell_unit(MessageKind.RETURNED, goal.duty.holder, goal.commitment, act.at, f"check-{check.pk}", act.why)
    return check


@transaction.atomic
def check_on_site(
    *,
    by: User,
    entry: Entry,
    expected_check: int,
    seen_on: date,
    at: datetime,
    figure: str | None = None,
    why: str = "",
) -> Check:
    """Record what was found on the spot. ``seen_on`` is the day of the visit, never one to come."""
    act = Act(by, at, why)
    current = _lock_entry(entry, expected_check, by)
    if seen_on > day_of(at):
        raise BadEntry(EntryCode.FUTURE, on=day_of(at))
    found = _figure(current, figure)
    if found is not None and found != current.figure:
        act.needs_reason()
    return _write(current, expected_check + 1, CheckChoice.ON_SITE, found, seen_on, act)


def _lock_entry(entry: Entry, expected_check: int, by: User) -> Entry:
    """The entry with its goal locked. Raises NotAllowed, Ended, Stale, or SelfApproval for one's own entry."""
    require(by, Ability.VERIFY, entry)
    commitment = lock_running(entry.goal.commitment_id)
    goal = Goal.objects.select_for_update(of=("self",)).select_related("duty__holder").get(pk=entry.goal_id)
    current = Entry.objects.get(pk=entry.pk)
    current.goal, goal.commitment = goal, commitment
    if current.checks.count() != expected_check:
        raise Stale(current)
    if current.by_id == by.pk:
        raise SelfApproval
    return current


def _figure(entry: Entry, words: str | None) -> float | None:
    if words is None or not words.strip():
        return None
    return read_typed(entry.goal, words)


def _write(entry: Entry, number: int, kind: CheckChoice, figure: float | None, seen_on: date | None, act: Act) -> Check:
    check = Check.objects.create(
        entry=entry, number=number, kind=kind, figure=figure, seen_on=seen_on, by=act.by, at=act.at, why=act.why.strip()
    )
    facts = {"entry": entry.number, "check": number, "figure": figure}
    record(by=act.by, action=f"entry.{kind.value}", subject=entry.goal, at=act.at, why=act.why.strip(), data=facts)
    refresh_lamps(entry.goal.commitment, act.at)
    return check
