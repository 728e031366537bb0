"""A figure opened to the records under it, today or as of any past day."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from luoshi.ledger.measuring.figures import matters_page
from luoshi.matters.models import Matter
from luoshi.office.doors import asker
from luoshi.office.register_words import basis_words, figure_words, measure_words, record_words
from luoshi.pages.addresses import read_day
from luoshi.people.abilities import Ability, Kind, standings
from luoshi.registers.models import Record
from luoshi.registers.queries import figure_records, latest_pack, measure_figure

PAGE_LENGTH = 100


@require_safe
def detail(request: HttpRequest, pack: str, measure: str) -> HttpResponse:
    """The figure, how it is counted, and the records or closed matters under it."""
    user = asker(request)
    if not standings(user, Ability.SEE, Kind.REGISTER):
        raise Http404
    declared = latest_pack(pack)
    if declared is None or measure not in {each.name for each in declared.measures}:
        raise Http404
    on = read_day(request.GET.get("on", "")) or timezone.localdate()
    as_of = read_day(request.GET.get("as_of", ""))
    division = "".join(each for each in request.GET.get("division", "") if each.isdecimal())[:12]
    one = declared.measure(measure)
    under: Paginator[Record] | Paginator[Matter]
    if one.mechanism:
        figure, matters, hidden = matters_page(user, pack, one, on=on, as_of=as_of)
        under = Paginator(matters.order_by("-closed_at", "-pk"), PAGE_LENGTH)
    else:
        figure = measure_figure(pack, measure, on=on, division=division, as_of=as_of)
        rows, hidden = figure_records(user, pack, measure, on=on, division=division, as_of=as_of)
        under = Paginator(rows.order_by("-held_on", "-pk"), PAGE_LENGTH)
    page = under.get_page(request.GET.get("page"))
    asked = {"on": on.isoformat(), "as_of": as_of.isoformat() if as_of else "", "division": division}
    context = {
        "here": "registers",
        "pack": declared,
        "measure": one,
        "figure": figure,
        "value": figure_words(figure.value, one.unit),
        "does": measure_words(one, declared),
        "basis": basis_words(one.basis),
        "page": page,
        "rows": [(each, record_words(each)) for each in page if isinstance(each, Record)],
        "matters": [each for each in page if isinstance(each, Matter)],
        "hidden": hidden,
        "asked": asked,
        "query": urlencode({key: value for key, value in asked.items() if value}),
    }
    return render(request, "office/registers/figure.html", context)
