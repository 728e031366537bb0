"""Bringing a matter: choose what it is about, fill in the form, keep the code."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from luoshi.matters.intake import (
    MOST_BROUGHT,
    BadForm,
    NoSuchMatter,
    PartyDraft,
    Refusal,
    TooManyRequests,
    Upload,
    bring_matter,
    describe_forms,
    find_place,
    list_places,
    promised_limits,
    read_form,
)
from luoshi.pages.addresses import read_whole
from luoshi.pages.file_words import file_words
from luoshi.pages.schema_forms import draw, read_values
from luoshi.pages.senders import sender_of
from luoshi.portal.questions import Question, is_right, question_of
from luoshi.portal.wording import promise_words, refusal_words

MEGABYTE = 1024 * 1024
SALT = "portal.question"
AGE = 60 * 60  # seconds in which a form must be sent
HASTE = 2  # seconds that nobody fills a form in less than
ACCEPTED = "image/*,.heic,.pdf,.docx,.doc,.wps,.ofd,.xls,.xlsx,.txt"  # a phone offers its camera and its files


@require_safe
@login_not_required
def choose(request: HttpRequest) -> HttpResponse:
    """Everything that can be brought, by desk."""
    return render(request, "portal/choose.html", {"here": "bring", "forms": describe_forms()})


@method_decorator([login_not_required, never_cache], name="dispatch")
class Bring(View):
    """One form. Nothing that was typed is lost, whatever is wrong with it."""

    def get(self, request: HttpRequest, name: str) -> HttpResponse:
        """The empty form."""
        return self._show(request, name, 200)

    def post(self, request: HttpRequest, name: str) -> HttpResponse:
        """Open the matter, or say what is missing."""
        try:
            mechanism = read_form(name)
        except NoSuchMatter as absence:
            raise Http404 from absence
        wrong = self._wrong(request)
        if wrong:
            return self._show(request, name, 422, **wrong)
        at = timezone.now()
        place = find_place(read_whole(request.POST.get("place", "")) or 0, timezone.localdate(at))
        if place is None:
            return self._show(request, name, 422, place_missing=True)
        try:
            opened = bring_matter(
                mechanism=name,
                place=place,
                values=read_values(mechanism.schema, request.POST),
                parties=_parties(request, [each.name for each in mechanism.parties]),
                address=sender_of(request),
                request_key=request.POST.get("key", "")[:64],
                at=at,
                files=_files(request),
            )
        except BadForm as refusal:
            return self._show(
                request, name, 422, problems=refusal.problems, missing=refusal.parties, faults=refusal.files
            )
        except TooManyRequests as refusal:
            return self._show(request, name, 429, refused=refusal_words(refusal))
        except Refusal as refusal:
            return self._show(request, name, 422, refused=refusal_words(refusal))
        context = {
            "here": "bring",
            "opened": opened,
            "promises": promise_words(promised_limits(mechanism, timezone.localdate(at))),
        }
        return render(request, "portal/brought.html", context)

    def _wrong(self, request: HttpRequest) -> dict[str, Any]:
        """What of the question or the form's age is wrong; nothing when all is well."""
        if request.POST.get("website"):  # a field that no person sees
            return {"question_wrong": True}
        try:
            seed, since = signing.loads(request.POST.get("token", ""), salt=SALT, max_age=AGE)
        except signing.BadSignature:
            return {"question_wrong": True}
        in_haste = timezone.now().timestamp() - since < HASTE
        if in_haste or not is_right(question_of(seed), request.POST.get("answer", "")):
            return {"question_wrong": True}
        return {}

    def _show(self, request: HttpRequest, name: str, status: int, **more: Any) -> HttpResponse:
        try:
            mechanism = read_form(name)
        except NoSuchMatter as absence:
            raise Http404 from absence
        seed = secrets.randbelow(162)
        values = read_values(mechanism.schema, request.POST) if request.method == "POST" else {}
        missing, faults = more.pop("missing", ()), more.pop("faults", ())
        context = {
            "here": "bring",
            "mechanism": mechanism,
            "promises": promise_words(promised_limits(mechanism, timezone.localdate())),
            "groups": draw(mechanism.schema.for_public(), values, problems=more.pop("problems", ())),
            "parties": [(each, _typed(request, each.name), each.name in missing) for each in mechanism.parties],
            "places": list_places(timezone.localdate()),
            "place": read_whole(request.POST.get("place", "")) or 0,
            "accepted": ACCEPTED,
            "most_files": MOST_BROUGHT,
            "most_megabytes": settings.LUOSHI_UPLOAD_BYTES // MEGABYTE,
            "files_wrong": [file_words(each) for each in faults],
            "files_again": request.method == "POST" and bool(request.FILES),
            "question": question_words(question_of(seed)),
            "token": signing.dumps([seed, timezone.now().timestamp()], salt=SALT),
            "key": request.POST.get("key") or secrets.token_hex(16),
            "is_wrong": status == 422,
        } | more
        return render(request, "portal/form.html", context, status=status)


def question_words(question: Question) -> str:
    """The question in a sentence."""
    first, second = question.spelled
    pattern = _("What is %(first)s minus %(second)s?") if question.minus else _("What is %(first)s plus %(second)s?")
    return pattern % {"first": first, "second": second}


def _files(request: HttpRequest) -> list[Upload]:
    """The files as they came; one file, and one byte of each, more than is allowed is enough to be told so."""
    sent = request.FILES.getlist("files")[: MOST_BROUGHT + 1]
    return [Upload(each.name or "", each.read(settings.LUOSHI_UPLOAD_BYTES + 1)) for each in sent]


def _parties(request: HttpRequest, kinds: list[str]) -> list[PartyDraft]:
    typed = [(kind, _typed(request, kind)) for kind in kinds]
    return [
        PartyDraft(kind=kind, name=each["name"], id=each["id"], phone=each["phone"], address=each["address"])
        for kind, each in typed
        if each["name"]
    ]


def _typed(request: HttpRequest, kind: str) -> dict[str, str]:
    fields = ("name", "id", "phone", "address")
    return {field: str(request.POST.get(f"{kind}-{field}", "")).strip()[:120] for field in fields}
