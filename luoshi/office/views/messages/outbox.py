"""待发件: what waits to go out, what did not arrive, how old it is and whose; and sending it again."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_POST, require_safe

from luoshi.ledger.actions import Refusal
from luoshi.ledger.actions.delivering import resend_failed, resend_message
from luoshi.ledger.checking_choices import MessageState
from luoshi.ledger.models import Message
from luoshi.ledger.queries.checking import Outbox, OutboxRow, outbox, visible_messages
from luoshi.office.delivery_words import age_words, explain_delivery
from luoshi.office.doors import asker
from luoshi.office.tables import Cell, Head, Table, number, said, workbook
from luoshi.office.tabs import SENDING, tabs_for
from luoshi.pages.messages import title_words
from luoshi.pages.words import moment
from luoshi.people.abilities import Ability, Kind, NotAllowed, Standing, standings
from luoshi.people.models import OFFICE, User

STATES = ("", *MessageState.values)


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Unsent messages, failed ones first; those that went out on request."""
    user, at, state = _keeper(request), timezone.now(), _state(request)
    found = outbox(user, at, state)
    context = {
        "here": "home",
        "tab": "outbox",
        "tabs": tabs_for(user, SENDING),
        "found": found,
        "oldest": age_words(at - found.oldest) if found.oldest else "",
        "lines": [(row, title_words(row.message), age_words(row.age)) for row in found.rows],
        "states": [(each, _words(each), each == state) for each in STATES],
        "state": state,
        "takes_away": True,
    }
    return render(request, "office/messages/outbox.html", context)


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The same rows as a workbook."""
    user, at = _keeper(request), timezone.now()
    found = outbox(user, at, _state(request))
    return workbook(_table(found), f"{_('Outbox')}-{timezone.localdate(at):%Y%m%d}")


@require_POST
def resend(request: HttpRequest, message_id: int) -> HttpResponse:
    """One message that was given up is tried again."""
    message = visible_messages(asker(request), Ability.RESEND).get(pk=message_id)
    try:
        resend_message(by=asker(request), message=message, at=timezone.now(), why=_why(request))
    except Refusal as refusal:
        messages.error(request, explain_delivery(refusal), extra_tags="bad")
    else:
        messages.success(request, _("The message is on its way again."))
    return redirect("outbox")


@require_POST
def resend_all(request: HttpRequest) -> HttpResponse:
    """Everything that was given up is tried again."""
    count = resend_failed(by=_keeper(request), at=timezone.now(), why=_why(request))
    words = ngettext("%(n)s message is on its way again.", "%(n)s messages are on their way again.", count)
    messages.success(request, words % {"n": count})
    return redirect("outbox")


def _keeper(request: HttpRequest) -> User:
    """The outbox is for those who look after it."""
    user = asker(request)
    if Standing.GOVERNED not in standings(user, Ability.RESEND, Kind.MESSAGE):
        raise NotAllowed(user, Ability.RESEND, OFFICE)
    return user


def _state(request: HttpRequest) -> str:
    state = request.GET.get("state", "")
    return state if state in STATES else ""


def _words(state: str) -> str:
    return str(MessageState(state).label) if state else pgettext("messages", "Not gone out")


def _why(request: HttpRequest) -> str:
    return request.POST.get("why", "").strip()[:1000] or _("sent again by hand")


def _table(found: Outbox) -> Table:
    heads = (
        Head(_("State"), 10), Head(_("Message"), 30), Head(pgettext("message", "To"), 24), Head(_("Organisation"), 24),
        Head(_("Way"), 14), Head(_("Made"), 18), Head(_("Age"), 12), Head(_("Tries"), 8, number=True),
        Head(_("Last answer"), 40),
    )  # fmt: skip
    return Table("outbox", _("Outbox"), heads, tuple(_row(row, row.message) for row in found.rows))


def _row(row: OutboxRow, message: Message) -> tuple[Cell, ...]:
    made: datetime = message.created_at
    return (
        Cell(message.get_state_display()), Cell(title_words(message)), said(_to(message)), said(str(message.owner)),
        Cell(message.get_channel_display()), Cell(moment(made)), Cell(age_words(row.age)),
        number(message.attempts), Cell(row.answer),
    )  # fmt: skip


def _to(message: Message) -> str:
    return message.recipient.display_name if message.recipient else str(message.hook)
