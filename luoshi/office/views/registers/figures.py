"""A figure opened to the records under it, today or as of any past day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from luoshi.ledger.measuring.figures import matters_page
from luoshi.matters.models import Matter
from luoshi.mechanisms import Measure, Pack
from luoshi.office.doors import asker
from luoshi.office.register_words import basis_words, figure_words, measure_words, part_words, record_words
from luoshi.pages.addresses import read_day
from luoshi.people.abilities import Ability, Kind, standings
from luoshi.people.models import User
from luoshi.registers.models import Record
from luoshi.registers.queries import MeasureFigure, figure_records, latest_pack, measure_figure

PAGE_LENGTH = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """Which figure, up to which day, as known when, and where; matters have no division."""

    measure: Measure
    on: date
    as_of: date | None
    division: str

    @classmethod
    def of(cls, request: HttpRequest, measure: Measure) -> Asked:
        """Out of an address; nonsense asks for nothing."""
        given = request.GET.get("division", "") if measure.register else ""
        return cls(
            measure,
            read_day(request.GET.get("on", "")) or timezone.localdate(),
            read_day(request.GET.get("as_of", "")),
            "".join(each for each in given if each.isdecimal())[:12],
        )

    def words(self) -> dict[str, str]:
        """As the form and the addresses of further pages have it."""
        as_of = self.as_of.isoformat() if self.as_of else ""
        return {"on": self.on.isoformat(), "as_of": as_of, "division": self.division}


@require_safe
def detail(request: HttpRequest, pack: str, measure: str) -> HttpResponse:
    """The figure, how it is counted, and the records or closed matters under it."""
    user = asker(request)
    if not standings(user, Ability.SEE, Kind.REGISTER):
        raise Http404
    declared = latest_pack(pack)
    if declared is None or measure not in {each.name for each in declared.measures}:
        raise Http404
    asked = Asked.of(request, declared.measure(measure))
    figure, under, hidden = figure_under(user, declared, asked)
    page = under.get_page(request.GET.get("page"))
    context = {
        "here": "registers",
        "pack": declared,
        "measure": asked.measure,
        "figure": figure,
        "value": figure_words(figure.value, asked.measure.unit),
        "does": measure_words(asked.measure, declared),
        "basis": basis_words(asked.measure.basis),
        "page": page,
        "rows": [
            (each, record_words(each), part_words(each, asked.division)) for each in page if isinstance(each, Record)
        ],
        "matters": [each for each in page if isinstance(each, Matter)],
        "hidden": hidden,
        "asked": asked.words(),
        "query": urlencode({key: value for key, value in asked.words().items() if value}),
    }
    return render(request, "office/registers/figure.html", context)


def figure_under(
    user: User, pack: Pack, asked: Asked
) -> tuple[MeasureFigure, Paginator[Record] | Paginator[Matter], int]:
    """The figure, what is under it as far as the user may see it, and how much more there is."""
    measure, on, as_of = asked.measure, asked.on, asked.as_of
    if measure.mechanism:
        figure, matters, hidden = matters_page(user, pack.name, measure, on=on, as_of=as_of)
        return figure, Paginator(matters.order_by("-closed_at", "-pk"), PAGE_LENGTH), hidden
    figure = measure_figure(pack.name, measure.name, on=on, division=asked.division, as_of=as_of)
    rows, hidden = figure_records(user, pack.name, measure.name, on=on, division=asked.division, as_of=as_of)
    return figure, Paginator(rows.order_by("-held_on", "-pk"), PAGE_LENGTH), hidden
