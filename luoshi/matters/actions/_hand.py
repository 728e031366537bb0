"""Taking a matter in hand: locked, seen as it was, and with somebody who may."""

from __future__ import annotations

from django.db import connection

from luoshi.matters.choices import Status
from luoshi.matters.errors import MatterClosed, MatterPaused, NotYours, ReasonRequired, Recused, StaleStep
from luoshi.matters.models import Matter, Step
from luoshi.people.abilities import Ability, Role, require
from luoshi.people.models import User


def lock(matter: Matter) -> Matter:
    """The matter as it is now; nobody else changes it before this transaction ends."""
    return (
        Matter.objects.select_for_update(of=("self",))
        .select_related("version")
        .defer("version__files")
        .get(pk=matter.pk)
    )


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
    return matter.steps.get(ended_at=None)


def check_reason(why: str) -> str:
    """The reason without the white space around it. Raises ReasonRequired for an empty one."""
    why = why.strip()
    if not why:
        raise ReasonRequired
    return why
