"""One's own password."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View

from luoshi.office.doors import asker
from luoshi.office.forms.people import PasswordForm
from luoshi.people.abilities import Ability, require
from luoshi.people.actions import change_password


class ChangePassword(View):
    """The form, and the change; the session goes on."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form."""
        require(asker(request), Ability.CHANGE_PASSWORD, asker(request))
        return self.show(request, self.form(request))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Change it, or say why not."""
        require(asker(request), Ability.CHANGE_PASSWORD, asker(request))
        form = self.form(request, request.POST)
        if not form.is_valid():
            return self.show(request, form, 422)
        user = asker(request)
        try:
            changed = change_password(by=user, user=user, password=form.cleaned_data["new"], at=timezone.now())
        except ValidationError as error:
            form.add_error("new", error.messages)
            return self.show(request, form, 422)
        update_session_auth_hash(request, changed)
        messages.success(request, _("The new password holds."))
        return redirect("home")

    def form(self, request: HttpRequest, data: Any = None) -> PasswordForm:
        """Bound to ``data`` if there is any."""
        user = asker(request)
        return PasswordForm(data, by=user, subject=user, today=timezone.localdate())

    def show(self, request: HttpRequest, form: PasswordForm, status: int = 200) -> HttpResponse:
        """The form's page."""
        return render(request, "office/people/password.html", {"here": "", "form": form}, status=status)
