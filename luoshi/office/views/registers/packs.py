"""登记簿: all registers by pack, and one pack in plain words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.office.doors import asker
from luoshi.office.register_words import basis_words, measure_words
from luoshi.registers.models import PackVersion, Register
from luoshi.registers.queries import adopted_packs, alert_counts, pack_page, visible_registers, visible_requests


@dataclass(frozen=True, slots=True)
class Shelf:
    """One pack with its registers, and how many alerts wait."""

    version: PackVersion
    registers: tuple[Register, ...]
    alerts: int


@require_safe
def shelf(request: HttpRequest) -> HttpResponse:
    """Every pack in force."""
    user = asker(request)
    waiting: Counter[str] = Counter()
    for (pack, _rule), count in alert_counts(user).items():
        waiting[pack] += count
    registers = list(visible_registers(user))
    shelves = [
        Shelf(each, tuple(one for one in registers if one.pack_name == each.name), waiting[each.name])
        for each in adopted_packs(user)
    ]
    context = {
        "here": "registers",
        "shelves": shelves,
        "alerts": sum(waiting.values()),
        "requests": visible_requests(user).count(),
    }
    return render(request, "office/registers/shelf.html", context)


@require_safe
def detail(request: HttpRequest, name: str) -> HttpResponse:
    """What a pack declares, what it rests on, and what nobody has checked yet."""
    page = pack_page(asker(request), name)
    if page is None:
        raise Http404
    pack = page.pack
    numbers = {each.name: each.pk for each in visible_registers(asker(request)).filter(pack_name=name)}
    changed = _changed(pack.overridden)
    context = {
        "here": "registers",
        "page": page,
        "pack": pack,
        "bases": [(each, basis_words(each)) for each in pack.bases],
        "registers": [(each, numbers.get(each.name), page.records.get(each.name, 0)) for each in pack.registers],
        "settings": [(each, basis_words(each.basis), each.name in changed) for each in pack.settings],
        "measures": [(each, measure_words(each, pack)) for each in pack.measures],
        "milestones": [
            (each, (pack.register(each.register).title, pack.register(each.things).title)) for each in pack.milestones
        ],
    }
    return render(request, "office/registers/pack.html", context)


def _changed(overridden: tuple[str, ...]) -> frozenset[str]:
    return frozenset(each.partition(".")[2] for each in overridden)
