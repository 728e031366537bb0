"""Paste what was written anyway, tick what was read out of it, and it is reported."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View

from luoshi.ledger.actions import EntryDraft, Refusal, add_entry
from luoshi.ledger.checking_choices import EntrySource
from luoshi.ledger.models import Goal
from luoshi.ledger.queries.checking import ProposedEntry, propose_entries, visible_goals
from luoshi.ledger.tallies import EntryKind
from luoshi.office.doors import asker
from luoshi.office.forms.checking.pasting import PasteForm, TickedForm
from luoshi.office.refusals import explain
from luoshi.people.abilities import Ability
from luoshi.people.models import User

MOST = 100


@dataclass(slots=True)
class Proposal:
    """One proposed entry on the page: the form of its row, what it is about, and the words it was read from."""

    form: TickedForm
    goal: Goal
    quote: str


class Paste(View):
    """GET asks for a text; POST with ``text`` proposes entries, POST with ``rows`` reports the ticked ones."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The empty field."""
        return self.show(request, PasteForm(), [])

    def post(self, request: HttpRequest) -> HttpResponse:
        """Read the text, or report what is ticked."""
        if "rows" in request.POST:
            return self.report(request)
        form = PasteForm(request.POST)
        if not form.is_valid():
            return self.show(request, form, [], 422)
        found = propose_entries(asker(request), form.cleaned_data["text"], timezone.localdate())[:MOST]
        proposals = [_proposal(number, each) for number, each in enumerate(found)]
        return self.show(request, form, proposals, read=True)

    def report(self, request: HttpRequest) -> HttpResponse:
        """Each ticked row is an entry of its own: one that is refused does not hold up the others."""
        words = request.POST["rows"]
        count = min(int(words), MOST) if words.isascii() and words.isdigit() and len(words) < 4 else 0
        forms = [TickedForm(request.POST, prefix=f"p{number}") for number in range(count)]
        goals = _goals(asker(request), forms)
        left, done = [], 0
        for form in forms:
            goal = goals.get(form.number("goal"))
            if goal is None or not form.ticked():
                continue
            if _reported(asker(request), goal, form, timezone.now()):
                done += 1
            else:
                left.append(Proposal(form, goal, ""))
        if done:
            words = ngettext("%(n)s entry was reported.", "%(n)s entries were reported.", done)
            messages.success(request, words % {"n": done})
        if left:
            return self.show(request, PasteForm(), left, 422, read=True)
        return redirect("due-list")

    def show(
        self, request: HttpRequest, form: PasteForm, proposals: list[Proposal], status: int = 200, *, read: bool = False
    ) -> HttpResponse:
        """The page."""
        context = {
            "here": "due",
            "form": form,
            "proposals": proposals,
            "rows": MOST if status == 422 else len(proposals),
        }
        return render(request, "office/checking/paste.html", context | {"was_read": read}, status=status)


def _proposal(number: int, proposed: ProposedEntry) -> Proposal:
    goal = proposed.goal
    initial: dict[str, Any] = {
        "take": proposed.confidence >= 0.5,
        "goal": goal.pk,
        "expected": goal.entries.count(),
        "figure": proposed.words,
        "kind": proposed.kind.value,
        "held_on": proposed.held_on,
        "note": proposed.clause,
    }
    return Proposal(TickedForm(prefix=f"p{number}", initial=initial), goal, proposed.quote)


def _goals(user: User, forms: list[TickedForm]) -> dict[int, Goal]:
    wanted = [form.number("goal") for form in forms]
    rows = visible_goals(user, Ability.REPORT).select_related("commitment__report", "duty__holder", "state")
    return {goal.pk: goal for goal in rows.filter(pk__in=wanted).defer("commitment__report__text")}


def _reported(by: User, goal: Goal, form: TickedForm, at: datetime) -> bool:
    if not form.is_valid():
        return False
    values = form.cleaned_data
    draft = EntryDraft(
        values["held_on"], values["figure"], EntryKind(values["kind"]), values["note"], values["why_lower"]
    )
    try:
        add_entry(by=by, goal=goal, expected_entry=values["expected"], draft=draft, at=at, source=EntrySource.PROSE)
    except Refusal as refusal:
        form.add_error(None, explain(refusal) or _("This entry was not taken."))
        return False
    return True
