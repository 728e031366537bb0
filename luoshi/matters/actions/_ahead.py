"""What an action needs to know before it decides, read on one trip."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from django.db import connection
from django.db.models import Model

from luoshi.journal.actions import end_of_chain
from luoshi.matters.actions._hand import take_step_and_ask, version_of
from luoshi.matters.actions._moving import Ways, ask_ways
from luoshi.matters.actions._sources import Rows, ask_merged_sources
from luoshi.matters.errors import NoLiveMechanism
from luoshi.matters.models import Clock, Matter, MechanismVersion, Step
from luoshi.matters.queries.calendar import EDITIONS, calendar_of
from luoshi.people.models import Organisation, User
from luoshi.people.models.organisation import UP
from luoshi.statements import Statement, ask, columns_of, number_rows, read_rows
from luoshi.workdays import Calendar

Keys: TypeAlias = Mapping[type[Model], Sequence[int]]

# How many keys of rows are asked for; a mechanism that starts more clocks asks for the rest.
OF_A_STEP: Mapping[type[Model], int] = {Step: 1, Clock: 4}
OF_AN_END: Mapping[type[Model], int] = {Clock: 4}
OF_A_MATTER: Mapping[type[Model], int] = {Matter: 1, Step: 1, Clock: 6}

_LIVE = "SELECT id, digest FROM matters_mechanismversion WHERE name = %s AND status = 'live'"
_OWED = """
SELECT count(*) FROM matters_opinion opinion JOIN matters_step step ON step.id = opinion.step_id
WHERE step.matter_id = %s AND step.ended_at IS NULL AND opinion.given_at IS NULL
"""


@dataclass(frozen=True, slots=True)
class BeforeLeaving:
    """For the way out of a stage: ``ways`` if it leads to another, ``owed`` and ``merged`` if it is the end."""

    calendar: Calendar
    chain: Sequence[tuple[int, str]]  # the end of the matter's journal
    keys: Keys
    ways: Ways = ()
    owed: int = 0  # opinions that were asked for and not given
    merged: Rows = ()  # what opened the matters that were merged into this one


def look_at_leaving(
    by: User, matter: Matter, expected_step: int | None, at: datetime, *, moves: bool
) -> tuple[Matter, Step, BeforeLeaving]:
    """As ``take_step``."""
    common, numbers = [EDITIONS, end_of_chain(Matter, matter.pk)], OF_A_STEP if moves else OF_AN_END
    owed = Statement(_OWED, [matter.pk], is_frequent=True)
    asked = ask_ways(matter.pk, at) if moves else [owed, ask_merged_sources(matter.pk)]
    locked, step, answers = take_step_and_ask([*common, *asked, *_numbered(numbers)], by, matter, expected_step)
    editions, chain, first, second, *found = answers
    calendar, keys = calendar_of(editions), _keys(numbers, found)
    if moves:
        return locked, step, BeforeLeaving(calendar, chain, keys, ways=(first, second))
    return locked, step, BeforeLeaving(calendar, chain, keys, owed=first[0][0], merged=second)


@dataclass(frozen=True, slots=True)
class BeforeOpening:
    """For a new matter."""

    version: MechanismVersion
    over: Sequence[Organisation]  # the place and what stands over it
    calendar: Calendar
    keys: Keys


def look_at_opening(mechanism: str, place: Organisation) -> BeforeOpening:
    """Raises NoLiveMechanism."""
    over = f"SELECT {columns_of(Organisation)} FROM people_organisation WHERE id IN ({UP})"  # noqa: S608
    asked = [
        EDITIONS,
        Statement(_LIVE, [mechanism], is_frequent=True),
        Statement(over, [place.pk], is_frequent=True),
    ]
    editions, versions, line, *found = ask([*asked, *_numbered(OF_A_MATTER)])
    if not versions:
        raise NoLiveMechanism(mechanism)
    keys = _keys(OF_A_MATTER, found)
    return BeforeOpening(version_of(*versions[0]), read_rows(Organisation, line), calendar_of(editions), keys)


def _numbered(numbers: Mapping[type[Model], int]) -> list[Statement]:
    """SQLite gives keys as rows are written, without a trip."""
    if connection.vendor != "postgresql":
        return []
    return [number_rows(model, count) for model, count in numbers.items()]


def _keys(numbers: Mapping[type[Model], int], found: Iterable[list[tuple[Any, ...]]]) -> Keys:
    return {model: [pk for (pk,) in rows] for model, rows in zip(numbers, found, strict=False)}
