"""交办: one commitment given out, with suggestions and their reasons."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi.ledger.actions import BadShares, Dispatch, Refusal, dispatch_commitment
from luoshi.ledger.models import Commitment
from luoshi.ledger.queries import visible_commitments
from luoshi.ledger.queries.checking import LeadSuggestion, lead_suggestions
from luoshi.office.doors import asker
from luoshi.office.forms.checking.dispatch import DispatchForm, evenly
from luoshi.office.lead_words import reason_words
from luoshi.office.refusals import explain
from luoshi.office.views.checking.stepping import Comparison, Deed, Step, Words
from luoshi.people.abilities import Ability
from luoshi.people.models import User
from luoshi.people.queries import visible_organisations, visible_posts


class DispatchOne(Step[Commitment]):
    """Who does it, by when."""

    ability = Ability.ASSIGN
    template = "office/checking/dispatch.html"
    words = Words(
        gettext_lazy("Dispatch this commitment"),
        gettext_lazy("Dispatch"),
        gettext_lazy("Dispatched: each organisation is told and signs for its part."),
    )

    def find(self, user: User, subject_id: int) -> Commitment:
        rows = visible_commitments(user).select_related("report__owner", "lead").defer("report__text")
        return rows.prefetch_related("supporting", "targets").get(pk=subject_id)

    def commitment(self, subject: Commitment) -> Commitment:
        return subject

    def post(self, request: HttpRequest, subject_id: int) -> HttpResponse:
        """Dispatch; or only count the shares again, or spread a target evenly, without dispatching."""
        if "even" not in request.POST and "count" not in request.POST:
            return super().post(request, subject_id)
        subject = self.required(request, subject_id)
        form = self.make_form(subject, request.POST)
        order = request.POST.get("even", "")
        if isinstance(form, DispatchForm) and order.isascii() and order.isdigit() and len(order) < 5:
            data = request.POST.copy()
            for name, value in evenly(request.POST, form, int(order)).items():
                if name.startswith("share-"):
                    data[name] = value
            form = self.make_form(subject, data)
        return self.show(subject, form, 200)

    def make_form(self, subject: Commitment, data: Any = None, files: Any = None) -> forms.Form:
        user = asker(self.request)
        self.suggested = self._suggested(user, subject)
        first = self.suggested[0].organisation.pk if self.suggested and subject.lead_id is None else ""
        if subject.lead_id in {each.organisation.pk for each in self.suggested}:
            first = subject.lead_id or ""
        return DispatchForm(
            data,
            organisations=visible_organisations(user).exclude(kind__in=("province", "city", "county")),
            posts=visible_posts(user).select_related("organisation"),
            suggested=[*((str(each.organisation.pk), each.organisation.name) for each in self.suggested), ("", "")],
            targets=list(subject.targets.all()),
            initial={
                "expected_revision": subject.revision_count,
                "suggested": first,
                "lead": subject.lead_id if not first else None,
                "supporting": [each.pk for each in subject.supporting.all()],
                "due_on": subject.due_on,
            },
        )

    def _suggested(self, user: User, subject: Commitment) -> Sequence[LeadSuggestion]:
        return lead_suggestions(user, subject)

    def act(self, by: User, subject: Commitment, form: forms.Form, at: datetime) -> object:
        values = form.cleaned_data
        dispatch = Dispatch(
            lead=values["lead"],
            supporting=[each for each in values["supporting"] if each.pk != values["lead"].pk],
            due_on=values["due_on"],
            shares=values["shares"],
            post=values["post"],
        )
        return dispatch_commitment(
            by=by,
            commitment=subject,
            expected_revision=values["expected_revision"],
            dispatch=dispatch,
            at=at,
            why=values["why"],
        )

    def refused(self, form: forms.Form, refusal: Refusal) -> None:
        words = explain(refusal)
        if isinstance(refusal, BadShares):
            words = _("Target %(number)s: %(words)s") % {"number": refusal.order, "words": words}
        form.add_error(None, words)

    def compare(self, subject: Commitment, form: forms.Form) -> Comparison:
        later = subject.revisions.filter(number__gt=form.cleaned_data["expected_revision"]).select_related("by")
        return Comparison([Deed(str(each.get_change_display()), each.by, each.at, each.why) for each in later])

    def more(self, subject: Commitment, form: forms.Form) -> dict[str, Any]:
        chosen = str(form["suggested"].value() or "")
        suggestions = [
            {
                "organisation": each.organisation,
                "reasons": [reason_words(reason) for reason in each.reasons],
                "percent": round(each.score * 100),
                "chosen": chosen == str(each.organisation.pk),
            }
            for each in self.suggested
        ]
        splits = form.splits() if isinstance(form, DispatchForm) else []
        return {"suggestions": suggestions, "chose_other": not chosen, "splits": splits}
