"""Opening a matter: by a party at the public door, by staff, by an alert, by a lamp."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, connection, transaction

from luoshi.files import BadFile, Upload
from luoshi.journal.bulk import Happening, next_lines
from luoshi.journal.digests import Json
from luoshi.matters.actions._ahead import look_at_opening
from luoshi.matters.actions._codes import code_for, query_digest, request_digest
from luoshi.matters.actions._papers import file_brought, keep_brought, probe_brought
from luoshi.matters.actions._ticking import build_clocks, save_clocks, show_due
from luoshi.matters.actions.parties import PartyDraft, add_parties
from luoshi.matters.choices import Status
from luoshi.matters.desk import DESK
from luoshi.matters.errors import BadForm, NobodyThere, NotOpenable
from luoshi.matters.escalation import Found, find_handler
from luoshi.matters.models import Clock, Document, Involvement, Matter, MechanismVersion, Step
from luoshi.matters.placing import line_from
from luoshi.mechanisms import Raw, check_values
from luoshi.mechanisms.stages import Mechanism, Opener, Start
from luoshi.people.abilities import Ability, require
from luoshi.people.models import Organisation, User
from luoshi.statements import Trip
from luoshi.workdays import day_of

BY_ITSELF = frozenset({Opener.ALERT, Opener.LEDGER})  # the program knows no party
SHOWN_AGAIN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Opened:
    """The matter, and the code with which its party asks for its state. The code is shown once and kept nowhere.

    Of a double click the browser shows the second answer only: for some minutes the same form gets the same code.
    """

    matter: Matter
    query_code: str
    files: int = 0  # that came with it


@dataclass(frozen=True, slots=True)
class Application:
    """What is brought: which mechanism, by which door, where, and what the form holds."""

    mechanism: str
    opener: Opener
    place: Organisation
    values: Mapping[str, Raw]
    parties: Sequence[PartyDraft] = ()
    files: Sequence[Upload] = ()
    grade: str = ""
    source_type: str = ""  # the alert or the lamp that opened it
    source_id: int | None = None
    request_key: str = ""  # made with the form, so that a second click opens nothing


def open_matter(
    *, by: User | None, application: Application, at: datetime, dispatch: bool = False, to: Organisation | None = None
) -> Opened:
    """Open one matter, and with ``dispatch`` hand it to whoever handles the first stage at once.

    ``by`` None is a party itself, or the program. The same request again, or a source that has an open matter
    already, gives that matter. Raises NoLiveMechanism, NotOpenable, BadForm, NobodyThere.
    """
    try:
        return _open(by, application, at, dispatch=dispatch, to=to)
    except IntegrityError:
        again = _opened_before(application)
        if again is None:
            raise
        return show_again(again, application.request_key, at)


@transaction.atomic
def _open(
    by: User | None, application: Application, at: datetime, *, dispatch: bool, to: Organisation | None
) -> Opened:
    """Decide everything first; then take the number, for which others of the same government wait, and write."""
    if by is not None:
        require(by, Ability.OPEN_MATTER, DESK)
    again = _opened_before(application)
    if again is not None:
        return show_again(again, application.request_key, at)
    ahead = look_at_opening(application.mechanism, application.place)
    government = _government_of(application.place, ahead.over, ahead.version)
    files, faults = probe_brought(application.files)
    matter, query_code = _build(by, application, ahead.version, at, government, faults)
    clocks = build_clocks(matter, None, Start.OPENING, at, ahead.calendar)
    step = _first_step(matter, ahead.over, to, at, by) if dispatch else None
    if step is not None:
        handling = build_clocks(matter, step, Start.DISPATCH, at, ahead.calendar)
        show_due(matter, handling)
        clocks += handling
    documents = keep_brought(files)
    matter.code = _next_code(matter.government, day_of(at).year)
    with Trip(ahead.keys) as trip:
        _write(matter, application.parties, documents, step, clocks, by, at, trip)
    return Opened(matter, query_code, len(documents))


def _first_step(
    matter: Matter, over: Sequence[Organisation], to: Organisation | None, at: datetime, by: User | None
) -> Step:
    """The matter goes to the organisation chosen, or to whoever handles the first stage. Raises NobodyThere."""
    wanted, on = matter.mechanism.stage(matter.stage), day_of(at)
    if to is not None:
        found = Found(to.pk if to.is_open(on) else None)
    else:
        found = find_handler(wanted, line_from(over, matter.place_id, on, wanted.seat))
    if found.id is None:
        raise NobodyThere(matter.stage, wanted.seat if to is None else "")
    matter.status, matter.organisation_id, matter.step_count = Status.OPEN, found.id, 1
    return Step(
        matter=matter,
        number=1,
        stage=matter.stage,
        organisation_id=found.id,
        dispatched_at=at,
        dispatched_by=by,
    )


def _write(
    matter: Matter,
    parties: Sequence[PartyDraft],
    documents: Sequence[Document],
    step: Step | None,
    clocks: Sequence[Clock],
    by: User | None,
    at: datetime,
    trip: Trip,
) -> None:
    """All rows of a new matter, one statement a table."""
    trip.insert([matter])
    add_parties(matter, parties, trip)
    filed = file_brought(matter, documents, at, trip)
    if step is not None:
        trip.insert([step])
    save_clocks(clocks, at, trip)
    involved = dict.fromkeys(each for each in (matter.place_id, matter.organisation_id) if each is not None)
    trip.add_missing([Involvement(matter=matter, organisation_id=each, desk=matter.desk) for each in involved])
    opened: dict[str, Json] = {
        "mechanism": matter.mechanism_name,
        "version": matter.version.number,
        "opener": matter.opener,
        "code": matter.code,
    }
    lines = [Happening("matter.opened", matter, data=opened), *filed]
    if step is not None:
        to: dict[str, Json] = {"stage": step.stage, "organisation": step.organisation_id, "step": step.number}
        lines.append(Happening("matter.dispatched", matter, data=to))
    trip.add(next_lines(lines, at=at, by=by, begun=True))


def _build(
    by: User | None, application: Application, version: MechanismVersion, at: datetime, government: Organisation,
    faults: Sequence[BadFile],
) -> tuple[Matter, str]:  # fmt: skip
    """The matter as it is received, without its code."""
    mechanism = version.mechanism
    if application.opener not in mechanism.opens:
        raise NotOpenable(mechanism.name, application.opener)
    values = _checked(mechanism, application, faults)
    query_code = code_for(application.request_key)
    matter = Matter(
        version=version,
        mechanism_name=mechanism.name,
        desk=version.desk,
        title=str(values[mechanism.subject])[:200],
        values=values,
        grade=application.grade or (mechanism.grades[0].name if mechanism.grades else ""),
        place=application.place,
        government=government,
        opener=application.opener.value,
        opened_at=at,
        opened_by=by,
        source_type=application.source_type,
        source_id=application.source_id,
        request_key=request_digest(application.request_key),
        query_digest=query_digest(query_code),
        status=Status.RECEIVED,
        stage=mechanism.first,
    )
    return matter, query_code


def show_again(matter: Matter, request_key: str, at: datetime) -> Opened:
    """What the same request gets again: for some minutes with its code."""
    code = code_for(request_key)
    is_fresh = at - matter.opened_at <= SHOWN_AGAIN and query_digest(code) == matter.query_digest
    return Opened(matter, code if is_fresh else "", matter.documents.filter(by=None).count())


def _checked(mechanism: Mechanism, application: Application, faults: Sequence[BadFile]) -> Mapping[str, object]:
    """The values in their stored form. Raises BadForm with everything that does not fit."""
    checked = check_values(mechanism.schema, application.values)
    there = {each.kind for each in application.parties}
    insisted = [] if application.opener in BY_ITSELF else [each.name for each in mechanism.parties if each.required]
    missing = [each for each in insisted if each not in there]
    if checked.refused or missing or faults or mechanism.subject not in checked.values:
        raise BadForm(checked.refused, missing, faults)
    if application.grade and application.grade not in {each.name for each in mechanism.grades}:
        raise BadForm((), (application.grade,))
    return checked.values


def _government_of(place: Organisation, over: Sequence[Organisation], version: MechanismVersion) -> Organisation:
    """The nearest government at or above a place."""
    line = {each.pk: each for each in over}
    here = line[place.pk]
    while not here.is_government:
        if here.parent_id is None:
            raise NobodyThere(version.mechanism.first)
        here = line[here.parent_id]
    return here


_NEXT = """
    INSERT INTO matters_codecounter (government_id, year, last) VALUES (%s, %s, 1)
    ON CONFLICT (government_id, year) DO UPDATE SET last = matters_codecounter.last + 1 RETURNING last
"""


def _next_code(government: Organisation, year: int) -> str:
    """``PLACE-2026-000123``: one code a case, in the order of opening. The counter is locked until the end."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [government.pk, year])
        (number,) = cursor.fetchone()
    return f"{government.code.upper()[:16]}-{year}-{number:06d}"


def _opened_before(application: Application) -> Matter | None:
    if application.request_key:
        again = Matter.objects.filter(request_key=request_digest(application.request_key)).first()
        if again is not None:
            return again
    if application.source_type:
        source = Matter.objects.filter(source_type=application.source_type, source_id=application.source_id)
        return source.filter(status__in=(Status.RECEIVED, Status.OPEN, Status.PAUSED)).first()
    return None
