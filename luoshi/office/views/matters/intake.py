"""Taking a matter in at the desk: choose what it is, fill in the form, hand the query code over."""

from __future__ import annotations

import secrets
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views import View
from django.views.decorators.http import require_safe

from luoshi.matters.actions import Application, PartyDraft, open_matter
from luoshi.matters.desk import DESK
from luoshi.matters.errors import BadForm, Refusal
from luoshi.matters.models import MechanismVersion
from luoshi.mechanisms.stages import Mechanism, Opener
from luoshi.office.doors import asker
from luoshi.office.matter_refusals import refusal_words
from luoshi.pages.schema_forms import draw, read_values
from luoshi.people.abilities import Ability, require
from luoshi.people.models import Organisation
from luoshi.people.queries import visible_organisations

FIELDS = ("name", "id", "phone", "address")


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """What can be taken in at the desk."""
    require(asker(request), Ability.OPEN_MATTER, DESK)
    live = MechanismVersion.objects.filter(status="live").order_by("desk", "name")
    found = [each for each in live if Opener.STAFF in each.mechanism.opens]
    return render(request, "office/matters/choose.html", {"here": "matters", "versions": found})


class TakeIn(View):
    """The form of one mechanism."""

    def get(self, request: HttpRequest, name: str) -> HttpResponse:
        """The empty form."""
        return self._show(request, self._mechanism(request, name), 200)

    def post(self, request: HttpRequest, name: str) -> HttpResponse:
        """Open the matter, or say what is missing; a query code is shown once."""
        mechanism = self._mechanism(request, name)
        place = self._places(request).filter(pk=_whole(request.POST.get("place", ""))).first()
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
        try:
            opened = open_matter(
                by=asker(request),
                application=application,
                at=timezone.now(),
                dispatch=request.POST.get("dispatch") == "1",
            )
        except BadForm as refusal:
            more: dict[str, Any] = {"problems": refusal.problems, "missing": refusal.parties}
            return self._show(request, mechanism, 422, refused=refusal_words(refusal), **more)
        except Refusal as refusal:
            return self._show(request, mechanism, 422, refused=refusal_words(refusal))
        return render(request, "office/matters/taken_in.html", {"here": "matters", "opened": opened})

    def _mechanism(self, request: HttpRequest, name: str) -> Mechanism:
        """The live mechanism of this name, if it opens at the desk."""
        require(asker(request), Ability.OPEN_MATTER, DESK)
        version = MechanismVersion.objects.filter(name=name, status="live").first()
        if version is None or Opener.STAFF not in version.mechanism.opens:
            raise Http404
        return version.mechanism

    def _places(self, request: HttpRequest) -> Any:
        user = asker(request)
        return visible_organisations(user) | Organisation.objects.filter(pk=user.organisation_id)

    def _show(self, request: HttpRequest, mechanism: Mechanism, status: int, **more: Any) -> HttpResponse:
        values = read_values(mechanism.schema, request.POST) if request.method == "POST" else {}
        missing = more.pop("missing", ())
        context = {
            "here": "matters",
            "mechanism": mechanism,
            "groups": draw(mechanism.schema, values, problems=more.pop("problems", ())),
            "parties": [(each, _typed(request, each.name), each.name in missing) for each in mechanism.parties],
            "places": self._places(request),
            "place": _whole(request.POST.get("place", "")),
            "grade": request.POST.get("grade", ""),
            "key": request.POST.get("key") or secrets.token_hex(16),
        } | more
        return render(request, "office/matters/take_in.html", context, status=status)


def _parties(request: HttpRequest, mechanism: Mechanism) -> list[PartyDraft]:
    typed = [(each.name, _typed(request, each.name)) for each in mechanism.parties]
    return [
        PartyDraft(kind, each["name"], each["id"], each["phone"], each["address"])
        for kind, each in typed
        if each["name"]
    ]


def _typed(request: HttpRequest, kind: str) -> dict[str, str]:
    return {field: str(request.POST.get(f"{kind}-{field}", "")).strip()[:120] for field in FIELDS}


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0
