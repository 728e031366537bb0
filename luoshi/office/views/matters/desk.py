"""民事, 企事, 政事: what is in hand, by due time, and several dispatched at once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from luoshi.matters.actions import dispatch_many
from luoshi.matters.choices import DeskChoice, Status
from luoshi.matters.models import Matter, MechanismVersion
from luoshi.matters.queries import DeskFilter, contested_matters, desk_page, live_matters, owed_opinions
from luoshi.office.doors import asker
from luoshi.office.matter_refusals import refusal_words
from luoshi.office.matter_words import left_words, stage_words
from luoshi.pages.addresses import read_whole
from luoshi.people.abilities import Ability, Kind, standings
from luoshi.people.models import Organisation, User
from luoshi.people.queries import visible_organisations

KEY = re.compile(r"(?P<moment>[^/]*)/[0-9]{1,18}")
MOST_AT_ONCE = 50
MOST_ASKED = 20


@dataclass(frozen=True, slots=True)
class Row:
    """A matter with what its row says of it."""

    matter: Matter
    stage: str
    late: bool
    left: str


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """The matters that the filters leave."""
    user, at = asker(request), timezone.now()
    wanted = read_filter(request, at)
    page = desk_page(user, wanted)
    given = {key: value for key, value in request.GET.items() if value and key != "after"}
    context = {
        "here": "matters",
        "desks": [("", _("All")), *DeskChoice.choices],
        "wanted": wanted,
        "page": page,
        "rows": [_row(each, at) for each in page.rows],
        "place": _place(user, wanted.place),
        "mechanisms": _mechanisms(),
        "stages": _stages(),
        "stage": f"{wanted.mechanism}.{wanted.stage}",
        "opinions": owed_opinions(user)[:MOST_ASKED],
        "contested": contested_matters(user)[:MOST_ASKED],
        "statuses": Status.choices,
        "query": urlencode(given),
        "kept": [(key, value) for key, value in given.items() if key != "desk"],
        "following": urlencode(given | {"after": page.following}) if page.following else "",
        "may_see": bool(standings(user, Ability.SEE, Kind.MATTER)),
        "may_open": bool(standings(user, Ability.OPEN_MATTER, Kind.DESK)),
        "may_dispatch": wanted.status == Status.RECEIVED and bool(standings(user, Ability.DISPATCH, Kind.MATTER)),
    }
    return render(request, "office/matters/desk.html", context)


@require_POST
def dispatch(request: HttpRequest) -> HttpResponse:
    """Dispatch those ticked, each to whoever its mechanism finds; say which could not be."""
    user = asker(request)
    ids = [read_whole(each) for each in request.POST.getlist("matter")[:MOST_AT_ONCE]]
    chosen = list(live_matters(user, Ability.DISPATCH).filter(pk__in=[each for each in ids if each is not None]))
    results = dispatch_many(by=user, matters=chosen, at=timezone.now())
    done = sum(each is None for each in results.values())
    if done:
        messages.success(
            request, ngettext("%(n)s matter was dispatched.", "%(n)s matters were dispatched.", done) % {"n": done}
        )
    for matter in chosen:
        refusal = results[matter.pk]
        if refusal is not None:
            messages.error(request, f"{matter.code} {matter.title}：{refusal_words(refusal)}")
    return redirect(f"{reverse('matters')}?status={Status.RECEIVED}")


def read_filter(request: HttpRequest, at: datetime) -> DeskFilter:
    """The filters of the address; what makes no sense narrows nothing."""
    given = request.GET
    of_stage, _dot, stage = given.get("stage", "")[:90].replace("\0", "").partition(".")
    return DeskFilter(
        desk=_one_of(given.get("desk", ""), DeskChoice.values),
        mechanism=of_stage or given.get("mechanism", "")[:40].replace("\0", ""),
        stage=stage,
        place=read_whole(given.get("place", "")),
        status=_one_of(given.get("status", ""), Status.values),
        mine=given.get("mine") == "1",
        overdue_at=at if given.get("late") == "1" else None,
        words=given.get("words", "").strip()[:100].replace("\0", ""),
        after=_key(given.get("after", "")),
    )


def _row(matter: Matter, at: datetime) -> Row:
    late = matter.due_at is not None and matter.due_at <= at
    return Row(matter, stage_words(matter), late, left_words(matter.due_at, at) if matter.is_live else "")


def _place(user: User, place_id: int | None) -> Organisation | None:
    """The place by which the desk is narrowed, if the asker may see its name."""
    return visible_organisations(user).filter(pk=place_id).first() if place_id is not None else None


def _one_of(value: str, known: list[str]) -> str:
    return value if value in known else ""


def _key(written: str) -> str:
    """The key of a page, or "" when it is none."""
    found = KEY.fullmatch(written)
    if found is None or not written.isascii():
        return ""
    if found["moment"]:
        try:
            moment = datetime.fromisoformat(found["moment"])
        except ValueError:
            return ""
        return written if moment.tzinfo else ""
    return written


def _mechanisms() -> list[tuple[str, str]]:
    """Every mechanism that was ever live, by its latest title."""
    found = MechanismVersion.objects.exclude(status="draft").order_by("number").values_list("name", "title")
    return sorted(dict(found).items(), key=lambda each: each[1])


def _stages() -> list[tuple[str, list[tuple[str, str]]]]:
    """The stages of what is live, by mechanism."""
    live = [each.mechanism for each in MechanismVersion.objects.filter(status="live").order_by("desk", "name")]
    return [(each.title, [(f"{each.name}.{stage.name}", stage.title) for stage in each.stages]) for each in live]
