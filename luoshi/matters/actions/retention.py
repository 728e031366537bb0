"""What is kept no longer than it has to be: personal data of parties, once the time of their file is over."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction
from django.db.models import Q

from luoshi.journal.bulk import Happening, record_many
from luoshi.matters.actions.parties import FIELDS, empty_party
from luoshi.matters.choices import Status
from luoshi.matters.models import Matter, Party
from luoshi.statements import update_rows
from luoshi.workdays import day_of

BATCH = 200
CHANGED = (*(f"{field}_sealed" for field in FIELDS), "id_digest", "phone_digest", "forgotten_at")


def forget_expired(*, at: datetime, batch: int = BATCH) -> int:
    """Take personal data out of every file whose time is over, nobody having to ask; of how many parties.

    Whoever keeps personal data deletes it of their own accord when the time for keeping it has run out
    (个人信息保护法 art 47). The file itself, its steps and its journal stay; a file kept for ever keeps its
    parties. What somebody wrote into the form or a note, and the documents, whoever brought them, are the file's own:
    they stay as long as it does and are not searched for names.
    Safe to run twice, and in several processes at once.
    """
    total = 0
    while found := _forget_some(at, batch):
        total += found
    return total


@transaction.atomic
def _forget_some(at: datetime, batch: int) -> int:
    """The parties of so many matters, which are locked first; 0 when there is nothing left to do."""
    on = day_of(at)
    over = Q(status=Status.CLOSED, keep_until__lte=on) | Q(
        status=Status.MERGED, merged_into__status=Status.CLOSED, merged_into__keep_until__lte=on
    )
    with_parties = Party.objects.filter(forgotten_at=None).values("matter")
    matters = Matter.objects.filter(over, pk__in=with_parties).order_by("pk").only("pk")
    if connection.features.has_select_for_update_skip_locked:
        matters = matters.select_for_update(skip_locked=True, of=("self",))
    held = {matter.pk: matter for matter in matters[:batch]}
    parties = list(Party.objects.filter(matter__in=held, forgotten_at=None).order_by("pk"))
    for party in parties:
        empty_party(party, at)
    update_rows(parties, CHANGED)
    lines = [
        Happening("party.forgotten", held[party.matter_id], data={"party": party.pk, "because": "expired"})
        for party in parties
    ]
    record_many(lines, at=at)
    return len(parties)
