"""A commitment's own page, and its row in the reading view."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from luoshi.ledger.queries import CommitmentView, commitment_page
from luoshi.ledger.queries.checking import checking_page
from luoshi.office.checking_acts import checking_on
from luoshi.office.cutting import shown_after, shown_before, shown_sentence
from luoshi.office.doors import asker, may
from luoshi.office.history import organisations_in, steps
from luoshi.people.models import User
from luoshi.people.queries import visible_organisations


@require_safe
def detail(request: HttpRequest, commitment_id: int) -> HttpResponse:
    """The sentence in its context, its targets, its terms, its history."""
    page = commitment_page(asker(request), commitment_id)
    names = organisation_names(asker(request), page)
    checking = checking_on(checking_page(asker(request), commitment_id), timezone.localdate())
    context = context_of(page) | {"steps": steps(page.revisions, names), "checking": checking}
    return render(request, "office/commitment/page.html", context)


@require_safe
def row_tools(request: HttpRequest, commitment_id: int) -> HttpResponse:
    """What can be done with a commitment, for its opened row."""
    return render(request, "office/reading/more.html", context_of(commitment_page(asker(request), commitment_id)))


def context_of(page: CommitmentView) -> dict[str, Any]:
    """What every page and form about one commitment shows. ``row`` is the name that the row's template uses."""
    return {
        "here": "account",
        "page": page,
        "row": page.commitment,
        "report": page.commitment.report,
        "before": shown_before(page.before),
        "sentence": shown_sentence(page.sentence),
        "after": shown_after(page.after),
        "may": may(page.abilities),
    }


def organisation_names(user: User, page: CommitmentView) -> dict[int, str]:
    """Names of all organisations in the history, as far as the asker may know them."""
    ids = organisations_in(each.revision.snapshot for each in page.revisions)
    names = {each.pk: str(each) for each in visible_organisations(user).filter(pk__in=ids)} if ids else {}
    current = [*page.row.supporting, *([page.commitment.lead] if page.commitment.lead else [])]
    return names | {each.pk: str(each) for each in current}
