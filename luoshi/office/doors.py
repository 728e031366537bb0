"""The one boundary between the domain's refusals and pages: every view is entered through ``door``."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import cast

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from luoshi.people.abilities import Ability, NotAllowed
from luoshi.people.models import User


def door(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """What the asker may not do becomes a 403 page, what they may not see or is not there a 404 page."""

    @wraps(view)
    def entered(request: HttpRequest, **places: int) -> HttpResponseBase:
        try:
            return view(request, **places)
        except NotAllowed as refusal:
            raise PermissionDenied(refusal.ability) from refusal
        except ObjectDoesNotExist as absence:
            raise Http404 from absence

    return entered


def asker(request: HttpRequest) -> User:
    """Who is signed in. Every view but the login is behind LoginRequiredMiddleware."""
    return cast(User, request.user)


def wants_fragment(request: HttpRequest) -> bool:
    """Did the reading view's script ask for a part of a page?"""
    return bool(request.headers.get("HX-Request")) and not request.headers.get("HX-Boosted")


def may(abilities: frozenset[Ability]) -> dict[str, bool]:
    """Abilities as templates ask for them: ``may.confirm``."""
    return {ability.value: True for ability in abilities}


def moved(number: int) -> HttpResponse:
    """Tell the reading view to load itself again and open this commitment."""
    response = HttpResponse(status=204)
    response["HX-Trigger"] = f'{{"luoshi:moved": {{"number": "{number}"}}}}'
    return response
