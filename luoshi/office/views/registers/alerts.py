"""预警: what rules found, the oldest first; seeing to one says what came of it."""

from __future__ import annotations

from dataclasses import dataclass

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

from luoshi.mechanisms import Rule
from luoshi.office.doors import asker
from luoshi.office.register_words import refusal_words
from luoshi.people.abilities import Ability, abilities, require
from luoshi.people.models import User
from luoshi.registers.actions import close_alert
from luoshi.registers.choices import AlertResult, AlertState
from luoshi.registers.errors import Refusal
from luoshi.registers.models import Alert
from luoshi.registers.queries import visible_alerts

PAGE_LENGTH = 50


@dataclass(frozen=True, slots=True)
class AlertRow:
    """An alert with the rule that raised it."""

    alert: Alert
    rule: Rule
    late: bool


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """Alerts that wait; closed ones on request."""
    closed = request.GET.get("state") == AlertState.CLOSED
    rows = visible_alerts(asker(request), state=AlertState.CLOSED if closed else AlertState.OPEN)
    page = Paginator(rows, PAGE_LENGTH).get_page(request.GET.get("page"))
    context = {"here": "registers", "closed": closed, "page": page, "rows": [_row(each) for each in page]}
    return render(request, "office/registers/alerts.html", context)


class CloseForm(forms.Form):
    """What came of it."""

    result = forms.ChoiceField(label=gettext_lazy("Result"), choices=AlertResult.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label=gettext_lazy("What was found and done"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )


class Close(View):
    """One alert with its inputs; POST closes it."""

    def get(self, request: HttpRequest, alert_id: int) -> HttpResponse:
        """The alert and the form."""
        return self._show(request, self._alert(request, alert_id), CloseForm(), 200)

    def post(self, request: HttpRequest, alert_id: int) -> HttpResponse:
        """Close it, or say why not."""
        alert = self._alert(request, alert_id)
        require(asker(request), Ability.CLOSE_ALERT, alert)
        form = CloseForm(request.POST)
        if not form.is_valid():
            return self._show(request, alert, form, 422)
        result = AlertResult(form.cleaned_data["result"])
        try:
            close_alert(
                by=asker(request), alert=alert, result=result, note=form.cleaned_data["note"], at=timezone.now()
            )
        except Refusal as refusal:
            form.add_error(None, refusal_words(refusal))
            return self._show(request, alert, form, 409)
        messages.success(request, _("The alert was seen to."))
        return redirect("alerts")

    def _alert(self, request: HttpRequest, alert_id: int) -> Alert:
        return visible_alerts(asker(request), state=None).get(pk=alert_id)

    def _show(self, request: HttpRequest, alert: Alert, form: CloseForm, status: int) -> HttpResponse:
        context = {
            "here": "registers",
            "row": _row(alert),
            "form": form,
            "inputs": _inputs(alert),
            "may_close": alert.state == AlertState.OPEN and _may_close(asker(request), alert),
        }
        return render(request, "office/registers/alert.html", context, status=status)


def _may_close(user: User, alert: Alert) -> bool:
    return Ability.CLOSE_ALERT in abilities(user, alert)


def _row(alert: Alert) -> AlertRow:
    late = alert.due_on is not None and alert.state == AlertState.OPEN and alert.due_on < timezone.localdate()
    return AlertRow(alert, alert.pack_version.pack.rule(alert.rule), late)


def _inputs(alert: Alert) -> list[tuple[str, object]]:
    """What the rule looked at, under the titles of the register's fields."""
    titles = {each.name: each.title for each in alert.register.declared.schema.fields}
    titles.setdefault("today", _("Judged on"))
    return [(titles.get(name, name), value) for name, value in alert.inputs.items()]
