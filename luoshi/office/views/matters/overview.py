"""What supervisors watch: the funnel, what is late, what comes back, what went wrong, and where."""

from __future__ import annotations

from collections.abc import Sequence

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

LISTED = 30


@require_safe
def detail(request: HttpRequest) -> HttpResponse:
    """Counts and lists of everything the asker may see."""
    user, at = asker(request), timezone.now()
    rows = funnel(user, at)
    late = overdue_matters(user, at)
    places = by_place(user)
    context = {
        "here": "matters",
        "funnel": funnel_words(rows),
        "most": max((row.count for row in rows), default=1),
        "late": late[:LISTED],
        "late_count": late.count(),
        "contested": contested_matters(user)[:LISTED],
        "returned": returned_matters(user).select_related("organisation")[:LISTED],
        "incidents": open_incidents(user)[:LISTED],
        "places": places[:LISTED],
        "most_at_place": places[0][1] if places else 1,
    }
    return render(request, "office/matters/overview.html", context)


Stages = list[tuple[str, str, FunnelRow]]


def funnel_words(rows: Sequence[FunnelRow]) -> list[tuple[str, str, Stages]]:
    """Each mechanism that has something in hand: title, name, and its stages in order, those of old versions last."""
    latest = {each.name: each.mechanism for each in MechanismVersion.objects.filter(status="live")}
    found = []
    for name in dict.fromkeys(row.mechanism for row in rows):
        here = {row.stage: row for row in rows if row.mechanism == name}
        mechanism = latest.get(name)
        declared = {stage.name: stage.title for stage in mechanism.stages} if mechanism else {}
        titles = declared | {stage: stage for stage in here if stage not in declared}
        stages = [(title, stage, here.get(stage, FunnelRow(name, stage, 0, 0))) for stage, title in titles.items()]
        found.append((mechanism.title if mechanism else name, name, stages))
    return found
