"""What goes into the file: notes, documents, visits, agreements, and what follows from them."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from luoshi.files import BadFile, Upload, probe
from luoshi.journal.actions import record
from luoshi.journal.digests import Json
from luoshi.matters.actions._hand import check_reason, lock, open_step, take, take_step
from luoshi.matters.actions._ticking import build_clock, save_clocks
from luoshi.matters.actions.parties import read_party
from luoshi.matters.choices import ClockState, NoteKind
from luoshi.matters.drafting import fill_template, write_docx
from luoshi.matters.errors import BadDocument, MatterClosed, NotAtThisStage
from luoshi.matters.files import keep_file
from luoshi.matters.models import Agreement, Clock, Document, Matter, Note, Step, Visit
from luoshi.matters.queries.calendar import current_calendar
from luoshi.mechanisms.stages import Purpose, StageLimit, Start
from luoshi.people.abilities import Ability, require
from luoshi.people.models import User
from luoshi.statements import Trip
from luoshi.workdays import day_of


@transaction.atomic
def add_note(*, by: User, matter: Matter, text: str, at: datetime) -> Note:
    """A note between colleagues. The party never sees it."""
    text, locked = check_reason(text), take(by, Ability.WORK, matter)
    note = Note.objects.create(matter=locked, kind=NoteKind.INTERNAL, text=text, by=by, at=at)
    record(by=by, action="matter.noted", subject=locked, at=at, data={"note": note.pk})
    return note


@transaction.atomic
def add_document(*, by: User, matter: Matter, name: str, content: bytes, kind: str, at: datetime) -> Document:
    """Put a file into the matter, as one of the mechanism's documents or as any other.

    Told by its bytes and not by its name; raises BadDocument for what is no document, carries macros, or is too large.
    """
    locked, step = take_step(by, matter, paused=True)
    try:
        probed = probe(Upload(name, content), most_bytes=settings.LUOSHI_UPLOAD_BYTES)
    except BadFile as fault:
        raise BadDocument(fault) from fault
    if kind and kind not in {each.name for each in locked.mechanism.documents}:
        raise NotAtThisStage(step.stage, kind)
    return _filed(by, locked, step, probed.name, content, kind, at, drafted=False)


@transaction.atomic
def draft_document(*, by: User, matter: Matter, kind: str, text: str, at: datetime, terms: str = "") -> Document:
    """Draw a document up from its template, as docx, with the parties' names in it."""
    locked, step = take_step(by, matter, paused=True)
    wanted = next((each for each in locked.mechanism.documents if each.name == kind), None)
    if wanted is None or not wanted.text:
        raise NotAtThisStage(step.stage, kind)
    facts = {
        "code": locked.code,
        "title": locked.title,
        "organisation": step.organisation.name,
        "text": text,
        "terms": terms,
        "date": f"{day_of(at).year}年{day_of(at).month}月{day_of(at).day}日",
        **{f"value.{name}": str(value) for name, value in locked.values.items()},
        **{f"party.{party.kind}": read_party(party).name for party in locked.parties.filter(forgotten_at=None)},
    }
    content = write_docx(fill_template(wanted.text, facts))
    return _filed(by, locked, step, f"{wanted.title}.docx", content, kind, at, drafted=True)


def _filed(
    by: User, matter: Matter, step: Step, name: str, content: bytes, kind: str, at: datetime, *, drafted: bool
) -> Document:
    digest = keep_file(content)
    made = Document.objects.create(
        matter=matter, step=step, kind=kind, name=name[-200:], digest=digest, size=len(content), drafted=drafted, by=by,
        at=at,
    )  # fmt: skip
    data: dict[str, Json] = {"document": made.pk, "kind": kind, "digest": digest}
    record(by=by, action="matter.filed", subject=matter, at=at, data=data)
    return made


@transaction.atomic
def record_visit(*, by: User, matter: Matter, on: date, text: str, at: datetime) -> Visit:
    """A visit while it is in hand, or the call back after closing, which ends that clock."""
    text, locked = check_reason(text), lock(matter)
    require(by, Ability.WORK if locked.is_live else Ability.CALL_BACK, locked)
    step = open_step(locked) if locked.steps.filter(ended_at=None).exists() else None
    visit = Visit.objects.create(matter=locked, step=step, on=on, text=text, by=by, at=at)
    if not locked.is_live:
        locked.clocks.filter(purpose=Purpose.VISIT, state=ClockState.RUNNING).update(
            state=ClockState.DONE, ended_at=at, next_at=None, next_number=None
        )
    record(by=by, action="matter.visited", subject=locked, at=at, data={"visit": visit.pk, "on": on.isoformat()})
    return visit


@transaction.atomic
def record_agreement(*, by: User, matter: Matter, on: date, written: bool, terms: str, at: datetime) -> Agreement:
    """The parties agree. What the law counts from that day, such as judicial confirmation, starts to run."""
    terms, (locked, step) = check_reason(terms), take_step(by, matter, paused=True)
    if not locked.mechanism.stage(step.stage).agreement or on > day_of(at):
        raise NotAtThisStage(step.stage, "agreement")
    made = Agreement.objects.create(matter=locked, on=on, written=written, terms=terms, by=by, at=at)
    _follow(locked, locked.mechanism.follow_ups(Start.AGREEMENT), at)
    data: dict[str, Json] = {"agreement": made.pk, "on": on.isoformat(), "written": written}
    record(by=by, action="matter.agreed", subject=locked, at=at, data=data)
    return made


@transaction.atomic
def finish_follow_up(*, by: User, clock: Clock, text: str, at: datetime) -> Clock:
    """What a follow-up waited for has happened; the next one in line starts."""
    text, locked = check_reason(text), lock(clock.matter)
    require(by, Ability.WORK if locked.is_live else Ability.CALL_BACK, locked)
    fresh = Clock.objects.get(pk=clock.pk)
    if fresh.purpose != Purpose.FOLLOW_UP or fresh.state != ClockState.RUNNING:
        raise MatterClosed(locked)
    fresh.state, fresh.ended_at, fresh.next_at = ClockState.DONE, at, None
    fresh.save(update_fields=["state", "ended_at", "next_at"])
    _follow(locked, locked.mechanism.followed_by(fresh.name), at)
    record(by=by, action="matter.followed_up", subject=locked, at=at, why=text, data={"name": fresh.name})
    return fresh


def _follow(matter: Matter, limits: tuple[StageLimit, ...], at: datetime) -> None:
    calendar, running = (
        current_calendar(),
        set(matter.clocks.filter(purpose=Purpose.FOLLOW_UP, state=ClockState.RUNNING).values_list("name", flat=True)),
    )
    fresh = [each for each in limits if each.name not in running]
    with Trip() as trip:
        save_clocks([build_clock(matter, None, each, at, calendar, matter.mechanism) for each in fresh], at, trip)
