"""Signing in and out, and how the pages look to this reader."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from luoshi.office.middleware import LANGUAGES
from luoshi.people.accounts import client_address
from luoshi.people.actions import record_sign_in
from luoshi.people.queries import login_locked_until

SIZE_COOKIE = "luoshi_size"
YEAR = 365 * 24 * 60 * 60


@method_decorator(login_not_required, name="dispatch")
class SignIn(LoginView):
    """User name and password. Says until when an account is locked."""

    template_name = "office/login.html"
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """The password was right: they are in, and the journal says so."""
        answer = super().form_valid(form)
        record_sign_in(user=form.get_user(), at=timezone.now())
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form, and the lock after a failed attempt."""
        context = super().get_context_data(**kwargs)
        form: AuthenticationForm = context["form"]
        if form.is_bound:
            context["locked_until"] = login_locked_until(
                username=form.data.get("username", ""),
                address=client_address(self.request.META, settings.LUOSHI_PROXIES),
                at=timezone.now(),
            )
        return context


@require_POST
@login_not_required
def preferences(request: HttpRequest) -> HttpResponse:
    """Remember type size and language in this browser, and go back."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    if request.POST.get("size") in {"large", "normal"}:
        _remember(response, SIZE_COOKIE, request.POST["size"])
    if request.POST.get("language") in LANGUAGES:
        _remember(response, settings.LANGUAGE_COOKIE_NAME, request.POST["language"])
    return response


def _remember(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(name, value, max_age=YEAR, samesite="Lax", httponly=True, secure=settings.SESSION_COOKIE_SECURE)
