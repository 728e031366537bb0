"""Taking a matter in at the desk: choose what it is, fill in the form, hand the query code over."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views import View
from django.views.decorators.http import require_safe

from luoshi.matters.actions import Application, PartyDraft, open_matter
from luoshi.matters.desk import DESK
from luoshi.matters.errors import BadForm, NobodyThere, Refusal
from luoshi.matters.intake import list_places
from luoshi.matters.models import MechanismVersion
from luoshi.matters.queries.handlers import possible_handlers
from luoshi.matters.queries.triage import related_matters, suggest_mechanism, suggest_place
from luoshi.mechanisms import Raw
from luoshi.mechanisms.stages import Mechanism, Opener
from luoshi.office.doors import asker
from luoshi.office.matter_refusals import refusal_words
from luoshi.office.mechanism_words import in_desk_order
from luoshi.pages.addresses import read_whole
from luoshi.pages.schema_forms import draw, read_values
from luoshi.people.abilities import Ability, require
from luoshi.people.models import Organisation, OrganisationKind, User
from luoshi.people.queries import visible_organisations

MOST_WORDS = 200
MOST_RELATED = 5
FIELDS = ("name", "id", "phone", "address")


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """What can be taken in at the desk."""
    require(asker(request), Ability.OPEN_MATTER, DESK)
    words = request.GET.get("words", "").strip()[:MOST_WORDS]
    live = MechanismVersion.objects.filter(status="live").order_by("name")
    found = [each for each in live if Opener.STAFF in each.mechanism.opens]
    fitting = [each for each in suggest_mechanism(asker(request), words, timezone.now()) if each.version in found]
    places = suggest_place(words, list_places(timezone.localdate()))
    context = {"here": "matters", "desks": in_desk_order(found), "words": words, "suggested": fitting, "places": places}
    context["begun"] = urlencode({"words": words, **({"place": places[0].id} if places else {})}) if words else ""
    return render(request, "office/matters/choose.html", context)


class TakeIn(View):
    """The form of one mechanism."""

    def get(self, request: HttpRequest, name: str) -> HttpResponse:
        """The empty form."""
        return self._show(request, self._mechanism(request, name), 200)

    def post(self, request: HttpRequest, name: str) -> HttpResponse:
        """Open the matter, or say what is missing; a query code is shown once."""
        mechanism = self._mechanism(request, name)
        place = self._places(request).filter(pk=read_whole(request.POST.get("place", "")) or 0).first()
        if place is None:
            return self._show(request, mechanism, 422, place_missing=True)
        application = Application(
            mechanism=name,
            opener=Opener.STAFF,
            place=place,
            values=read_values(mechanism.schema, request.POST),
            parties=_parties(request, mechanism),
            grade=request.POST.get("grade", "")[:40],
            request_key=request.POST.get("key", "")[:64],
        )
        first = mechanism.stage(mechanism.first)
        handlers = possible_handlers(first, place, timezone.localdate())
        to = handlers.filter(pk=read_whole(request.POST.get("to", "")) or 0).first()
        try:
            opened = open_matter(
                by=asker(request),
                application=application,
                at=timezone.now(),
                dispatch=request.POST.get("dispatch") == "1",
                to=to,
            )
        except NobodyThere as refusal:
            chosen: dict[str, Any] = {"handlers": handlers, "first": first}
            return self._show(request, mechanism, 422, refused=refusal_words(refusal), **chosen)
        except BadForm as refusal:
            more: dict[str, Any] = {"problems": refusal.problems, "missing": refusal.parties}
            return self._show(request, mechanism, 422, refused=refusal_words(refusal), **more)
        except Refusal as refusal:
            return self._show(request, mechanism, 422, refused=refusal_words(refusal))
        related = related_matters(asker(request), opened.matter)[:MOST_RELATED]
        context = {"here": "matters", "opened": opened, "related": related}
        context["ask"] = request.build_absolute_uri("/ask/")
        return render(request, "office/matters/taken_in.html", context)

    def _mechanism(self, request: HttpRequest, name: str) -> Mechanism:
        """The live mechanism of this name, if it opens at the desk."""
        require(asker(request), Ability.OPEN_MATTER, DESK)
        version = MechanismVersion.objects.filter(name=name, status="live").first()
        if version is None or Opener.STAFF not in version.mechanism.opens:
            raise Http404
        return version.mechanism

    def _places(self, request: HttpRequest) -> QuerySet[Organisation]:
        user = asker(request)
        return visible_organisations(user) | Organisation.objects.filter(pk=user.organisation_id)

    def _show(self, request: HttpRequest, mechanism: Mechanism, status: int, **more: Any) -> HttpResponse:
        values = read_values(mechanism.schema, request.POST) if request.method == "POST" else _begun(request, mechanism)
        offered = _offered(asker(request), self._places(request))
        missing = more.pop("missing", ())
        context = {
            "here": "matters",
            "mechanism": mechanism,
            "groups": draw(mechanism.schema, values, problems=more.pop("problems", ())),
            "parties": [(each, _typed(request, each.name), each.name in missing) for each in mechanism.parties],
            **offered,
            "place": read_whole(request.POST.get("place") or request.GET.get("place", "")) or offered["place"],
            "grade": request.POST.get("grade", ""),
            "key": request.POST.get("key") or secrets.token_hex(16),
        } | more
        return render(request, "office/matters/take_in.html", context, status=status)


def _begun(request: HttpRequest, mechanism: Mechanism) -> dict[str, Raw]:
    """An empty form, but for what was written where the mechanism was chosen."""
    words = request.GET.get("words", "").strip()[:MOST_WORDS]
    return {mechanism.subject: words} if words else {}


def _offered(user: User, places: Iterable[Organisation]) -> dict[str, Any]:
    """Places as the select shows them: the tree of towns, communities and grids, then everybody else; one's own first
    chosen for those who serve one place.
    """
    today = timezone.localdate()
    open_now = {each.pk: each for each in places if each.is_open(today)}
    tree = [each for each in list_places(today) if each[0] in open_now]
    in_tree = {pk for pk, _name, _depth in tree}
    others = [each for pk, each in open_now.items() if pk not in in_tree]
    here = user.organisation
    own = here.pk if here.pk in in_tree and here.kind != OrganisationKind.COUNTY else None
    return {"tree": tree, "others": others, "place": own}


def _parties(request: HttpRequest, mechanism: Mechanism) -> list[PartyDraft]:
    typed = [(each.name, _typed(request, each.name)) for each in mechanism.parties]
    return [
        PartyDraft(kind, each["name"], each["id"], each["phone"], each["address"])
        for kind, each in typed
        if each["name"]
    ]


def _typed(request: HttpRequest, kind: str) -> dict[str, str]:
    return {field: str(request.POST.get(f"{kind}-{field}", "")).strip()[:120] for field in FIELDS}
