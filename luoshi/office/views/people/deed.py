"""One action on one organisation, post or user: its form on GET, the action on POST."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.views import View

from luoshi.office.doors import asker
from luoshi.office.forms import people as forms
from luoshi.office.people_refusals import explain_people
from luoshi.people.abilities import Ability, require
from luoshi.people.errors import Refusal
from luoshi.people.models import User


class DeedView(View):
    """A subclass finds the subject, names the ability and the form, and does the action in ``act``.

    ``act`` returns the words that are shown when it is done, on the page that ``address`` names.
    """

    title: ClassVar[Promise]
    ability: ClassVar[Ability]
    form: ClassVar[type[forms.Deed]] = forms.Reasoned
    danger: ClassVar[bool] = False
    note: ClassVar[Promise | None] = None

    def find(self, by: User, pk: int) -> Any:
        """The subject, as far as ``by`` may see it. Raises its DoesNotExist."""
        raise NotImplementedError

    def initial(self, subject: Any) -> dict[str, Any]:
        """What stands in the form at first."""
        return {}

    def act(self, by: User, subject: Any, values: dict[str, Any], at: datetime) -> str:
        """Call the action. The form is valid."""
        raise NotImplementedError

    def address(self, subject: Any) -> str:
        """Where to go when it is done, and when it is not done after all."""
        raise NotImplementedError

    def get(self, request: HttpRequest, **places: int) -> HttpResponse:
        """The form."""
        subject = self._subject(request, places)
        today = timezone.localdate()
        initial = {"since": today, "on": today} | self.initial(subject)
        return self._show(request, subject, self.form(initial=initial, by=asker(request), subject=subject, today=today))

    def post(self, request: HttpRequest, **places: int) -> HttpResponse:
        """Do it, or say why not."""
        subject = self._subject(request, places)
        form = self.form(request.POST, by=asker(request), subject=subject, today=timezone.localdate())
        if not form.is_valid():
            return self._show(request, subject, form, 422)
        try:
            words = self.act(asker(request), subject, form.cleaned_data, timezone.now())
        except Refusal as refusal:
            form.add_error(None, explain_people(refusal))
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, words)
            return redirect(self.address(subject))
        return self._show(request, subject, form, 422)

    def _subject(self, request: HttpRequest, places: dict[str, int]) -> Any:
        (pk,) = places.values()
        subject = self.find(asker(request), pk)
        require(asker(request), self.ability, subject)
        return subject

    def _show(self, request: HttpRequest, subject: Any, form: forms.Deed, status: int = 200) -> HttpResponse:
        context = {
            "here": "people",
            "title": self.title,
            "note": self.note,
            "danger": self.danger,
            "subject": subject,
            "back": self.address(subject),
            "form": form,
        }
        return render(request, "office/people/deed.html", context, status=status)
