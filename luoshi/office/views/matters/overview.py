"""What supervisors watch: the funnel, what is late, what comes back, what went wrong, and where."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from luoshi.matters.models import MechanismVersion
from luoshi.matters.queries import by_place, funnel, open_incidents, overdue_matters, returned_matters
from luoshi.office.doors import asker

LISTED = 30


@require_safe
def detail(request: HttpRequest) -> HttpResponse:
    """Counts and lists of everything the asker may see."""
    user, at = asker(request), timezone.now()
    latest = {each.name: each.mechanism for each in MechanismVersion.objects.filter(status="live")}
    rows = []
    for row in funnel(user, at):
        mechanism = latest.get(row.mechanism)
        stage = mechanism.by_name.get(row.stage) if mechanism else None
        rows.append((mechanism.title if mechanism else row.mechanism, stage.title if stage else row.stage, row))
    late = overdue_matters(user, at)
    places = by_place(user)
    context = {
        "here": "matters",
        "rows": rows,
        "most": max((row.count for _mechanism, _stage, row in rows), default=1),
        "late": late[:LISTED],
        "late_count": late.count(),
        "returned": returned_matters(user).select_related("organisation")[:LISTED],
        "incidents": open_incidents(user)[:LISTED],
        "places": places[:LISTED],
        "most_at_place": places[0][1] if places else 1,
    }
    return render(request, "office/matters/overview.html", context)
