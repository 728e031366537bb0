"""台账: the account as a filtered list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from luoshi.ledger.models import Commitment, Section, Target
from luoshi.ledger.queries.facets import Facets, facets_of
from luoshi.ledger.queries.filters import NO_LEAD, AccountFilter, conditions
from luoshi.ledger.queries.reading import with_parts
from luoshi.ledger.queries.scope import visible_commitments
from luoshi.people.abilities import Ability
from luoshi.people.models import Organisation, User

__all__ = ["NO_LEAD", "AccountFilter", "AccountPage", "AccountRow", "account", "account_rows_for_export"]

PAGE_LENGTH = 50


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One commitment as the account shows it. ``due_stated``: the report itself gives the day."""

    commitment: Commitment
    titles: tuple[str, ...]
    targets: tuple[Target, ...]
    supporting: tuple[Organisation, ...]
    due_on: date
    due_stated: bool


@dataclass(frozen=True, slots=True)
class AccountPage:
    """One page of rows, how many there are in all, and what each filter would give."""

    rows: tuple[AccountRow, ...]
    total: int
    page: int
    pages: int
    facets: Facets


def account(user: User, wanted: AccountFilter) -> AccountPage:
    """The rows that match every filter. A page beyond the last gives the last."""
    visible = visible_commitments(user)
    matching = visible.filter(*conditions(wanted))
    total = matching.count()
    pages = max(1, -(-total // PAGE_LENGTH))
    page = min(max(1, wanted.page), pages)
    rows = _listed(matching)[(page - 1) * PAGE_LENGTH : page * PAGE_LENGTH]
    return AccountPage(tuple(map(row_of, rows)), total, page, pages, facets_of(visible, wanted))


def account_rows_for_export(user: User, wanted: AccountFilter) -> Iterator[AccountRow]:
    """All rows that match and that the user may take away, page or no page."""
    matching = visible_commitments(user, Ability.EXPORT).filter(*conditions(wanted))
    return map(row_of, _listed(matching).iterator(chunk_size=500))


def _listed(matching: QuerySet[Commitment]) -> QuerySet[Commitment]:
    rows = with_parts(matching).select_related("lead", "report", "section").defer("report__text")
    return rows.order_by("-report__year", "report", "start", "number")


def row_of(commitment: Commitment) -> AccountRow:
    """A commitment with its parts loaded, as a row."""
    targets = tuple(commitment.targets.all())
    stated = stated_deadline(targets, commitment.section)
    return AccountRow(
        commitment=commitment,
        titles=tuple(commitment.section.titles) if commitment.section else (),
        targets=targets,
        supporting=tuple(commitment.supporting.all()),
        due_on=stated or date(commitment.report.year, 12, 31),
        due_stated=stated is not None,
    )


def stated_deadline(targets: tuple[Target, ...], section: Section | None) -> date | None:
    """The day when all of it is due: the last of its targets' days, else its section's period, else None."""
    period = section.deadline if section else None
    days = [target.deadline or period for target in targets] or [period]
    stated = [day for day in days if day is not None]
    return max(stated) if len(stated) == len(days) else None
