"""Adding a commitment: words selected in the report, or pasted."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View

from luoshi.ledger.actions import NotAllowed, Refusal, add_commitment
from luoshi.ledger.models import Report
from luoshi.ledger.queries import visible_reports
from luoshi.office.cutting import shown_sentence
from luoshi.office.doors import asker
from luoshi.office.finding import occurrences
from luoshi.office.forms.deciding import AddForm
from luoshi.office.refusals import explain
from luoshi.people.abilities import Ability, abilities

AROUND = 40


class AddCommitment(View):
    """GET shows the form, with the words if the address gives their place; POST adds."""

    def get(self, request: HttpRequest, report_id: int) -> HttpResponse:
        """The form."""
        report = self.report(request, report_id)
        span = _span(report, request.GET.get("start", ""), request.GET.get("end", ""))
        initial: dict[str, Any] = {}
        if span:
            initial = {"start": span[0], "end": span[1], "quote": report.text[slice(*span)]}
        return self.show(request, report, AddForm(initial=initial))

    def post(self, request: HttpRequest, report_id: int) -> HttpResponse:
        """Add, or say why not."""
        report = self.report(request, report_id)
        form = AddForm(request.POST)
        span = self.place(report, form) if form.is_valid() else None
        if span is None:
            return self.show(request, report, form, 422)
        try:
            added = add_commitment(
                by=asker(request),
                report=report,
                start=span[0],
                end=span[1],
                at=timezone.now(),
                why=form.cleaned_data["why"],
            )
        except Refusal as refusal:
            form.add_error(None, explain(refusal))
            return self.show(request, report, form, 422)
        messages.success(request, _("Commitment %(number)s was added.") % {"number": added.number})
        return redirect(f"{reverse('report-detail', args=[report.pk])}#r{added.number}")

    def report(self, request: HttpRequest, report_id: int) -> Report:
        """The report with its text, for somebody who may add to it."""
        report = visible_reports(asker(request)).defer(None).get(pk=report_id)
        if Ability.ADD not in abilities(asker(request), report):
            raise NotAllowed(asker(request), Ability.ADD, report)
        return report

    def place(self, report: Report, form: AddForm) -> tuple[int, int] | None:
        """Where the words stand in the report; None with an error on the form."""
        values = form.cleaned_data
        if values["start"] is not None and values["end"] is not None:
            return self._selected(report, form)
        if not values["words"].strip():
            form.add_error("words", _("Paste the sentence here."))
            return None
        places = occurrences(report.text, values["words"])
        if len(places) == 1:
            return places[0]
        if places:
            form.places = [_choice(report, *place) for place in places[:20]]
            form.add_error("words", _("These words stand in the report more than once. Choose which is meant."))
        else:
            form.add_error("words", _("The report does not have these words. Copy them from the text itself."))
        return None

    def _selected(self, report: Report, form: AddForm) -> tuple[int, int] | None:
        """The place that the browser counted, checked against the words that it saw there."""
        values = form.cleaned_data
        span = _span(report, str(values["start"]), str(values["end"]))
        same = span and "".join(report.text[slice(*span)].split()) == "".join(values["quote"].split())
        if span and (same or not values["quote"]):
            return span
        form.add_error(None, _("The selected words were not found at their place. Paste them below instead."))
        return None

    def show(self, request: HttpRequest, report: Report, form: AddForm, status: int = 200) -> HttpResponse:
        """The form's page."""
        context = {
            "here": "reports",
            "report": report,
            "form": form,
            "quote": shown_sentence(str(form["quote"].value() or "")),
        }
        return render(request, "office/reading/add.html", context, status=status)


def _span(report: Report, start: str, end: str) -> tuple[int, int] | None:
    if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit()):
        return None
    span = int(start[:9]), int(end[:9])
    return span if 0 <= span[0] < span[1] <= len(report.text) else None


def _choice(report: Report, start: int, end: int) -> dict[str, Any]:
    return {
        "start": start,
        "end": end,
        "before": shown_sentence(report.text[max(0, start - AROUND) : start]),
        "words": shown_sentence(report.text[start:end]),
        "after": shown_sentence(report.text[end : end + AROUND]),
    }
