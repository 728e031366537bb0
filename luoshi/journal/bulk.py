"""Many lines at once, for what the program does to thousands of things in one go. The chains are ``record``'s."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import Max

from luoshi.journal.actions import _scheme
from luoshi.journal.digests import FIRST, Json, canonical
from luoshi.journal.models import Line
from luoshi.journal.origins import current_origin


@dataclass(frozen=True, slots=True)
class Happening:
    """One line to be: what happened to which thing."""

    action: str
    subject: models.Model
    why: str = ""
    data: Mapping[str, Json] = field(default_factory=dict)


def record_many(
    happenings: Sequence[Happening], *, at: datetime, by: AbstractBaseUser | None = None, begun: bool = False
) -> list[Line]:
    """Append a line for each, in order; ``by`` None is the program. The subjects are locked.

    ``begun``: the subjects were made in this transaction, so that their chains begin here.
    """
    ends = {} if begun else _ends(happenings)
    lines = []
    for each in happenings:
        place = each.subject._meta.label_lower, each.subject.pk
        number, digest = ends.get(place, (0, FIRST))
        line = Line(
            at=at,
            actor_id=by.pk if by else None,
            action=each.action,
            subject_type=place[0],
            subject_id=place[1],
            number=number + 1,
            why=each.why.replace("\0", "\ufffd"),
            data=canonical(dict(each.data)),
            origin=current_origin(),
            scheme=_scheme(),
            previous_digest=digest,
        )
        line.digest = line.computed_digest()
        ends[place] = line.number, line.digest
        lines.append(line)
    return Line.objects.bulk_create(lines)  # one statement, or a transaction of its own


def _ends(happenings: Sequence[Happening]) -> dict[tuple[str, int], tuple[int, str]]:
    """The last number and digest of each subject's chain."""
    subjects: dict[str, set[int]] = defaultdict(set)
    for each in happenings:
        subjects[each.subject._meta.label_lower].add(each.subject.pk)
    ends: dict[tuple[str, int], tuple[int, str]] = {}
    for kind, pks in subjects.items():
        chains = Line.objects.filter(subject_type=kind, subject_id__in=pks)
        last = chains.order_by().values("subject_id").annotate(number=Max("number"))
        numbers = {row["subject_id"]: row["number"] for row in last}
        digests = dict(
            chains.filter(number__in=set(numbers.values())).values_list("subject_id", "digest").order_by("number")
        )
        ends |= {(kind, pk): (number, digests[pk]) for pk, number in numbers.items()}
    return ends
