"""The matching rows as bars: how many of each kind, by section or by report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from luoshi.ledger.models import Commitment, Report, Section

DEEPEST = 2  # headings of lower levels are counted in the one above them


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One bar, with how many commitments of each kind. An empty label: under no heading."""

    label: str
    counts: Mapping[str, int]


def chart_by_section(matching: QuerySet[Commitment], sections: Sequence[Section]) -> tuple[ChartRow, ...]:
    """One bar per heading of the first two levels, in text order."""
    shown = {section.order: section for section in sections if section.level <= DEEPEST or section.parent_id is None}
    home: dict[int, Section] = {}
    for section in sections:
        line = [int(order) for order in section.path.split(".") if order]
        home[section.pk] = shown[max(order for order in line if order in shown)]
    bars: dict[Section | None, Counter[str]] = {None: Counter(), **{section: Counter() for section in shown.values()}}
    for section_id, kind, count in _counted(matching, "section"):
        bars[home[section_id] if section_id is not None else None][kind] += count
    return tuple(ChartRow(section.title if section else "", dict(bar)) for section, bar in bars.items() if bar)


def chart_by_report(matching: QuerySet[Commitment]) -> tuple[ChartRow, ...]:
    """One bar per report, newest first."""
    bars: dict[int | None, dict[str, int]] = {}
    for report_id, kind, count in _counted(matching, "report"):
        bars.setdefault(report_id, {})[kind] = count
    titles = Report.objects.filter(pk__in=list(bars)).values_list("pk", "title")
    return tuple(ChartRow(title, bars[pk]) for pk, title in titles)


def _counted(matching: QuerySet[Commitment], field: str) -> QuerySet[Commitment, tuple[int | None, str, int]]:
    return matching.order_by().values_list(field, "kind").annotate(count=Count("pk", distinct=True))
