"""对账: last year's account against what this year's report says of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch

from luoshi.ledger.choices import LIVE
from luoshi.ledger.models import Commitment, Report, Target
from luoshi.ledger.projection import drafts_in
from luoshi.ledger.queries.scope import visible_commitments, visible_reports
from luoshi.ledger.reader import read_stored
from luoshi.ledger.reconciling import Promised, Reconciled, reconcile_account
from luoshi.people.models import User
from luoshi.reading.reconciliation import VERDICTS, Doubt, NamedPair, Pair, Verdict, count_verdicts


@dataclass(frozen=True, slots=True)
class ReconciledPromise:
    """A figure or a named thing that a commitment of last year promised, and what became of it."""

    commitment: Commitment
    pair: Pair | NamedPair


@dataclass(frozen=True, slots=True)
class ReconciliationView:
    """``last`` is the report of the year before by the same government; without it there is nothing to hold against.

    ``promises`` begin with what was dropped without a word, then missed, mentioned, met, exceeded; each in text order.
    """

    report: Report
    last: Report | None
    promises: tuple[ReconciledPromise, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def last_year(self) -> int:
        """The year whose promises are asked for."""
        return self.report.year - 1

    @property
    def counts(self) -> dict[Verdict, int]:
        """How many have each verdict, in the same order."""
        return count_verdicts(each.pair for each in self.promises)


def reconciliation(user: User, report_id: int) -> ReconciliationView:
    """What this report's lookback says of each promise of last year's account, as far as the user may see both.

    Raises Report.DoesNotExist for one outside the user's scope.
    """
    report = visible_reports(user).defer(None).get(pk=report_id)
    last = _report_before(user, report)
    if last is None:
        return ReconciliationView(report, None)
    rows = _account(user, last)
    account = [Promised(row.pk, row.start, row.end, row.text, row.modality, drafts_in(row)) for row in rows.values()]
    reconciled, doubts = reconcile_account(read_stored(last), read_stored(report), account)
    promises = [ReconciledPromise(rows[each.key], pair) for each in reconciled for pair in _pairs(each)]
    promises.sort(key=lambda each: VERDICTS.index(each.pair.verdict))
    return ReconciliationView(report, last, tuple(promises), doubts)


def _report_before(user: User, report: Report) -> Report | None:
    """The same government's report of the year before; the one opened last where there are several."""
    earlier = visible_reports(user).defer(None).filter(owner=report.owner_id, year=report.year - 1)
    return earlier.order_by("-opened_at", "-pk").first()


def _account(user: User, last: Report) -> dict[int, Commitment]:
    live = visible_commitments(user).filter(report=last, status__in=LIVE)
    return {row.pk: row for row in live.prefetch_related(Prefetch("targets", Target.objects.order_by("order")))}


def _pairs(reconciled: Reconciled) -> list[Pair | NamedPair]:
    return sorted([*reconciled.pairs, *reconciled.named], key=lambda pair: pair.promise.start)
