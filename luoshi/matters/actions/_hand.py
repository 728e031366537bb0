"""Taking a matter in hand: locked, seen as it was, and with somebody who may."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db import connection

from luoshi.matters.choices import Status
from luoshi.matters.errors import MatterClosed, MatterPaused, NotYours, ReasonRequired, Recused, StaleStep
from luoshi.matters.models import Matter, MechanismVersion, Step
from luoshi.people.abilities import Ability, Role, require
from luoshi.people.models import User
from luoshi.statements import Statement, ask, columns_of, read_rows

Answers = list[list[tuple[Any, ...]]]


def lock(matter: Matter) -> Matter:
    """The matter as it is now; nobody else changes it before this transaction ends."""
    return _locked(ask([_lock(matter.pk)])[0])


def take(by: User, ability: Ability, matter: Matter, expected_step: int | None = None) -> Matter:
    """Lock it and check the ability, that it is live, that ``by`` does not stand aside, and that nobody was faster."""
    return _take(by, ability, matter, expected_step, ())[0]


def take_step(
    by: User, matter: Matter, expected_step: int | None = None, *, paused: bool = False
) -> tuple[Matter, Step]:
    """As ``take``, for whoever has it in hand, with the open step. ``paused``: even while the clock stands still."""
    locked, step, _ = take_step_and_ask((), by, matter, expected_step, paused=paused)
    return locked, step


def take_step_and_ask(
    asked: Sequence[Statement], by: User, matter: Matter, expected_step: int | None = None, *, paused: bool = False
) -> tuple[Matter, Step, Answers]:
    """As ``take_step``, with the answers to what else is asked on the same trip, once the matter is locked."""
    locked, (steps, *answers) = _take(by, Ability.WORK, matter, expected_step, (_open_step(matter.pk), *asked))
    if locked.status == Status.RECEIVED:
        raise StaleStep(locked)
    if not has_in_hand(by, locked):
        raise NotYours(locked)
    if locked.status == Status.PAUSED and not paused:
        raise MatterPaused
    return locked, _step_of(locked, steps), answers


def has_in_hand(by: User, matter: Matter) -> bool:
    """Does it stand with the asker's organisation or one beneath it? A supervisor acts for their government too."""
    if matter.organisation_id in by.charge_ids:
        return True
    return Role.SUPERVISOR in by.roles and matter.organisation_id == by.government.pk


def open_step(matter: Matter) -> Step:
    """The step that has not ended."""
    return _step_of(matter, ask([_open_step(matter.pk)])[0])


def check_reason(why: str) -> str:
    """The reason without the white space around it. Raises ReasonRequired for an empty one."""
    why = why.strip()
    if not why:
        raise ReasonRequired
    return why


@lru_cache(maxsize=200)
def version_of(pk: int, digest: str) -> MechanismVersion:
    """A version as steps of matters need it: all but its status never changes, and no step asks for that."""
    return MechanismVersion.objects.defer("files").get(pk=pk, digest=digest)


def _take(
    by: User, ability: Ability, matter: Matter, expected_step: int | None, asked: Sequence[Statement]
) -> tuple[Matter, Answers]:
    """The lock, who asks and whether they stand aside, and whatever else is asked: one trip, the lock first."""
    reach = by.reach_to_ask
    statements = [_lock(matter.pk), _recused(by, matter), *asked, *([reach] if reach else [])]
    found, recusals, *answers = ask(statements)
    locked = _locked(found)
    if reach:
        by.learn_reach(answers.pop())
    if not locked.is_live:
        require(by, Ability.SEE, locked)
        raise MatterClosed(locked)
    require(by, ability, locked)
    if recusals:
        raise Recused
    if expected_step is not None and expected_step != locked.step_count:
        raise StaleStep(locked)
    return locked, answers


def _lock(pk: int) -> Statement:
    waits = " FOR UPDATE OF matter" if connection.features.has_select_for_update else ""
    return Statement(
        f"SELECT {columns_of(Matter, 'matter')}, version.digest FROM matters_matter matter "  # noqa: S608
        f"JOIN matters_mechanismversion version ON version.id = matter.version_id WHERE matter.id = %s{waits}",
        [pk],
        is_frequent=True,
    )


def _locked(rows: list[tuple[Any, ...]]) -> Matter:
    for row in rows:
        (locked,) = read_rows(Matter, [row[:-1]])
        locked.version = version_of(locked.version_id, row[-1])
        return locked
    raise Matter.DoesNotExist


def _recused(by: User, matter: Matter) -> Statement:
    text = "SELECT 1 FROM matters_recusal WHERE matter_id = %s AND user_id = %s"
    return Statement(text, [matter.pk, by.pk], is_frequent=True)


def _open_step(pk: int) -> Statement:
    text = f"SELECT {columns_of(Step)} FROM matters_step WHERE matter_id = %s AND ended_at IS NULL"  # noqa: S608
    return Statement(text, [pk], is_frequent=True)


def _step_of(matter: Matter, rows: list[tuple[Any, ...]]) -> Step:
    for step in read_rows(Step, rows):
        step.matter = matter
        return step
    raise Step.DoesNotExist
