"""Reports, the account, and what is done with each commitment."""

from __future__ import annotations

from django.urls import URLPattern, path

from luoshi.office.doors import door
from luoshi.office.views import account, adding, commitment, desks, home, original, reading, reconciliation, shelf

urlpatterns: list[URLPattern] = [
    path("", door(home.home), name="home"),
    path("export/", door(home.export), name="home-export"),
    path("reports/", door(shelf.table), name="reports"),
    path("reports/upload/", door(shelf.Upload.as_view()), name="report-upload"),
    path("reports/<int:report_id>/", door(reading.detail), name="report-detail"),
    path("reports/<int:report_id>/file/", door(original.download), name="report-file"),
    path("reports/<int:report_id>/account/", door(reading.account), name="report-account"),
    path("reports/<int:report_id>/add/", door(adding.AddCommitment.as_view()), name="report-add-commitment"),
    path("reports/<int:report_id>/confirm/", door(reading.confirm_everything), name="report-confirm-all"),
    path("reports/<int:report_id>/reconciliation/", door(reconciliation.page), name="report-reconciliation"),
    path(
        "reports/<int:report_id>/reconciliation/export/",
        door(reconciliation.export),
        name="report-reconciliation-export",
    ),
    path("account/", door(account.table), name="account"),
    path("account/export/", door(account.export), name="account-export"),
    path("commitments/<int:commitment_id>/", door(commitment.detail), name="commitment-detail"),
    path("commitments/<int:commitment_id>/original/", door(original.pages), name="commitment-original"),
    path(
        "commitments/<int:commitment_id>/original/<int:page>.png",
        door(original.picture),
        name="commitment-page-picture",
    ),
    path("commitments/<int:commitment_id>/row/", door(commitment.row_tools), name="commitment-row"),
    path("commitments/<int:commitment_id>/confirm/", door(desks.Confirm.as_view()), name="commitment-confirm"),
    path("commitments/<int:commitment_id>/correct/", door(desks.Correct.as_view()), name="commitment-correct"),
    path("commitments/<int:commitment_id>/split/", door(desks.Split.as_view()), name="commitment-split"),
    path("commitments/<int:commitment_id>/merge/", door(desks.Merge.as_view()), name="commitment-merge"),
    path("commitments/<int:commitment_id>/reject/", door(desks.Reject.as_view()), name="commitment-reject"),
    path("commitments/<int:commitment_id>/assign/", door(desks.Assign.as_view()), name="commitment-assign"),
]
