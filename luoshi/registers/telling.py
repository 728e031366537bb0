"""Giving records the text that filters look for, where they have none: they are older, or their fields were declared
anew.
"""

from __future__ import annotations

from django.db import transaction

from luoshi.registers.models import Record, Register
from luoshi.registers.sought import UNTOLD, sought_of

PART = 1000


def tell_sought(register: Register) -> None:
    """All of a register, a thousand records a transaction. Safe beside writers, who tell their own."""
    last: int | None = 0
    while last is not None:
        last = _tell_part(register, last)


@transaction.atomic
def _tell_part(register: Register, after: int) -> int | None:
    """The last record looked at; None when there is no further one."""
    untold = Record.objects.select_for_update().filter(register=register, sought=UNTOLD, pk__gt=after)
    rows = list(untold.order_by("pk")[:PART])
    schema = register.declared.schema
    for each in rows:
        each.sought = sought_of(schema, each.values, each.outside_id)
    Record.objects.bulk_update([each for each in rows if each.sought != UNTOLD], ["sought"], batch_size=200)
    return rows[-1].pk if rows else None
