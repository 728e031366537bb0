"""Things that promises name, and the stages that they have reached on any day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from luoshi.mechanisms import Milestone, PlaceKind
from luoshi.people.models import User
from luoshi.registers.choices import RecordState
from luoshi.registers.content import link_digest
from luoshi.registers.models import Record, RecordKey, RecordVersion, Register
from luoshi.registers.queries.scope import visible_records

MOST_THINGS = 5000


@dataclass(frozen=True, slots=True)
class Thing:
    """A record that promises may name."""

    record: int
    names: tuple[str, ...]
    places: tuple[str, ...]  # address and the like, as far as the record has any


@dataclass(frozen=True, slots=True)
class Reached:
    """A thing came to a stage on a day, by this record."""

    stage: str
    on: date
    record: int


def named_things(user: User, pack: str, milestone: Milestone) -> list[Thing]:
    """The valid records that the user may see and that promises may name, the newest first."""
    rows = visible_records(user).filter(
        register__pack_name=pack, register__name=milestone.things, state=RecordState.LIVE
    )
    schema = Register.objects.get(pack_name=pack, name=milestone.things).declared.schema
    places = [each.name for each in schema.fields if each.place is PlaceKind.ADDRESS and not each.is_sensitive]
    found = rows.order_by("-pk").values_list("pk", "values")[:MOST_THINGS]
    return [Thing(pk, _texts(values, milestone.called), _texts(values, places)) for pk, values in found]


def _texts(values: Mapping[str, object], names: Iterable[str]) -> tuple[str, ...]:
    return tuple(str(values[name]) for name in names if values.get(name))


def reached_stages(
    pack: str, milestone: Milestone, things: Collection[Record], *, on: date, as_of: date | None = None
) -> Mapping[int, tuple[Reached, ...]]:
    """Record of a thing → the stages that it had reached by ``on``, the earliest day of each, in the order of days.

    ``as_of`` says up to which day records had been written (None: as now). A thing that was merged goes by the record
    that it was merged into; one that was withdrawn has reached nothing.
    """
    registers = {each.name: each for each in Register.objects.filter(pack_name=pack).select_related("latest")}
    stages, register = registers[milestone.register], registers[milestone.things]
    key = register.declared.keys[0][0]
    digests = {each.pk: link_digest(_standing(each).values.get(key)) for each in things if _counts(each)}
    found: dict[str, list[Reached]] = defaultdict(list)
    rows = _as_now(stages, milestone, digests.values()) if as_of is None else _as_known(stages, as_of)
    for pk, values, held_on in rows:
        stage = values.get(milestone.stage)
        if stage and held_on <= on and milestone.project in values:
            found[link_digest(values[milestone.project])].append(Reached(stage, held_on, pk))
    return {each.pk: _earliest(found.get(digests.get(each.pk, ""), ())) for each in things}


def _as_now(
    stages: Register, milestone: Milestone, digests: Iterable[str]
) -> Iterable[tuple[int, dict[str, str], date]]:
    keys = RecordKey.objects.filter(register=stages, kind=f"link.{milestone.project}", digest__in=sorted({*digests}))
    return keys.values_list("record", "record__values", "record__held_on")


def _as_known(stages: Register, as_of: date) -> Iterable[tuple[int, dict[str, str], date]]:
    """Every record of stages in the version that was the latest then."""
    until = timezone.make_aware(datetime.combine(as_of + timedelta(days=1), time.min))
    latest = RecordVersion.objects.filter(record=OuterRef("record"), at__lt=until).order_by("-number").values("pk")[:1]
    rows = RecordVersion.objects.filter(register=stages, at__lt=until, state=RecordState.LIVE, pk=Subquery(latest))
    return rows.values_list("record", "values", "held_on").iterator(chunk_size=2000)


def _standing(thing: Record) -> Record:
    """The record that stands for a thing."""
    return thing.merged_into if thing.merged_into is not None else thing


def _counts(thing: Record) -> bool:
    return _standing(thing).state == RecordState.LIVE


def _earliest(reached: Iterable[Reached]) -> tuple[Reached, ...]:
    first: dict[str, Reached] = {}
    for each in sorted(reached, key=lambda each: (each.on, each.record)):
        first.setdefault(each.stage, each)
    return tuple(first.values())
