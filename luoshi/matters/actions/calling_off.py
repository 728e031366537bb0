"""A matter whose cause has gone is called off by what opened it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from luoshi.journal.actions import record
from luoshi.matters.actions._hand import check_reason, lock
from luoshi.matters.actions._moving import ENDED, Ending, close, write_ending
from luoshi.matters.models import Matter
from luoshi.matters.queries.calendar import current_calendar
from luoshi.mechanisms.stages import OutcomeKind
from luoshi.people.models import User
from luoshi.statements import Trip


@transaction.atomic
def call_off_matter(*, by: User | None, matter: Matter, why: str, at: datetime) -> Matter:
    """Close it as withdrawn, wherever it stands. One that is over stays as it is.

    For the layers above, which opened it and decide in their own action that its cause is gone: no ability is asked
    here.
    """
    why, locked = check_reason(why), lock(matter)
    if not locked.is_live:
        return locked
    step = locked.steps.filter(ended_at=None).first()
    with Trip() as trip:
        if step is not None:
            write_ending(step, Ending(OutcomeKind.WITHDRAW.value, at, by, why), trip)
        close(locked, step, OutcomeKind.WITHDRAW, "", at, current_calendar(), trip)
        trip.update([locked], ENDED)
    record(by=by, action="matter.withdraw", subject=locked, at=at, why=why, data={"called_off": True})
    return locked
