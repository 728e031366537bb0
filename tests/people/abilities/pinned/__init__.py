"""The whole answer of the table, written out by hand: a change here is a change of who may do what.

One module a room, as in ``luoshi.people.abilities``; each names role, kind and standing in plain words.
"""

from __future__ import annotations

from tests.people.abilities.pinned import account, checking, journal, matters, people, registers

ROOMS = (account.WHOLE, checking.WHOLE, people.WHOLE, journal.WHOLE, registers.WHOLE, matters.WHOLE)
WHOLE = {place: may for room in ROOMS for place, may in room.items()}

assert len(WHOLE) == sum(len(room) for room in ROOMS), "two rooms pin one place"
