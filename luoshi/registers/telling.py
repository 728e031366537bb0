"""Giving records the text that filters look for, where they have none or one of other fields: they are older, their
fields were declared anew, or a writer who still held the pack before wrote them after that.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from luoshi.registers.models import Record, Register
from luoshi.registers.sought import UNTOLD, sought_of

PART = 1000
LATE = timedelta(days=1)  # a writer's time is that of the beginning: it may lie before the pack's change


def tell_sought(register: Register) -> None:
    """All of a register, a thousand records a transaction. Safe beside writers, who tell their own."""
    last: int | None = 0
    while last is not None:
        last = _tell_part(register, last)


@transaction.atomic
def _tell_part(register: Register, after: int) -> int | None:
    """The last record looked at; None when there is no further one."""
    late = ~Q(pack_version=register.latest_id) & Q(written_at__gte=register.latest.adopted_at - LATE)
    doubtful = Record.objects.select_for_update().filter(Q(sought=UNTOLD) | late, register=register, pk__gt=after)
    rows, schema, changed = list(doubtful.order_by("pk")[:PART]), register.declared.schema, []
    for each in rows:
        made = sought_of(schema, each.values, each.outside_id)
        if made != each.sought:
            each.sought = made
            changed.append(each)
    Record.objects.bulk_update(changed, ["sought"], batch_size=200)
    return rows[-1].pk if rows else None
