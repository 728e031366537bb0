"""Writing the journal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models, transaction

from luoshi.journal.digests import FIRST, Json, Scheme, canonical
from luoshi.journal.models import Line
from luoshi.journal.origins import current_origin


@transaction.atomic
def record(
    *,
    by: AbstractBaseUser | None,
    action: str,
    subject: models.Model,
    at: datetime,
    why: str = "",
    data: Mapping[str, Json] | None = None,
) -> Line:
    """Append one line to the subject's chain. ``by`` is None for what the program does of itself.

    Called inside the action that it records, after the subject's row is locked. Should two writers meet all the
    same, the unique number makes the second one fail as a whole.
    """
    subject_type = subject._meta.label_lower
    last = Line.objects.filter(subject_type=subject_type, subject_id=subject.pk).order_by("-number").first()
    line = Line(
        at=at,
        actor_id=by.pk if by else None,
        action=action,
        subject_type=subject_type,
        subject_id=subject.pk,
        number=last.number + 1 if last else 1,
        why=why.replace("\0", "\ufffd"),
        data=canonical(dict(data or {})),
        origin=current_origin(),
        scheme=Scheme.SHA256.value,
        previous_digest=last.digest if last else FIRST,
    )
    line.digest = line.computed_digest()
    line.save(force_insert=True)
    return line
