"""What supervisors watch: the funnel, what is late, what comes back, what went wrong, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from luoshi.matters.models import MechanismVersion
from luoshi.matters.queries import (
    FunnelRow,
    by_place,
    contested_matters,
    funnel,
    open_incidents,
    overdue_matters,
    returned_matters,
)
from luoshi.office.doors import asker
from luoshi.office.mechanism_words import in_desk_order

LISTED = 30


@require_safe
def detail(request: HttpRequest) -> HttpResponse:
    """Counts and lists of everything the asker may see."""
    user, at = asker(request), timezone.now()
    rows = funnel(user, at)
    late = overdue_matters(user, at)
    places = by_place(user, at)
    context = {
        "here": "matters",
        "funnel": funnels(rows),
        "most": max((row.count for row in rows), default=1),
        "late": late[:LISTED],
        "late_count": late.count(),
        "contested": contested_matters(user)[:LISTED],
        "returned": returned_matters(user).select_related("organisation")[:LISTED],
        "incidents": open_incidents(user)[:LISTED],
        "places": places[:LISTED],
        "most_at_place": places[0].count if places else 1,
    }
    return render(request, "office/matters/overview.html", context)


@dataclass(frozen=True, slots=True)
class Funnel:
    """One mechanism: its stages with their titles and names in order, and what they come to."""

    title: str
    name: str
    stages: tuple[tuple[str, str, FunnelRow], ...]

    @property
    def count(self) -> int:
        """Everything of it that is in hand."""
        return sum(row.count for _title, _name, row in self.stages)


def funnels(rows: Sequence[FunnelRow]) -> list[Funnel]:
    """Each mechanism that has something in hand, as the desks stand; stages of old versions come last."""
    live = MechanismVersion.objects.filter(status="live").order_by("name")
    latest = {each.name: each.mechanism for _desk, here in in_desk_order(live) for each in here}
    found = []
    for name in sorted({row.mechanism for row in rows}, key=lambda each: [*latest, each].index(each)):
        here = {row.stage: row for row in rows if row.mechanism == name}
        mechanism = latest.get(name)
        declared = {stage.name: stage.title for stage in mechanism.stages} if mechanism else {}
        titles = declared | {stage: stage for stage in here if stage not in declared}
        stages = ((title, stage, here.get(stage, FunnelRow(name, stage, 0, 0))) for stage, title in titles.items())
        found.append(Funnel(mechanism.title if mechanism else name, name, tuple(stages)))
    return found
