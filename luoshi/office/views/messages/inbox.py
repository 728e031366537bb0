"""消息: what the program told the person who reads."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from luoshi.ledger.actions.delivering import see_messages
from luoshi.ledger.models import Message
from luoshi.ledger.queries.checking import inbox
from luoshi.office.doors import asker
from luoshi.pages.messages import detail_words, title_words


@dataclass(frozen=True, slots=True)
class Letter:
    """A message in words."""

    message: Message
    title: str
    lines: tuple[str, ...]


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The newest messages; those not seen yet are marked."""
    found = inbox(asker(request))
    letters = [Letter(each, title_words(each), detail_words(each)) for each in found.messages]
    return render(request, "office/messages/inbox.html", {"here": "home", "letters": letters, "unseen": found.unseen})


@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """All of them are read."""
    see_messages(by=asker(request), at=timezone.now())
    return redirect("inbox")
