"""Giving out several confirmed commitments at once: each with its lead, the rest as the report says."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views import View

from luoshi.ledger.actions import Dispatch, NotAllowed, StaleRevision, dispatch_many
from luoshi.ledger.models import Commitment
from luoshi.ledger.queries import visible_commitments
from luoshi.ledger.queries.checking import lead_suggestions
from luoshi.office.doors import asker
from luoshi.office.lead_words import reason_words
from luoshi.office.refusals import explain
from luoshi.pages.addresses import read_whole
from luoshi.people.abilities import Ability, Kind, standings
from luoshi.people.models import Organisation
from luoshi.people.queries import visible_organisations

SHOWN = 20  # a suggestion for each reads all earlier choices


@dataclass(frozen=True, slots=True)
class Row:
    """One commitment with the lead that is chosen or suggested, why, and why it was refused."""

    commitment: Commitment
    lead: int | None
    reason: str
    ticked: bool
    fault: str = ""


class DispatchMany(View):
    """GET lists what is confirmed and not given out; POST gives out what is ticked."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list, with a lead suggested for each."""
        self.require(request)
        waiting = self.waiting(request)
        rows = [self.suggested(request, each) for each in waiting[:SHOWN]]
        return self.show(request, rows, waiting.count())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Give out the ticked ones; one that is refused does not hold up the others."""
        self.require(request)
        places = {each.pk: each for each in self.places(request)}
        chosen = [each for each in self.waiting(request)[: SHOWN * 5] if f"take-{each.pk}" in request.POST]
        wanted, faults = [], {}
        for each in chosen:
            lead = places.get(_number(request.POST, f"lead-{each.pk}"))
            if lead is None:
                faults[each.pk] = ""
                continue
            helping = list(each.supporting.exclude(pk=lead.pk))
            dispatch = Dispatch(lead=lead, supporting=helping)
            wanted.append((each, _number(request.POST, f"seen-{each.pk}"), dispatch))
        why = request.POST.get("why", "")[:500]
        many = dispatch_many(by=asker(request), wanted=wanted, at=timezone.now(), why=why)
        for commitment, refusal in many.refused:
            faults[commitment.pk] = "" if isinstance(refusal, NotAllowed | StaleRevision) else explain(refusal)
        if many.dispatched:
            count = len(many.dispatched)
            words = ngettext("%(n)s commitment was dispatched.", "%(n)s commitments were dispatched.", count)
            messages.success(request, words % {"n": count})
        if not faults:
            return redirect("account-dispatch")
        rows = [
            Row(each, _number(request.POST, f"lead-{each.pk}") or None, "", ticked=True, fault=faults[each.pk] or "?")
            for each in self.waiting(request)
            if each.pk in faults
        ]
        return self.show(request, rows, self.waiting(request).count(), 422)

    def require(self, request: HttpRequest) -> None:
        """Only for those who give out."""
        if not standings(asker(request), Ability.ASSIGN, Kind.COMMITMENT):
            raise PermissionDenied(Ability.ASSIGN)

    def waiting(self, request: HttpRequest) -> QuerySet[Commitment]:
        """Confirmed and not given out, in the report's order."""
        rows = visible_commitments(asker(request), Ability.ASSIGN).filter(status="confirmed", duties=None)
        return rows.select_related("report", "lead", "section").prefetch_related("supporting").defer("report__text")

    def places(self, request: HttpRequest) -> list[Organisation]:
        """Who may lead."""
        return list(visible_organisations(asker(request)).exclude(kind__in=("province", "city", "county")))

    def suggested(self, request: HttpRequest, commitment: Commitment) -> Row:
        """The lead that was assigned already, or the likeliest one with its first reason."""
        if commitment.lead_id:
            return Row(commitment, commitment.lead_id, "", ticked=True)
        for first in lead_suggestions(asker(request), commitment, most=1):
            reason = reason_words(first.reasons[0]) if first.reasons else ""
            return Row(commitment, first.organisation.pk, reason, ticked=False)
        return Row(commitment, None, "", ticked=False)

    def show(self, request: HttpRequest, rows: list[Row], total: int, status: int = 200) -> HttpResponse:
        """The page."""
        context = {"here": "account", "rows": rows, "total": total, "places": self.places(request)}
        return render(request, "office/checking/dispatch_many.html", context, status=status)


def _number(data: QueryDict, name: str) -> int:
    return read_whole(data.get(name, "")) or 0
