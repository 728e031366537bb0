"""Every read of the account that leaves the app, already cut to what the asker may see."""

from luoshi.ledger.queries.account import (
    NO_LEAD,
    AccountFilter,
    AccountPage,
    AccountRow,
    account,
    account_rows_for_export,
)
from luoshi.ledger.queries.chart import ChartRow
from luoshi.ledger.queries.commitment import CommitmentView, Difference, RevisionView, commitment_page
from luoshi.ledger.queries.facets import Facet, Facets
from luoshi.ledger.queries.original import (
    Original,
    OriginalView,
    PrintedLine,
    PrintedPage,
    original,
    original_pages,
    page_picture,
)
from luoshi.ledger.queries.reading import Mark, ReadingView, report_reading
from luoshi.ledger.queries.reconciliation import ReconciledPromise, ReconciliationView, reconciliation
from luoshi.ledger.queries.scope import visible_commitments, visible_reports
from luoshi.ledger.queries.shelf import ShelfRow, shelf

__all__ = [
    "NO_LEAD",
    "AccountFilter",
    "AccountPage",
    "AccountRow",
    "ChartRow",
    "CommitmentView",
    "Difference",
    "Facet",
    "Facets",
    "Mark",
    "Original",
    "OriginalView",
    "PrintedLine",
    "PrintedPage",
    "ReadingView",
    "ReconciledPromise",
    "ReconciliationView",
    "RevisionView",
    "ShelfRow",
    "account",
    "account_rows_for_export",
    "commitment_page",
    "original",
    "original_pages",
    "page_picture",
    "reconciliation",
    "report_reading",
    "shelf",
    "visible_commitments",
    "visible_reports",
]
