"""Asking for a matter with its number and code; adding words, answering, asking for a review."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from luoshi.matters.intake import PublicState, Refusal, add_words, answer, find_state, request_review
from luoshi.pages.senders import sender_of
from luoshi.portal.wording import refusal_words


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """GET asks for number and code; POST shows the matter, after doing what its party wanted done.

    The code travels in the body only: an address would keep it in histories and logs.
    """
    context: dict[str, Any] = {"here": "ask", "code": request.POST.get("code", ""), "query": ""}
    if request.method != "POST":
        return render(request, "portal/ask.html", context)
    code, query = context["code"], request.POST.get("query", "")
    try:
        state = _find(request, code, query)
    except Refusal as refusal:
        return render(request, "portal/ask.html", context | {"refused": refusal_words(refusal)}, status=422)
    context |= {"state": state, "query": query}
    try:
        context["done"] = _act(request, code, query)
        context["state"] = _find(request, code, query) if context["done"] else state
    except Refusal as refusal:  # it was closed meanwhile, say: what was typed stays in sight
        context |= {"refused": refusal_words(refusal), "typed": request.POST.get("text", "").strip()}
        return render(request, "portal/state.html", context, status=422)
    return render(request, "portal/state.html", context)


def _find(request: HttpRequest, code: str, query: str) -> PublicState:
    return find_state(code=code, query_code=query, address=sender_of(request), at=timezone.now())


def _act(request: HttpRequest, code: str, query: str) -> str:
    """Do what was asked for; a few words of what was done, empty for nothing."""
    text, at = request.POST.get("text", "").strip(), timezone.now()
    match request.POST.get("act", ""):
        case "words" if text:
            add_words(code=code, query_code=query, text=text, at=at)
            return _("Your words were added.")
        case "answer" if request.POST.get("given"):
            answer(code=code, query_code=query, given=request.POST["given"], text=text, at=at)
            return _("Thank you. Your answer was kept.")
        case "review" if text:
            request_review(code=code, query_code=query, why=text, at=at)
            return _("The next tier will look at it.")
        case _:
            return ""
