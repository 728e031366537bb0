"""What changed since a moment: everything that was written about the commitments the user sees, newest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from luoshi.ledger.models import (
    Check,
    Commitment,
    DutyStep,
    Entry,
    LampChange,
    NoticeStep,
    PathVersion,
    SettlementStep,
)
from luoshi.ledger.queries.scope import visible_commitments
from luoshi.people.models import User
from luoshi.workdays import day_of, start_of

MOST = 200
LITTLE = 500  # commitments


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One thing that was done: ``kind`` is the table, ``what`` the step in it. ``row`` has the rest."""

    at: datetime
    kind: str
    what: str
    commitment: Commitment
    row: Any


# Table, the way to its commitment, what names the step, and the rows to fetch along.
SOURCES: tuple[tuple[str, Any, str, str, tuple[str, ...]], ...] = (
    ("duty", DutyStep, "duty__commitment", "kind", ("duty__commitment", "holder", "by")),
    ("path", PathVersion, "goal__commitment", "number", ("goal__commitment", "by")),
    ("entry", Entry, "goal__commitment", "kind", ("goal__commitment", "organisation", "by")),
    ("check", Check, "entry__goal__commitment", "kind", ("entry__goal__commitment", "by")),
    ("settlement", SettlementStep, "settlement__commitment", "kind", ("settlement__commitment", "by")),
    ("notice", NoticeStep, "notice__commitment", "kind", ("notice__commitment", "by")),
)
KINDS = ("lamp", *(source[0] for source in SOURCES))


def changed_since(user: User, since: datetime, *, kind: str = "", most: int = MOST) -> tuple[ChangeRow, ...]:
    """At most so many of the latest changes since then, of one of KINDS or of all, in eight queries or in two."""
    seen = visible_commitments(user).order_by().values("pk")
    is_little = seen[:LITTLE].count() < LITTLE
    rows = [*_lamps(seen, since, most)] if kind in ("", "lamp") else []
    for name, model, path, what, along in SOURCES:
        if kind not in ("", name):
            continue
        found = model.objects.filter(_within(seen, path, is_little=is_little), at__gte=since).order_by("-at", "-pk")
        # The latest by key alone first: to sort whole rows with all that stands around them takes ten times as long.
        for row in model.objects.filter(pk__in=found.values("pk")[:most]).select_related(*along):
            rows.append(ChangeRow(row.at, name, str(getattr(row, what)), _follow(row, path), row))
    return tuple(sorted(rows, key=lambda each: (each.at, each.row.pk), reverse=True)[:most])


def _within(seen: QuerySet[Commitment, Any], path: str, *, is_little: bool) -> Q | Exists:
    """Whoever sees little starts from that; whoever sees much, from the latest rows until there are enough."""
    return Q(**{f"{path}__in": seen}) if is_little else Exists(seen.filter(pk=OuterRef(path)))


def _lamps(seen: QuerySet[Commitment, Any], since: datetime, most: int) -> Iterator[ChangeRow]:
    """Lamps change at the end of a day; they are listed under its beginning."""
    changes = LampChange.objects.filter(commitment__in=seen, on__gte=day_of(since)).exclude(before="")
    for row in changes.select_related("commitment", "goal").order_by("-on", "-pk")[:most]:
        yield ChangeRow(start_of(row.on), "lamp", row.after, row.commitment, row)


def _follow(row: Any, path: str) -> Commitment:
    for name in path.split("__"):
        row = getattr(row, name)
    found: Commitment = row
    return found
