"""The reading view and what is done with a whole report."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from luoshi.ledger.actions import NotAllowed, confirm_all
from luoshi.ledger.models import Report
from luoshi.ledger.queries import report_reading, visible_commitments, visible_reports
from luoshi.office.doors import asker, may
from luoshi.office.reading_page import counts, groups, outline, set_text
from luoshi.people.abilities import Ability, abilities


@require_safe
def detail(request: HttpRequest, report_id: int) -> HttpResponse:
    """The text with every commitment marked in place, beside the rows."""
    view = report_reading(asker(request), report_id)
    add = reverse("report-add-commitment", args=[report_id])

    def take(start: int, end: int) -> str:
        return f"{add}?start={start}&end={end}"

    context = {
        "here": "reports",
        "report": view.report,
        "text": set_text(view, take if Ability.ADD in view.abilities else None),
        "outline": outline(view),
        "groups": groups(view),
        "counts": counts(view),
        "may": may(view.abilities),
    }
    return render(request, "office/reading/page.html", context)


@require_safe
def account(request: HttpRequest, report_id: int) -> HttpResponse:
    """The account with this report chosen."""
    return redirect(f"{reverse('account')}?{urlencode({'report': report_id})}")


@require_http_methods(["GET", "HEAD", "POST"])
def confirm_everything(request: HttpRequest, report_id: int) -> HttpResponse:
    """Ask once, then confirm all that is still proposed."""
    report = visible_reports(asker(request)).get(pk=report_id)
    if request.method == "POST":
        done = confirm_all(by=asker(request), report=report, at=timezone.now())
        words = ngettext("%(count)d commitment confirmed.", "%(count)d commitments confirmed.", done)
        messages.success(request, words % {"count": done})
        return redirect("report-detail", report.pk)
    _require(request, report, Ability.CONFIRM)
    proposed = visible_commitments(asker(request)).filter(report=report, status="proposed").count()
    return render(
        request, "office/reading/confirm_all.html", {"here": "reports", "report": report, "proposed": proposed}
    )


def _require(request: HttpRequest, report: Report, ability: Ability) -> None:
    if ability not in abilities(asker(request), report):
        raise NotAllowed(asker(request), ability, report)
