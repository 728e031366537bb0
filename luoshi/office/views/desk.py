"""Changing one commitment: a form on a page of its own, or within its row in the reading view."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views import View

from luoshi.ledger.actions import NotAllowed, Refusal, StaleRevision
from luoshi.ledger.models import Commitment
from luoshi.ledger.queries import CommitmentView, commitment_page
from luoshi.office.doors import asker, moved, wants_fragment
from luoshi.office.history import compare
from luoshi.office.refusals import explain
from luoshi.office.views.commitment import context_of, organisation_names
from luoshi.people.abilities import Ability
from luoshi.people.models import User


class Desk(View):
    """Shows the form on GET; on POST does one action and goes on to what it made.

    A subclass names its form's template, the ability and makes the form; ``act`` calls the action and returns the
    commitment to show next, and ``reshapes`` says whether marks in the text change with it.
    """

    name: ClassVar[str]
    ability: ClassVar[Ability]
    reshapes: ClassVar[bool] = True

    def make_form(self, page: CommitmentView, data: Any = None) -> forms.Form:
        """The form, bound to ``data`` if there is any."""
        raise NotImplementedError

    def more(self, page: CommitmentView, form: forms.Form) -> dict[str, Any]:
        """What else the template shows."""
        return {}

    def act(self, by: User, page: CommitmentView, form: forms.Form, at: datetime) -> Commitment:
        """Call the action. The form is valid."""
        raise NotImplementedError

    def get(self, request: HttpRequest, commitment_id: int) -> HttpResponse:
        """The form as things are now."""
        page = self._page(request, commitment_id)
        return self.show(request, page, self.make_form(page), 200)

    def post(self, request: HttpRequest, commitment_id: int) -> HttpResponse:
        """Do it, or say why not."""
        page = self._page(request, commitment_id)
        form = self.make_form(page, request.POST)
        if not form.is_valid():
            return self.show(request, page, form, 422)
        try:
            after = self.act(asker(request), page, form, timezone.now())
        except StaleRevision:
            return self.show_stale(request, page, form)
        except Refusal as refusal:
            form.add_error(None, explain(refusal))
            return self.show(request, page, form, 422)
        return self.done(request, after)

    def _page(self, request: HttpRequest, commitment_id: int) -> CommitmentView:
        """The commitment, for whoever may do this with it."""
        page = commitment_page(asker(request), commitment_id)
        if self.ability not in page.abilities:
            raise NotAllowed(asker(request), self.ability, page.commitment)
        return page

    def show(self, request: HttpRequest, page: CommitmentView, form: forms.Form, status: int) -> HttpResponse:
        """The form: alone for the reading view, on a page otherwise."""
        context = context_of(page) | {"form": form, "desk": f"office/forms/{self.name}.html"} | self.more(page, form)
        context["address"] = request.path
        context["inline"] = wants_fragment(request)
        template = context["desk"] if context["inline"] else "office/commitment/desk.html"
        return _into_desk(render(request, template, context, status=status), page.commitment)

    def show_stale(self, request: HttpRequest, page: CommitmentView, form: forms.Form) -> HttpResponse:
        """Somebody was faster: what they changed, beside what this person saw and entered."""
        seen = form.cleaned_data["expected_revision"]
        versions = {each.revision.number: each.revision for each in page.revisions}
        latest = page.revisions[0].revision
        context = context_of(page) | {
            "latest": latest,
            "since": [each.revision for each in page.revisions if each.revision.number > seen],
            "why": form.cleaned_data.get("why", ""),
            "inline": wants_fragment(request),
            "address": request.path,
        }
        if seen in versions:
            names = organisation_names(asker(request), page)
            context["lines"] = compare(versions[seen].snapshot, latest.snapshot, names)
        template = "office/commitment/stale_words.html" if context["inline"] else "office/commitment/stale.html"
        return _into_desk(render(request, template, context, status=409), page.commitment)

    def done(self, request: HttpRequest, after: Commitment) -> HttpResponse:
        """Go on: the row anew, the reading view anew, or the commitment's page."""
        if not wants_fragment(request):
            messages.success(request, self.thanks())
            return redirect("commitment-detail", after.pk)
        if self.reshapes:
            return moved(after.number)
        context = context_of(commitment_page(asker(request), after.pk)) | {"open": True}
        response = render(request, "office/reading/row.html", context)
        response["HX-Retarget"], response["HX-Reswap"] = f"#r{after.number}", "outerHTML"
        return response

    def thanks(self) -> str:
        """One short sentence after it was done."""
        raise NotImplementedError


def _into_desk(response: HttpResponse, commitment: Commitment) -> HttpResponse:
    """Wherever the button pointed, a form belongs under its row's buttons."""
    response["HX-Retarget"], response["HX-Reswap"] = f"#r{commitment.number} .desk", "innerHTML"
    return response
