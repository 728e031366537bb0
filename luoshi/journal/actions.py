"""Writing the journal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import models, transaction

from luoshi.journal.digests import FIRST, Json, canonical
from luoshi.journal.models import Entry
from luoshi.people.models import User


@transaction.atomic
def record(
    *,
    by: User | None,
    action: str,
    subject: models.Model,
    at: datetime,
    why: str = "",
    data: Mapping[str, Json] | None = None,
) -> Entry:
    """Append one entry to the subject's chain.

    Called inside the action that it records, after the subject's row is locked. Should two writers meet all the
    same, the unique number makes the second one fail as a whole.
    """
    subject_type = subject._meta.label_lower
    last = Entry.objects.filter(subject_type=subject_type, subject_id=subject.pk).order_by("-number").first()
    entry = Entry(
        at=at,
        actor=by,
        action=action,
        subject_type=subject_type,
        subject_id=subject.pk,
        number=last.number + 1 if last else 1,
        why=why.replace("\0", "\ufffd"),
        data=canonical(dict(data or {})),
        previous_digest=last.digest if last else FIRST,
    )
    entry.digest = entry.computed_digest()
    entry.save(force_insert=True)
    return entry
