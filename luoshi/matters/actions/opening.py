"""Opening a matter: by a party at the public door, by staff, by an alert, by a lamp."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from luoshi.journal.actions import record
from luoshi.journal.digests import Json
from luoshi.matters.actions._moving import begin_step, handler_for, involve
from luoshi.matters.actions._ticking import start_clocks
from luoshi.matters.actions.parties import PartyDraft, add_parties
from luoshi.matters.choices import Status, VersionStatus
from luoshi.matters.desk import DESK
from luoshi.matters.errors import BadForm, NobodyThere, NoLiveMechanism, NotOpenable
from luoshi.matters.models import CodeCounter, Matter, MechanismVersion
from luoshi.matters.queries.calendar import current_calendar
from luoshi.mechanisms import Raw, check_values
from luoshi.mechanisms.stages import Mechanism, Opener, Start
from luoshi.people.abilities import Ability, require
from luoshi.people.models import Organisation, User
from luoshi.secrecy import blind_digest
from luoshi.workdays import day_of

BY_ITSELF = frozenset({Opener.ALERT, Opener.LEDGER})  # the program knows no party
QUERY_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that is read wrongly on paper
QUERY_LENGTH = 10
QUERY_CONTEXT = "matter.query_code"


@dataclass(frozen=True, slots=True)
class Opened:
    """The matter, and the code with which its party asks for its state. The code is shown once and kept nowhere."""

    matter: Matter
    query_code: str


@dataclass(frozen=True, slots=True)
class Application:
    """What is brought: which mechanism, by which door, where, and what the form holds."""

    mechanism: str
    opener: Opener
    place: Organisation
    values: Mapping[str, Raw]
    parties: Sequence[PartyDraft] = ()
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
        return Opened(again, "")


@transaction.atomic
def _open(
    by: User | None, application: Application, at: datetime, *, dispatch: bool, to: Organisation | None
) -> Opened:
    if by is not None:
        require(by, Ability.OPEN_MATTER, DESK)
    again = _opened_before(application)
    if again is not None:
        return Opened(again, "")
    version = MechanismVersion.objects.filter(name=application.mechanism, status=VersionStatus.LIVE).first()
    if version is None:
        raise NoLiveMechanism(application.mechanism)
    matter, query_code = _build(by, application, version, at)
    matter.save(force_insert=True)
    add_parties(matter, application.parties)
    calendar = current_calendar()
    start_clocks(matter, None, Start.OPENING, at, calendar)
    involve(matter, matter.place_id)
    data: dict[str, Json] = {"mechanism": version.name, "version": version.number, "opener": application.opener.value}
    record(by=by, action="matter.opened", subject=matter, at=at, data={**data, "code": matter.code})
    if dispatch:
        organisation = handler_for(matter, matter.stage, to, at)
        begin_step(matter, matter.stage, organisation, at, by, calendar)
        matter.save()
        record(
            by=by, action="matter.dispatched", subject=matter, at=at,
            data={"stage": matter.stage, "organisation": organisation, "step": matter.step_count},
        )  # fmt: skip
    return Opened(matter, query_code)


def _build(by: User | None, application: Application, version: MechanismVersion, at: datetime) -> tuple[Matter, str]:
    mechanism = version.mechanism
    if application.opener not in mechanism.opens:
        raise NotOpenable(mechanism.name, application.opener)
    values = _checked(mechanism, application)
    government = _government_of(application.place, mechanism.first)
    query_code = "".join(secrets.choice(QUERY_ALPHABET) for _ in range(QUERY_LENGTH))
    matter = Matter(
        code=_next_code(government, day_of(at).year),
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
        request_key=application.request_key,
        query_digest=query_digest(query_code),
        status=Status.RECEIVED,
        stage=mechanism.first,
    )
    return matter, query_code


def query_digest(code: str) -> str:
    """What is kept of a query code."""
    return blind_digest(code, settings.LUOSHI_KEYRING, context=QUERY_CONTEXT)


def _checked(mechanism: Mechanism, application: Application) -> Mapping[str, object]:
    """The values in their stored form. Raises BadForm with everything that does not fit."""
    checked = check_values(mechanism.schema, application.values)
    there = {each.kind for each in application.parties}
    insisted = [] if application.opener in BY_ITSELF else [each.name for each in mechanism.parties if each.required]
    missing = [each for each in insisted if each not in there]
    if checked.refused or missing or mechanism.subject not in checked.values:
        raise BadForm(checked.refused, missing)
    if application.grade and application.grade not in {each.name for each in mechanism.grades}:
        raise BadForm((), (application.grade,))
    return checked.values


def _government_of(place: Organisation, stage: str) -> Organisation:
    """The nearest government at or above a place."""
    line = {each.pk: each for each in Organisation.objects.above(place.pk)}
    here = line[place.pk]
    while not here.is_government:
        if here.parent_id is None:
            raise NobodyThere(stage)
        here = line[here.parent_id]
    return here


def _next_code(government: Organisation, year: int) -> str:
    """``PLACE-2026-000123``: one code a case, in the order of opening."""
    CodeCounter.objects.bulk_create([CodeCounter(government=government, year=year)], ignore_conflicts=True)
    counter = CodeCounter.objects.select_for_update().get(government=government, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"{government.code.upper()[:16]}-{year}-{counter.last:06d}"


def _opened_before(application: Application) -> Matter | None:
    if application.request_key:
        again = Matter.objects.filter(request_key=application.request_key).first()
        if again is not None:
            return again
    if application.source_type:
        source = Matter.objects.filter(source_type=application.source_type, source_id=application.source_id)
        return source.filter(status__in=(Status.RECEIVED, Status.OPEN, Status.PAUSED)).first()
    return None
