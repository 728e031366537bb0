"""Taking a matter in hand: locked, seen as it was, and with somebody who may."""

from __future__ import annotations

from functools import lru_cache

from django.db import connection

from luoshi.matters.choices import Status
from luoshi.matters.errors import MatterClosed, MatterPaused, NotYours, ReasonRequired, Recused, StaleStep
from luoshi.matters.models import Matter, MechanismVersion, Step
from luoshi.people.abilities import Ability, Role, require
from luoshi.people.models import User

# Every step of every matter begins with these, so they are not put together anew each time.
LOCK = """
SELECT matter.*, version.digest AS version_digest FROM matters_matter matter
JOIN matters_mechanismversion version ON version.id = matter.version_id WHERE matter.id = %s
"""
OPEN_STEP = "SELECT * FROM matters_step WHERE matter_id = %s AND ended_at IS NULL"


def lock(matter: Matter) -> Matter:
    """The matter as it is now; nobody else changes it before this transaction ends."""
    statement = LOCK + " FOR UPDATE OF matter" if connection.features.has_select_for_update else LOCK
    for locked in Matter.objects.raw(statement, [matter.pk]):
        locked.version = _version(locked.version_id, getattr(locked, "version_digest"))  # noqa: B009  not a field of the model
        return locked
    raise Matter.DoesNotExist


@lru_cache(maxsize=200)
def _version(pk: int, digest: str) -> MechanismVersion:
    """A version as steps of matters need it: all but its status never changes, and no step asks for that."""
    return MechanismVersion.objects.defer("files").get(pk=pk, digest=digest)


def take(by: User, ability: Ability, matter: Matter, expected_step: int | None = None) -> Matter:
    """Lock it and check the ability, that it is live, that ``by`` does not stand aside, and that nobody was faster."""
    locked = lock(matter)
    if not locked.is_live:
        require(by, Ability.SEE, locked)
        raise MatterClosed(locked)
    require(by, ability, locked)
    _check_seen(by, locked, expected_step)
    return locked


def _check_seen(by: User, matter: Matter, expected_step: int | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM matters_recusal WHERE matter_id = %s AND user_id = %s", [matter.pk, by.pk])
        if cursor.fetchone():
            raise Recused
    if expected_step is not None and expected_step != matter.step_count:
        raise StaleStep(matter)


def take_step(
    by: User, matter: Matter, expected_step: int | None = None, *, paused: bool = False
) -> tuple[Matter, Step]:
    """As ``take``, for whoever has it in hand, with the open step. ``paused``: even while the clock stands still."""
    locked = take(by, Ability.WORK, matter, expected_step)
    if locked.status == Status.RECEIVED:
        raise StaleStep(locked)
    if not has_in_hand(by, locked):
        raise NotYours(locked)
    if locked.status == Status.PAUSED and not paused:
        raise MatterPaused
    return locked, open_step(locked)


def has_in_hand(by: User, matter: Matter) -> bool:
    """Does it stand with the asker's organisation or one beneath it? A supervisor acts for their government too."""
    if matter.organisation_id in by.charge_ids:
        return True
    return Role.SUPERVISOR in by.roles and matter.organisation_id == by.government.pk


def open_step(matter: Matter) -> Step:
    """The step that has not ended."""
    for step in Step.objects.raw(OPEN_STEP, [matter.pk]):
        step.matter = matter
        return step
    raise Step.DoesNotExist


def check_reason(why: str) -> str:
    """The reason without the white space around it. Raises ReasonRequired for an empty one."""
    why = why.strip()
    if not why:
        raise ReasonRequired
    return why
