"""JSON answers: matters, and refusals that say what to do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from math import ceil

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.api.words import Wrong, both
from luoshi.matters.choices import Status
from luoshi.matters.handing import HandedState
from luoshi.pages.working import worked
from luoshi.workdays import day_of


def refuse(status: int, code: str, message: dict[str, str], wrongs: Sequence[Wrong] = ()) -> JsonResponse:
    """A refusal: nothing was written."""
    fields = [{"field": each.field, "code": each.code, "message": each.words} for each in wrongs]
    return _json({"error": {"code": code, "message": message, "fields": fields}}, status)


def refuse_token() -> JsonResponse:
    """401: there is no token, or nobody comes in with this one."""
    words = both(lambda: _("Send a valid token: Authorization: Bearer luoshi_… The system administrator makes one."))
    response = refuse(401, "bad_token", words)
    response.headers["WWW-Authenticate"] = "Bearer"
    return response


def refuse_for_now(again_at: datetime, at: datetime) -> JsonResponse:
    """429, with the seconds after which it may be tried again."""
    response = refuse(429, "too_many", both(lambda: _("Too many calls in an hour. Try again later.")))
    response.headers["Retry-After"] = str(max(1, ceil((again_at - at).total_seconds())))
    return response


def show_matter(
    request: HttpRequest, handed: HandedState, code: str, *, query_code: str | None = None, status: int = 200
) -> JsonResponse:
    """How a matter stands: nothing that tells who is in it."""
    state, due = handed.state, handed.due
    answer: dict[str, object] = {
        "code": code,
        "status": {"code": state.status, "words": both(lambda: str(Status(state.status).label))},
        "stage": state.stage,
        "organisation": state.organisation,
        "opened_on": day_of(state.opened_at).isoformat(),
        "due_on": due.on.isoformat() if due else None,
        "working": both(lambda: worked(due).lines[0]) if due else None,
        "outcome": state.result or None,
    }
    if query_code is not None:
        answer |= {"query_code": query_code or None, "ask_at": request.build_absolute_uri(reverse("portal-ask"))}
    response = _json(answer, status)
    if status == 201:
        response.headers["Location"] = reverse("api-matter", args=[code])
    return response


def _json(answer: dict[str, object], status: int) -> JsonResponse:
    response = JsonResponse(answer, status=status, json_dumps_params={"ensure_ascii": False})
    response.headers["Cache-Control"] = "no-store"
    return response
