"""One record: what it says, what it said before, and what was sealed, opened with a reason."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from luoshi.mechanisms import Field
from luoshi.office.doors import asker, may
from luoshi.office.forms.checking.parts import ACCEPTED
from luoshi.office.register_words import record_words, refusal_words, value_words
from luoshi.people.abilities import Ability, require
from luoshi.people.models import User
from luoshi.registers.actions import open_sealed
from luoshi.registers.errors import Refusal
from luoshi.registers.models import Alert
from luoshi.registers.queries import RecordPage, alike_records, record_page


def page_of(user: User, record_id: int) -> RecordPage:
    """The record's page; Http404 when it is not there or not for this user."""
    page = record_page(user, record_id)
    if page is None:
        raise Http404
    return page


@require_safe
def detail(request: HttpRequest, record_id: int) -> HttpResponse:
    """The record with its history."""
    user = asker(request)
    page = page_of(user, record_id)
    return render(request, "office/registers/record.html", context_of(user, page))


@require_POST
@never_cache
def open_field(request: HttpRequest, record_id: int) -> HttpResponse:
    """A sealed value, shown once, after its opening was written down."""
    user = asker(request)
    page = page_of(user, record_id)
    require(user, Ability.OPEN_SEALED, page.record)
    name, why = request.POST.get("field", ""), request.POST.get("why", "")
    context = context_of(user, page)
    try:
        value = open_sealed(by=user, record=page.record, field=name, at=timezone.now(), why=why)
    except Refusal as refusal:
        context |= {"refused": refusal_words(refusal), "refused_field": name}
        return render(request, "office/registers/record.html", context, status=422)
    return render(request, "office/registers/record.html", context | {"opened_field": name, "opened": value})


def context_of(user: User, page: RecordPage) -> dict[str, Any]:
    """What the record's page and its forms show."""
    return {
        "here": "registers",
        "page": page,
        "record": page.record,
        "register": page.record.register,
        "groups": _groups(page),
        "may": may(page.abilities),
        "accepted": ACCEPTED,
        "linked": [(other, [(row, record_words(row)) for row in rows]) for other, rows in page.linked if rows],
        "alerts": [(each, _rule_title(each)) for each in page.alerts],
        "alike": alike_records(user, page.record)[:5] if page.record.state == "live" else [],
    }


def _rule_title(alert: Alert) -> str:
    """What the rule was called in the version that raised it."""
    return alert.pack_version.pack.rule(alert.rule).title


def _groups(page: RecordPage) -> list[tuple[str, list[tuple[Field, str, bool]]]]:
    """Fields that hold something by group: the field, its words, and whether it can be opened."""
    groups: dict[str, list[tuple[Field, str, bool]]] = {}
    for field in page.schema.fields:
        words = value_words(field, page.shown.get(field.name)) if not field.is_sensitive else ""
        if field.is_sensitive:
            words = str(page.shown.get(field.name) or "")
        if words:
            groups.setdefault(field.group, []).append((field, words, field.name in page.record.sealed))
    return list(groups.items())
