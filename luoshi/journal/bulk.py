"""Many lines at once, for what the program does to thousands of things in one go. The chains are ``record``'s."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models

from luoshi.journal.actions import next_line
from luoshi.journal.digests import Json
from luoshi.journal.models import Line
from luoshi.statements import Statement, Trip, ask

_ENDS = """
SELECT line.subject_id, line.number, line.digest FROM journal_line line JOIN (
    SELECT subject_id, max(number) AS number FROM journal_line
    WHERE subject_type = %s AND subject_id IN ({keys}) GROUP BY subject_id
) last ON line.subject_id = last.subject_id AND line.number = last.number WHERE line.subject_type = %s
"""


@dataclass(frozen=True, slots=True)
class Happening:
    """One line to be: what happened to which thing."""

    action: str
    subject: models.Model
    why: str = ""
    data: Mapping[str, Json] = field(default_factory=dict)


def record_many(happenings: Sequence[Happening], *, at: datetime, by: AbstractBaseUser | None = None) -> None:
    """Append a line for each, in order; ``by`` None is the program. The subjects are locked."""
    with Trip() as trip:
        trip.add(next_lines(happenings, at=at, by=by))


def next_lines(
    happenings: Sequence[Happening], *, at: datetime, by: AbstractBaseUser | None = None, begun: bool = False
) -> list[Line]:
    """The lines that ``record_many`` appends. Not saved.

    ``begun``: the subjects were made in this transaction, so that their chains begin here.
    """
    ends = {} if begun else _ends(happenings)
    lines = []
    for each in happenings:
        place = each.subject._meta.label_lower, each.subject.pk
        last = [ends[place]] if place in ends else []
        line = next_line(
            by=by, action=each.action, subject=each.subject, at=at, why=each.why, data=each.data, last=last
        )
        ends[place] = line.number, line.digest
        lines.append(line)
    return lines


def _ends(happenings: Sequence[Happening]) -> dict[tuple[str, int], tuple[int, str]]:
    """The last number and digest of each subject's chain."""
    subjects: dict[str, set[int]] = defaultdict(set)
    for each in happenings:
        subjects[each.subject._meta.label_lower].add(each.subject.pk)
    asked = [
        Statement(_ENDS.format(keys=", ".join(["%s"] * len(pks))), [kind, *pks, kind]) for kind, pks in subjects.items()
    ]
    found = zip(subjects, ask(asked), strict=True)
    return {(kind, pk): (number, digest) for kind, rows in found for pk, number, digest in rows}
