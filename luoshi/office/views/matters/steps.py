"""One view for every step at a matter: the table of steps says what it asks and what it does."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View

from luoshi.matters.errors import BadDocument, MatterClosed, Refusal, StaleStep
from luoshi.matters.queries.page import MatterPage, matter_page
from luoshi.office.doors import asker
from luoshi.office.forms.matters.step import Asked, StepForm
from luoshi.office.matter_refusals import refusal_words
from luoshi.office.matter_words import stage_words
from luoshi.people.abilities import NotAllowed
from luoshi.workdays import CalendarEnds


class Take(View):
    """GET asks what the step needs; POST takes it, or says why not with nothing typed lost."""

    step: StepForm | None = None

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        """The form."""
        page = self._page(request, code)
        return self._show(request, page, self._form(request, page), 200)

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        """Take the step."""
        page = self._page(request, code)
        step, form = self._step, self._form(request, page)
        if not form.is_valid():
            return self._show(request, page, form, 422)
        data = form.cleaned_data
        try:
            if not step.abilities & page.may:
                raise MatterClosed(page.matter)
            step.take(Asked(asker(request), page, data, timezone.now(), data["expected_step"]))
        except CalendarEnds as end:
            words = _("The calendar ends with %(year)s, and this runs beyond it. Bring in the next notice first.")
            form.add_error(None, words % {"year": end.last})
        except Refusal as refusal:
            form.add_error("file" if isinstance(refusal, BadDocument) else None, refusal_words(refusal))
            if isinstance(refusal, StaleStep | MatterClosed):
                return self._show(request, page, form, 409)
        if form.errors:
            return self._show(request, page, form, 422)
        messages.success(request, step.done)
        return redirect("matter", code)

    @property
    def _step(self) -> StepForm:
        assert self.step is not None  # given where the address is written
        return self.step

    def _page(self, request: HttpRequest, code: str) -> MatterPage:
        """The matter, if it is there for the asker. Raises NotAllowed for whoever may not take the step.

        A matter that was closed meanwhile is shown all the same, so that what was typed is not lost.
        """
        user = asker(request)
        page = matter_page(user, code)
        if not self._step.abilities & page.may and page.matter.is_live:
            raise NotAllowed(user, min(self._step.abilities), page.matter)
        return page

    def _form(self, request: HttpRequest, page: MatterPage) -> forms.Form:
        suggested = {"into": request.GET.get("into", "")[:60]}
        is_sent = request.method == "POST"
        form = forms.Form(request.POST if is_sent else None, request.FILES if is_sent else None, initial=suggested)
        form.fields.update(self._step.fields(asker(request), page))
        form.fields["expected_step"] = forms.IntegerField(
            min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput, initial=page.matter.step_count
        )
        return form

    def _show(self, request: HttpRequest, page: MatterPage, form: forms.Form, status: int) -> HttpResponse:
        context = {
            "here": "matters",
            "page": page,
            "matter": page.matter,
            "stage": stage_words(page.matter),
            "step": self._step,
            "form": form,
            "is_open": self._step.offered(asker(request), page),
        }
        return render(request, "office/matters/step.html", context, status=status)
