"""填报: a figure, a note, files behind it. Nothing is changed afterwards: a correction is a further entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from luoshi.files import keep_original
from luoshi.journal.actions import record
from luoshi.journal.digests import Json
from luoshi.ledger.actions._checking import lock_goal, refresh_lamps
from luoshi.ledger.actions._typing import read_typed
from luoshi.ledger.checking_choices import EntrySource
from luoshi.ledger.checking_errors import BadEntry, EntryCode, Stale
from luoshi.ledger.evidence import Probed, Upload, probe_all
from luoshi.ledger.models import Entry, Evidence, Goal, SettlementStep
from luoshi.ledger.paths import Path, Shape
from luoshi.ledger.tallies import EntryKind, Tally, Told, tally
from luoshi.ledger.tallying import told_entries
from luoshi.people.abilities import Ability
from luoshi.people.models import User
from luoshi.workdays import day_of

NOTE_LENGTH = 5_000
TYPED_LENGTH = 60
EVIDENCE = "evidence"  # the folder under LUOSHI_FILES


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """What somebody filled in. ``figure`` is as typed; None or empty for words only.

    ``corrects`` is the number of the entry of this goal that this one puts right.
    """

    held_on: date
    figure: str | None = None
    kind: EntryKind = EntryKind.CUMULATIVE
    note: str = ""
    why_lower: str = ""
    corrects: int | None = None


@transaction.atomic
def add_entry(
    *,
    by: User,
    goal: Goal,
    expected_entry: int,
    draft: EntryDraft,
    at: datetime,
    evidence: Sequence[Upload] = (),
    source: EntrySource = EntrySource.FORM,
) -> Entry:
    """Report on a goal. ``expected_entry`` is the number of the latest entry that the asker saw, 0 for none.

    Raises NotAllowed for somebody whose organisation does not hold the duty, Ended, Stale, UnreadableFigure,
    BadEntry, or BadEvidence. Files are kept before the rows are written: a crash leaves a file too many at worst.
    """
    current = lock_goal(goal, by, Ability.REPORT)
    files = probe_all(list(evidence), most_bytes=settings.LUOSHI_UPLOAD_BYTES)
    told = told_entries(current)
    if len(told) != expected_entry:
        raise Stale(current)
    corrects = _corrected(current, draft)
    row = _told(current, draft, len(told) + 1, day_of(at))
    _refuse_unfit(current, draft, row, told)
    entry = Entry.objects.create(
        goal=current,
        number=row.number,
        kind=row.kind.value,
        figure=row.figure,
        typed=(draft.figure or "").replace("\0", "")[:TYPED_LENGTH],
        held_on=draft.held_on,
        note=_words(draft.note),
        why_lower=_words(draft.why_lower),
        corrects=corrects,
        source=source,
        organisation=current.duty.holder,
        by=by,
        at=at,
    )
    digests = keep_evidence(files, by=by, at=at, entry=entry)
    facts: dict[str, Json] = {"entry": entry.number, "figure": entry.figure, "held_on": entry.held_on.isoformat()}
    facts |= {"kind": entry.kind, "corrects": draft.corrects, "evidence": list[Json](digests), "source": source.value}
    record(by=by, action="entry.added", subject=current, at=at, why=entry.why_lower, data=facts)
    refresh_lamps(current.commitment, at)
    return entry


def _words(words: str) -> str:
    if len(words) > NOTE_LENGTH:
        raise BadEntry(EntryCode.TOO_LONG)
    return words.replace("\0", "\ufffd").strip()


def _corrected(goal: Goal, draft: EntryDraft) -> Entry | None:
    if draft.corrects is None:
        return None
    entry = goal.entries.filter(number=draft.corrects).first()
    if entry is None:
        raise BadEntry(EntryCode.NOT_ITS_OWN)
    return entry


def _told(goal: Goal, draft: EntryDraft, number: int, on: date) -> Told:
    """The draft with its figure read. Raises UnreadableFigure or BadEntry."""
    words = (draft.figure or "").strip()
    if not words:
        if not draft.note.strip():
            raise BadEntry(EntryCode.NOTHING)
        return Told(number, EntryKind.NOTE, None, draft.held_on, on, draft.corrects)
    kind = EntryKind.CUMULATIVE if draft.kind is EntryKind.NOTE else draft.kind
    return Told(number, kind, read_typed(goal, words), draft.held_on, on, draft.corrects)


def _refuse_unfit(goal: Goal, draft: EntryDraft, row: Told, told: Sequence[Told]) -> None:
    """Days, order, and a total that falls without a word why."""
    path = Path.from_json(goal.paths.latest("number").path)
    if goal.shares.exists():
        raise BadEntry(EntryCode.HAS_SHARES)
    if row.held_on > row.recorded_on:
        raise BadEntry(EntryCode.FUTURE, on=row.recorded_on)
    if row.held_on < path.start_on.replace(month=1, day=1):
        raise BadEntry(EntryCode.TOO_OLD, on=path.start_on)
    before = tally(told)
    last = before.reported
    if row.kind is EntryKind.PERIOD and row.corrects is None and last and row.held_on < last.held_on:
        raise BadEntry(EntryCode.OUT_OF_ORDER, last.figure, last.held_on)
    after = tally([*told, row])
    if _falls(goal, path, before, after) and not draft.why_lower.strip():
        raise BadEntry(EntryCode.WHY_LOWER, last.figure if last else None, last.held_on if last else None)


def _falls(goal: Goal, path: Path, before: Tally, after: Tally) -> bool:
    """Does what adds up through the year get less? A rate or a level goes up and down by itself."""
    if before.reported is None or after.reported is None or path.shape is Shape.LEVEL or goal.mode in ("grow", "cut"):
        return False
    rises = path.goal >= path.base
    less = after.reported.figure < before.reported.figure
    return less if rises else after.reported.figure > before.reported.figure


def keep_evidence(
    files: Sequence[Probed], *, by: User, at: datetime, entry: Entry | None = None, step: SettlementStep | None = None
) -> list[str]:
    """Keep the files under their digests, outside everything that is served, and write their rows."""
    digests = []
    for file in files:
        digest = keep_original(settings.LUOSHI_FILES / EVIDENCE, file.data)
        Evidence.objects.create(
            entry=entry, step=step, digest=digest, name=file.name, form=file.form, size=len(file.data), by=by, at=at
        )
        digests.append(digest)
    return digests


def draft_again(entry: Entry) -> EntryDraft:
    """A draft that starts from an earlier entry, to put it right."""
    typed = "" if entry.figure is None else entry.typed
    draft = EntryDraft(entry.held_on, typed, EntryKind(entry.kind), entry.note, "", entry.number)
    return draft if typed else replace(draft, figure=None)
