"""对账: what this year's report says of each promise of last year's account."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from luoshi.ledger.queries import ReconciledPromise, ReconciliationView, reconciliation
from luoshi.office.doors import asker
from luoshi.office.reconciliation_words import VERDICTS, doubt_words, reason_words
from luoshi.office.tables import Cell, Head, Table, said, workbook
from luoshi.people.abilities import Ability, NotAllowed, abilities
from luoshi.reading.reconciliation import NamedPair, Verdict


@dataclass(frozen=True, slots=True)
class VerdictTile:
    """How many promises have a verdict, and the list of them."""

    verdict: str
    words: str
    count: int
    address: str
    is_chosen: bool


@require_safe
def page(request: HttpRequest, report_id: int) -> HttpResponse:
    """Both sentences side by side, what was dropped without a word first; one verdict where the address names it."""
    view = reconciliation(asker(request), report_id)
    chosen = _chosen(request)
    context = {
        "here": "reports",
        "view": view,
        "report": view.report,
        "tiles": _tiles(view, chosen),
        "doubts": [doubt_words(each) for each in view.doubts],
        "table": _table(view, chosen),
        "may_take": Ability.EXPORT in abilities(asker(request), view.report),
    }
    return render(request, "office/reading/reconciliation.html", context)


@require_safe
def export(request: HttpRequest, report_id: int) -> HttpResponse:
    """All of it as a workbook."""
    view = reconciliation(asker(request), report_id)
    if Ability.EXPORT not in abilities(asker(request), view.report):
        raise NotAllowed(asker(request), Ability.EXPORT, view.report)
    table = _table(view, None)
    return workbook(table, f"{table.title}-{timezone.localdate():%Y%m%d}")


def _chosen(request: HttpRequest) -> Verdict | None:
    return next((each for each in Verdict if each == request.GET.get("verdict")), None)


def _tiles(view: ReconciliationView, chosen: Verdict | None) -> list[VerdictTile]:
    base = reverse("report-reconciliation", args=[view.report.pk])
    return [
        VerdictTile(
            str(verdict),
            str(VERDICTS[verdict]),
            count,
            base if verdict is chosen else f"{base}?{urlencode({'verdict': verdict})}",
            verdict is chosen,
        )
        for verdict, count in view.counts.items()
    ]


def _table(view: ReconciliationView, chosen: Verdict | None) -> Table:
    heads = (
        Head(_("Verdict"), 12),
        Head(_("Promised last year"), 56),
        Head(_("Figure or stage promised"), 28),
        Head(_("Reported this year"), 56),
        Head(_("Figure or stage reported"), 18),
        Head(_("Because"), 28),
    )
    rows = [_row(each) for each in view.promises if chosen in (None, each.pair.verdict)]
    title = _("Last year's promises against the report of %(year)s") % {"year": view.report.year}
    return Table("reconciliation", title, heads, tuple(rows), _("No promise has this verdict."))


def _row(each: ReconciledPromise) -> tuple[Cell, ...]:
    pair, outcome = each.pair, each.pair.outcome
    sentence = "".join(pair.sentence.split())
    if isinstance(pair, NamedPair):
        promised, reported = f"{pair.name} {pair.promise.action}".strip(), pair.stage
    else:
        promised = f"{pair.promise.object} {pair.promise.quote}".strip()
        reported = outcome.quote if outcome and outcome.value is not None else ""
    loud = pair.verdict in (Verdict.UNMENTIONED, Verdict.MISSED)
    return (
        Cell(str(VERDICTS[pair.verdict]), loud=loud, whole=True),
        said(sentence, reverse("commitment-detail", args=[each.commitment.pk])),
        said(promised),
        said(outcome.sentence if outcome else ""),
        said(reported),
        Cell(reason_words(pair)),
    )
