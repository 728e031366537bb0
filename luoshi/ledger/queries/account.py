"""台账: the account as a filtered list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from luoshi.ledger.models import Commitment, Target
from luoshi.ledger.queries.chart import ChartRow, chart_by_report, chart_by_section
from luoshi.ledger.queries.facets import Facets, facets_of, outline
from luoshi.ledger.queries.filters import NO_LEAD, AccountFilter, conditions, ordering
from luoshi.ledger.queries.reading import with_parts
from luoshi.ledger.queries.scope import visible_commitments
from luoshi.people.abilities import Ability
from luoshi.people.models import Organisation, User

__all__ = ["NO_LEAD", "AccountFilter", "AccountPage", "AccountRow", "account", "account_rows_for_export"]

PAGE_LENGTH = 50


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One commitment as the account shows it. Without a day in the report it is due at the year's end."""

    commitment: Commitment
    titles: tuple[str, ...]
    targets: tuple[Target, ...]
    supporting: tuple[Organisation, ...]
    due_on: date
    due_stated: bool


@dataclass(frozen=True, slots=True)
class AccountPage:
    """One page of rows, how many there are in all, all of them as a chart, and what each filter would give."""

    rows: tuple[AccountRow, ...]
    total: int
    page: int
    pages: int
    chart: tuple[ChartRow, ...]
    facets: Facets


def account(user: User, wanted: AccountFilter) -> AccountPage:
    """The rows that match every filter. A page beyond the last gives the last."""
    visible = visible_commitments(user)
    matching = visible.filter(*conditions(wanted))
    sections = outline(wanted.report)
    chart = chart_by_section(matching, sections) if wanted.report is not None else chart_by_report(matching)
    total = sum(count for row in chart for count in row.counts.values())
    pages = max(1, -(-total // PAGE_LENGTH))
    page = min(max(1, wanted.page), pages)
    rows = _listed(matching, wanted)[(page - 1) * PAGE_LENGTH : page * PAGE_LENGTH]
    return AccountPage(tuple(map(row_of, rows)), total, page, pages, chart, facets_of(visible, wanted, sections))


def account_rows_for_export(user: User, wanted: AccountFilter) -> Iterator[AccountRow]:
    """All rows that match and that the user may take away, page or no page."""
    matching = visible_commitments(user, Ability.EXPORT).filter(*conditions(wanted))
    return map(row_of, _listed(matching, wanted).iterator(chunk_size=500))


def _listed(matching: QuerySet[Commitment], wanted: AccountFilter) -> QuerySet[Commitment]:
    rows = with_parts(matching).select_related("lead", "report", "section").defer("report__text")
    return rows.order_by(*ordering(wanted.order), "-report__year", "report", "start", "number")


def row_of(commitment: Commitment) -> AccountRow:
    """A commitment with its parts loaded, as a row."""
    return AccountRow(
        commitment=commitment,
        titles=tuple(commitment.section.titles) if commitment.section else (),
        targets=tuple(commitment.targets.all()),
        supporting=tuple(commitment.supporting.all()),
        due_on=commitment.due_on,
        due_stated=commitment.due_stated,
    )
