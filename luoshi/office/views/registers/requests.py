"""Changes that wait for a second person."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.decorators.http import require_safe

from luoshi.office.doors import asker
from luoshi.office.register_words import refusal_words, value_words
from luoshi.pages.schema_forms import problem_words
from luoshi.people.abilities import Ability, abilities, require
from luoshi.registers.actions import approve_change, refuse_change
from luoshi.registers.content import shown_of
from luoshi.registers.errors import BadValues, Refusal
from luoshi.registers.models import ChangeRequest
from luoshi.registers.queries import visible_requests

PAGE_LENGTH = 50


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """What waits, the oldest first."""
    page = Paginator(visible_requests(asker(request)), PAGE_LENGTH).get_page(request.GET.get("page"))
    return render(request, "office/registers/requests.html", {"here": "registers", "page": page})


class DecideForm(forms.Form):
    """Yes or no, with a reason for no."""

    approve = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        choices=[("yes", gettext_lazy("Approve")), ("no", gettext_lazy("Refuse"))],
        widget=forms.RadioSelect,
    )
    why = forms.CharField(
        label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 2}), required=False, max_length=2000
    )


class Decide(View):
    """One change beside what stands now; POST decides it."""

    def get(self, request: HttpRequest, request_id: int) -> HttpResponse:
        """The change and the form."""
        return self._show(request, self._change(request, request_id), DecideForm(), 200)

    def post(self, request: HttpRequest, request_id: int) -> HttpResponse:
        """Decide it, or say why not."""
        change = self._change(request, request_id)
        require(asker(request), Ability.APPROVE_CHANGE, change)
        form = DecideForm(request.POST)
        if not form.is_valid():
            return self._show(request, change, form, 422)
        try:
            self._decide(request, change, form)
        except BadValues as refusal:
            form.add_error(None, " ".join(problem_words(each) for each in refusal.problems))
            return self._show(request, change, form, 422)
        except Refusal as refusal:
            form.add_error(None, refusal_words(refusal))
            return self._show(request, change, form, 409)
        messages.success(request, _("Decided."))
        return redirect("requests")

    def _decide(self, request: HttpRequest, change: ChangeRequest, form: DecideForm) -> None:
        by, why, at = asker(request), form.cleaned_data["why"], timezone.now()
        if form.cleaned_data["approve"] == "yes":
            approve_change(by=by, request=change, at=at, why=why)
        else:
            refuse_change(by=by, request=change, at=at, why=why)

    def _change(self, request: HttpRequest, request_id: int) -> ChangeRequest:
        return visible_requests(asker(request)).get(pk=request_id)

    def _show(self, request: HttpRequest, change: ChangeRequest, form: DecideForm, status: int) -> HttpResponse:
        context = {
            "here": "registers",
            "change": change,
            "lines": _compared(change),
            "form": form,
            "may_decide": Ability.APPROVE_CHANGE in abilities(asker(request), change)
            and change.by_id != asker(request).pk,
            "is_own": change.by_id == asker(request).pk,
        }
        return render(request, "office/registers/request.html", context, status=status)


def _compared(change: ChangeRequest) -> list[tuple[str, str, str, bool]]:
    """Title, as it stands, as it would be, and whether that differs; secrets masked."""
    schema = change.register.declared.schema
    after = shown_of(schema, change.values, change.masked)
    before: dict[str, Any] = {}
    if change.record is not None:
        before = shown_of(schema, change.record.values, change.record.masked)
    if not change.values and not change.masked:
        after = before
    return [
        (each.title, value_words(each, before.get(each.name)), value_words(each, after.get(each.name)),
         before.get(each.name) != after.get(each.name))
        for each in schema.fields
        if before.get(each.name) not in (None, "") or after.get(each.name) not in (None, "")
    ]  # fmt: skip
