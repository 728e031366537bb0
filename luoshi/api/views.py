"""The programs' door: hand a matter in, ask how one stands. JSON, a token, no session and no cookie."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from importlib.resources import files
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from luoshi.api.answers import refuse, refuse_for_now, refuse_token, show_matter
from luoshi.api.bodies import MOST_BYTES, BadBody, read_body
from luoshi.api.words import both, fault_of, wrongs_of
from luoshi.journal.origins import acting_from
from luoshi.matters.errors import Refusal, TooManyRequests
from luoshi.matters.handing import UnknownPlace, count_call, hand_in, handed_state
from luoshi.matters.intake import NoSuchMatter, count_try
from luoshi.pages.addresses import read_whole
from luoshi.pages.senders import sender_of
from luoshi.people.actions import use_token
from luoshi.people.errors import TokenRefused
from luoshi.people.models import Channel

BEARER = "bearer"
MOST_GUESSES = 30  # tokens that are none, from one address in an hour

P = ParamSpec("P")
ForChannel = Callable[Concatenate[HttpRequest, Channel, datetime, P], HttpResponse]


def for_channels(method: str) -> Callable[[ForChannel[P]], Callable[Concatenate[HttpRequest, P], HttpResponse]]:
    """A view for whoever has a token, by one method: what it writes comes from the channel, by the journal.

    Exempt from the check against forged forms: a token is sent on purpose, never by a browser of itself.
    """

    def decorate(view: ForChannel[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @csrf_exempt
        @login_not_required
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if request.method != method:
                response = refuse(
                    405, "bad_method", both(lambda: _("Only %(method)s is taken here.") % {"method": method})
                )
                response.headers["Allow"] = method
                return response
            at = timezone.now()
            try:
                channel = _channel_of(request, at)
                count_call(channel=channel, at=at)
            except TokenRefused:
                return refuse_token()
            except TooManyRequests as refusal:
                return refuse_for_now(refusal.again_at, at)
            with acting_from(f"api {channel.name} {sender_of(request)}"):
                return view(request, channel, at, *args, **kwargs)

        return guarded

    return decorate


def _channel_of(request: HttpRequest, at: datetime) -> Channel:
    """Whose token came with the request. Raises TokenRefused, and TooManyRequests for whoever tries tokens."""
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != BEARER or not secret.strip().isascii():
        raise TokenRefused
    try:
        return use_token(secret=secret.strip(), at=at)
    except TokenRefused:
        count_try(f"token {sender_of(request)}", at, MOST_GUESSES)
        raise


@for_channels("POST")
def hand_matter(request: HttpRequest, channel: Channel, at: datetime) -> HttpResponse:
    """Open a matter: 201, and 200 when this outside number was there before."""
    if request.content_type != "application/json":
        return refuse(415, "not_json", both(lambda: _("Send JSON, with Content-Type: application/json.")))
    length = read_whole(request.META.get("CONTENT_LENGTH") or "")
    if length is None:
        return refuse(411, "no_length", both(lambda: _("Send the body in one piece, with its Content-Length.")))
    if length > MOST_BYTES:  # told before anything is read
        too_big = both(lambda: _("The body is too large: %(limit)s KB at the most.") % {"limit": MOST_BYTES // 1024})
        return refuse(413, "too_large", too_big)
    try:
        handed = read_body(request.body)
    except BadBody as bad:
        wrongs = [fault_of(each) for each in bad.faults]
        return refuse(422 if bad.is_json else 400, "bad_body", both(_not_taken), wrongs)
    try:
        taken = hand_in(channel=channel, handed=handed, at=at)
    except UnknownPlace as refusal:
        return refuse(403 if refusal.is_elsewhere else 422, "bad_place", both(_not_taken), wrongs_of(refusal, handed))
    except Refusal as refusal:
        return refuse(422, "bad_matter", both(_not_taken), wrongs_of(refusal, handed))
    state = handed_state(channel=channel, code=taken.matter.code, at=at)
    status = 201 if taken.is_new else 200
    return show_matter(request, state, taken.matter.code, query_code=taken.query_code, status=status)


@for_channels("GET")
def ask_matter(request: HttpRequest, channel: Channel, at: datetime, code: str) -> HttpResponse:
    """How a matter stands that this channel handed in."""
    try:
        state = handed_state(channel=channel, code=code, at=at)
    except NoSuchMatter:
        return refuse(404, "no_such_matter", both(lambda: _("You handed in no matter with this code.")))
    return show_matter(request, state, code.strip().upper())


@csrf_exempt
@login_not_required
def describe(_request: HttpRequest) -> HttpResponse:
    """The description of this door, as OpenAPI 3.1: for everybody."""
    text = files("luoshi.api").joinpath("openapi.json").read_text(encoding="utf-8")
    return HttpResponse(text, content_type="application/json; charset=utf-8")


def _not_taken() -> str:
    return _("Nothing was kept. Put right what is named below, and send it again.")
