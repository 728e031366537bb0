"""One matter: timeline, clocks with their working, the ladder, the parties masked, and what may be done."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from luoshi.matters.actions import open_party
from luoshi.matters.choices import OPEN_CLOCKS, ClockState, NoteKind
from luoshi.matters.errors import Refusal
from luoshi.matters.files import file_path
from luoshi.matters.queries.page import ClockView, MatterPage, matter_page, paper_of
from luoshi.matters.queries.triage import related_matters
from luoshi.mechanisms.stages import Mechanism
from luoshi.office.attachments import as_attachment
from luoshi.office.doors import asker, may
from luoshi.office.forms.matters import offered_steps
from luoshi.office.matter_lines import tell_lines
from luoshi.office.matter_refusals import refusal_words
from luoshi.office.matter_words import form_words, ladder_of, left_words, limit_words, stage_words
from luoshi.office.mechanism_words import purpose_words
from luoshi.pages.working import worked
from luoshi.people.abilities import Ability, require
from luoshi.people.models import User


@require_safe
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """The whole page."""
    user = asker(request)
    return render(request, "office/matters/matter.html", context_of(user, matter_page(user, code)))


@require_POST
@never_cache
def open_personal(request: HttpRequest, code: str) -> HttpResponse:
    """A party's data in full, shown once, after its opening was written down."""
    user = asker(request)
    page = matter_page(user, code)
    written = request.POST.get("party", "")
    require(user, Ability.OPEN_PARTY, page.matter)
    whole = written.isascii() and written.isdecimal() and len(written) < 19
    party = page.matter.parties.filter(pk=int(written) if whole else 0).first()
    if party is None:
        return redirect("matter", code)
    try:
        opened = open_party(by=user, party=party, why=request.POST.get("why", ""), at=timezone.now())
    except Refusal as refusal:
        context = context_of(user, page) | {"refused": refusal_words(refusal), "refused_party": party.pk}
        return render(request, "office/matters/matter.html", context, status=422)
    context = context_of(user, page) | {"opened": opened, "opened_party": party.pk}
    return render(request, "office/matters/matter.html", context)


@require_safe
def document(request: HttpRequest, document_id: int) -> HttpResponse:
    """A document of the file, as it was put in. Always an attachment: nothing that was uploaded runs in the site."""
    filed = paper_of(asker(request), document_id)
    return as_attachment(file_path(filed.digest).read_bytes(), filed.name)


def context_of(user: User, page: MatterPage) -> dict[str, Any]:
    """What the page of a matter and its steps show."""
    matter, mechanism, at = page.matter, page.mechanism, timezone.now()
    passed = frozenset(each.stage for each in page.steps)
    return {
        "here": "matters",
        "page": page,
        "matter": matter,
        "stage": stage_words(matter),
        "ladder": ladder_of(mechanism, matter.stage if matter.is_live else "", passed),
        "values": form_words(mechanism, matter.values),
        "grade": next((each.title for each in mechanism.grades if each.name == matter.grade), ""),
        "result": next((each.title for each in mechanism.classes if each.name == matter.result_class), ""),
        "handler": next((each.handler for each in page.steps if each.ended_at is None and each.handler), None),
        "steps": [(each, mechanism.stage(each.stage).title) for each in page.steps],
        "clocks": [_clock(each, mechanism) for each in page.clocks if each.clock.state in OPEN_CLOCKS],
        "ended_clocks": [_clock(each, mechanism) for each in page.clocks if each.clock.state not in OPEN_CLOCKS],
        "internal": [each for each in page.notes if each.kind == NoteKind.INTERNAL],
        "spoken": [each for each in page.notes if each.kind != NoteKind.INTERNAL],
        "timeline": tell_lines(reversed(page.timeline), mechanism),
        "related": related_matters(user, matter)[:5] if matter.is_live else (),
        "offered": offered_steps(user, page),
        "may": may(page.may),
        "incidents": [each for each in page.incidents if each.solved_at is None],
        "late": matter.due_at is not None and matter.due_at <= at,
        "left": left_words(matter.due_at, at) if matter.is_live else "",
    }


def _clock(view: ClockView, mechanism: Mechanism) -> dict[str, Any]:
    clock = view.clock
    stage = mechanism.by_name.get(clock.step.stage) if clock.step else None
    return {
        "clock": clock,
        "title": purpose_words(view.limit),
        "stage": stage.title if stage else "",
        "limit": limit_words(view.limit),
        "basis": view.limit.basis.text,
        "worked": worked(view.due) if view.due else None,
        "pause": next((each for each in clock.pauses.all() if each.until is None), None),
        "runs": clock.state == ClockState.RUNNING,
    }
