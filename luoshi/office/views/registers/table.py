"""One register as a table: filters, sums, saved views, and the same as a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from luoshi.mechanisms import Field, PlaceKind, Schema
from luoshi.office.doors import asker
from luoshi.office.register_words import figure_words, value_words
from luoshi.pages.addresses import read_whole
from luoshi.people.abilities import Ability, abilities
from luoshi.people.models import User
from luoshi.registers.actions import save_view
from luoshi.registers.choices import RecordState
from luoshi.registers.exports import export_records
from luoshi.registers.models import Record, Register
from luoshi.registers.queries import filter_key, read_filters, table_page, visible_registers
from luoshi.registers.queries.table import TableRow

FORMS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/x-ndjson",
}


def register_of(user: User, register_id: int) -> Register:
    """The register; DoesNotExist when it is not there or not for this user."""
    return visible_registers(user).get(pk=register_id)


@require_safe
def detail(request: HttpRequest, register_id: int) -> HttpResponse:
    """The records that the filters leave."""
    user = asker(request)
    register = register_of(user, register_id)
    given = _given(request)
    wanted = read_filters(register, given)
    page = table_page(user, register, wanted, read_whole(request.GET.get("page", ""), digits=8) or 1, sums=True)
    may = abilities(user, Record(register=register, owner=user.organisation))
    context: dict[str, Any] = {
        "here": "registers",
        "register": register,
        "page": page,
        "wanted": wanted,
        "rows": [(row, _cells(page.columns, row)) for row in page.rows],
        "sums": _sums(page.columns, page.sums),
        "choices": [
            (each, filter_key(each.name), given.get(filter_key(each.name), ""))
            for each in register.declared.schema.fields
            if each.choices
        ],
        "has_place": _has_place(register.declared.schema),
        "states": RecordState.choices,
        "query": urlencode(given),
        "before": urlencode(given | {"page": str(page.page - 1)}) if page.page > 1 else "",
        "after": urlencode(given | {"page": str(page.page + 1)}) if page.page < page.pages else "",
        "views": [(each, urlencode(each.filters)) for each in page.views],
        "may_add": Ability.ADD in may,
        "may_import": Ability.IMPORT in may,
        "measures": [each for each in register.latest.pack.measures if each.register == register.name],
    }
    return render(request, "office/registers/table.html", context)


@require_safe
def export(request: HttpRequest, register_id: int) -> HttpResponse:
    """The same records as a file; secrets stay masked."""
    user = asker(request)
    register = register_of(user, register_id)
    form = request.GET.get("form", "xlsx")
    form = form if form in FORMS else "xlsx"
    data = export_records(user, register, read_filters(register, _given(request)), form)
    name = f"{register.title}-{timezone.localdate():%Y%m%d}.{form}"
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return HttpResponse(data, content_type=FORMS[form], headers={"Content-Disposition": disposition})


@require_POST
def keep_view(request: HttpRequest, register_id: int) -> HttpResponse:
    """Keep the filters under a name."""
    user = asker(request)
    register = register_of(user, register_id)
    posted = request.POST.dict()
    given = {key: str(value) for key, value in posted.items() if key not in ("csrfmiddlewaretoken", "name") and value}
    name = request.POST.get("name", "").strip() or _("My view")
    save_view(by=user, register=register, name=name, filters=given, at=timezone.now())
    return redirect(f"{reverse('register', args=[register.pk])}?{urlencode(given)}")


def _given(request: HttpRequest) -> dict[str, str]:
    return {key: str(value) for key, value in request.GET.items() if value and key not in ("page", "form")}


def _has_place(schema: Schema) -> bool:
    return schema.place_field(PlaceKind.DIVISION) is not None or schema.sharing is not None


def _cells(columns: tuple[Field, ...], row: TableRow) -> list[tuple[Field, str]]:
    return [(each, value_words(each, row.shown.get(each.name))) for each in columns]


def _sums(columns: tuple[Field, ...], sums: Mapping[str, float]) -> list[str]:
    """One cell a column: the sum under a number, nothing under the rest."""
    return [figure_words(sums[each.name], each.unit) if each.name in sums else "" for each in columns]
