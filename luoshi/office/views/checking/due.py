"""What is due from the asker's unit, and nothing else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from luoshi.ledger.queries.checking import due_list
from luoshi.office.doors import asker


@require_safe
def due(request: HttpRequest) -> HttpResponse:
    """The short list: what to do, until when, and the button that does it."""
    rows = due_list(asker(request), timezone.localdate())
    context = {"here": "due", "rows": rows, "late": sum(row.late > 0 for row in rows)}
    return render(request, "office/checking/due.html", context)
