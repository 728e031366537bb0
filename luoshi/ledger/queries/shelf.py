"""The reports that a user has, with how far each account is confirmed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count

from luoshi.ledger.choices import LIVE, Status
from luoshi.ledger.models import Report
from luoshi.ledger.queries.scope import visible_commitments, visible_reports
from luoshi.people.models import User


@dataclass(frozen=True, slots=True)
class ShelfRow:
    """One report and the commitments in it that the user may see."""

    report: Report
    live: int
    proposed: int
    confirmed: int


def shelf(user: User) -> tuple[ShelfRow, ...]:
    """Every report in the user's scope, newest year first."""
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    live = visible_commitments(user).filter(status__in=LIVE).order_by()
    for report_id, status, count in live.values_list("report", "status").annotate(count=Count("pk")):
        counts[report_id][status] = count
    return tuple(_row(report, counts[report.pk]) for report in visible_reports(user))


def _row(report: Report, counts: dict[str, int]) -> ShelfRow:
    proposed, confirmed = counts.get(Status.PROPOSED, 0), counts.get(Status.CONFIRMED, 0)
    return ShelfRow(report, proposed + confirmed, proposed, confirmed)
