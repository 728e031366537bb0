"""When a time limit runs out, and how that is counted: a page for everybody, with an address that can be passed on."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from luoshi.pages.working import Worked, worked
from luoshi.portal.forms import CalculatorForm
from luoshi.workdays import CalendarEnds, LimitFault, due


@require_safe
@login_not_required
def calculator(request: HttpRequest) -> HttpResponse:
    """The form, and under it the day with its working once something was asked."""
    asked = "start" in request.GET
    form = CalculatorForm(request.GET) if asked else CalculatorForm(initial={"limit": 5, "unit": "workday"})
    context: dict[str, Any] = {"here": "calculator", "form": form}
    if asked and form.is_valid():
        context["worked"] = _answer(form)
    return render(request, "portal/calculator.html", context, status=422 if form.errors else 200)


def _answer(form: CalculatorForm) -> Worked | None:
    """The answer; None, with the reason on the form, when it lies beyond the calendar."""
    try:
        return worked(due(form.limit_asked(), form.cleaned_data["start"], form.pauses(), extensions=form.extensions()))
    except CalendarEnds as end:
        years = {"first": end.first, "last": end.last}
        form.add_error("start", _("The calendar goes from %(first)s to %(last)s; this runs beyond it.") % years)
    except LimitFault:
        form.add_error("start", _("This day lies too far in the future."))
    return None
