"""Several organisations on one stage: opinions asked for and given, and part-matters with clocks of their own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from luoshi.journal.actions import record
from luoshi.journal.digests import Json
from luoshi.matters.actions._hand import check_reason, lock, take_step
from luoshi.matters.actions._moving import MOVED, begin_step, involve
from luoshi.matters.actions._ticking import build_clock, save_clocks
from luoshi.matters.choices import OPEN_CLOCKS, ClockState, Status
from luoshi.matters.errors import MatterClosed, NotAtThisStage, NotYours
from luoshi.matters.models import Clock, Matter, Opinion
from luoshi.matters.queries.calendar import current_calendar
from luoshi.mechanisms.stages import Purpose
from luoshi.people.abilities import Ability, require
from luoshi.people.models import Organisation, User
from luoshi.statements import Trip
from luoshi.workdays import day_of


@transaction.atomic
def ask_opinions(
    *, by: User, matter: Matter, organisations: Sequence[Organisation], at: datetime, expected_step: int | None = None
) -> list[Opinion]:
    """Ask other organisations for their opinion; each has a clock. Who was asked already is not asked again."""
    locked, step = take_step(by, matter, expected_step)
    if locked.mechanism.stage(step.stage).joint is None:
        raise NotAtThisStage(step.stage, "joint")
    known = {step.organisation_id, *step.opinions.values_list("organisation_id", flat=True)}
    asked = [each for each in dict.fromkeys(organisations) if each.pk not in known and each.is_open(day_of(at))]
    limit = locked.mechanism.limit_for(Purpose.OPINION, step.stage, locked.grade, day_of(at))
    calendar = current_calendar()
    clocks = [build_clock(locked, step, limit, at, calendar, locked.mechanism) for _ in asked] if limit else []
    for clock, organisation in zip(clocks, asked, strict=False):
        clock.organisation_id = organisation.pk
    made = [
        Opinion(step=step, organisation=each, asked_at=at, clock=clocks[number] if clocks else None)
        for number, each in enumerate(asked)
    ]
    with Trip() as trip:
        save_clocks(clocks, at, trip)
        trip.insert(made)
        for each in asked:
            involve(locked, each.pk, trip)
    data: dict[str, Json] = {"step": step.number, "organisations": [each.pk for each in asked]}
    record(by=by, action="matter.opinions_asked", subject=locked, at=at, data=data)
    return made


@transaction.atomic
def give_opinion(*, by: User, opinion: Opinion, text: str, at: datetime) -> Opinion:
    """What an organisation says; once, and while the stage is still open."""
    text, locked = check_reason(text), lock(opinion.step.matter)
    require(by, Ability.WORK, locked)
    fresh = Opinion.objects.select_related("step").get(pk=opinion.pk)
    if fresh.organisation_id not in by.charge_ids:
        raise NotYours(locked)
    if fresh.given_at is not None or fresh.step.ended_at is not None:
        raise MatterClosed(locked)
    fresh.text, fresh.given_at, fresh.by = text, at, by
    fresh.save(update_fields=["text", "given_at", "by"])
    if fresh.clock_id is not None:
        Clock.objects.filter(pk=fresh.clock_id, state__in=OPEN_CLOCKS).update(
            state=ClockState.DONE, ended_at=at, next_at=None, next_number=None
        )
    data: dict[str, Json] = {"step": fresh.step.number, "organisation": fresh.organisation_id}
    record(by=by, action="matter.opinion_given", subject=locked, at=at, data=data)
    return fresh


@transaction.atomic
def open_part(
    *, by: User, matter: Matter, organisation: Organisation, title: str, at: datetime, expected_step: int | None = None
) -> Matter:
    """A part of a bundle in another organisation, at the same stage, with its own code, step and clock."""
    title = check_reason(title)
    locked, step = take_step(by, matter, expected_step)
    if not locked.mechanism.stage(step.stage).bundle or locked.parent_id is not None:
        raise NotAtThisStage(step.stage, "bundle")
    number = locked.parts.count() + 1
    part = Matter(
        code=f"{locked.code}-{number:02d}",
        version=locked.version,
        mechanism_name=locked.mechanism_name,
        desk=locked.desk,
        title=title[:200],
        values=locked.values,
        grade=locked.grade,
        place=locked.place,
        government=locked.government,
        opener=locked.opener,
        opened_at=at,
        opened_by=by,
        parent=locked,
        status=Status.RECEIVED,
        stage=step.stage,
    )
    part.save(force_insert=True)
    with Trip() as trip:
        begin_step(part, step.stage, organisation.pk, at, by, current_calendar(), trip)
        trip.update([part], MOVED)
        involve(locked, organisation.pk, trip)
    data: dict[str, Json] = {"part": part.pk, "organisation": organisation.pk, "step": step.number}
    record(by=by, action="matter.part_opened", subject=locked, at=at, data=data)
    record(by=by, action="matter.opened", subject=part, at=at, data={"code": part.code, "parent": locked.pk})
    return part
