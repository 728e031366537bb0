"""What holds for the time of one request: the reader's language, and from where the journal says it was done."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from luoshi.journal.origins import acting_from
from luoshi.people.accounts import client_address
from luoshi.people.models import User

LANGUAGES = frozenset(code for code, _ in settings.LANGUAGES)


class PreferencesMiddleware:
    """Activates the language that the reader chose, kept in a cookie; Chinese unless they asked for English.

    Django's own LocaleMiddleware believes the browser, and browsers in government offices often say English.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The response in the chosen language, which it also states in its header."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        with translation.override(chosen if chosen in LANGUAGES else settings.LANGUAGE_CODE):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language())
        patch_vary_headers(response, ("Cookie",))
        return response


class PasswordMiddleware:
    """Whoever signed in with a password that somebody else made chooses their own before anything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The response, or the way to the form of the password."""
        user = request.user
        if isinstance(user, User) and user.must_change_password and user.roles:  # without a role there is no door yet
            free = {reverse(name) for name in ("password-change", "logout", "preferences")}
            if request.path not in free:
                return HttpResponseRedirect(reverse("password-change"))
        return self.get_response(request)


class OriginMiddleware:
    """Whatever a request records, the journal says came over the web, and from which address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The response, made while acting from the client's address."""
        with acting_from(f"web {client_address(request.META, settings.LUOSHI_PROXIES)}"):
            return self.get_response(request)
