"""Registers: tables, records, packs, alerts, changes to approve, files coming in, figures opened to records."""

from __future__ import annotations

from django.urls import URLPattern, path

from luoshi.office.doors import door
from luoshi.office.views.registers import (
    alerts,
    figures,
    imports,
    packs,
    record,
    record_files,
    requests,
    table,
    writing,
)

urlpatterns: list[URLPattern] = [
    path("registers/", door(packs.shelf), name="registers"),
    path("registers/packs/<slug:name>/", door(packs.detail), name="pack"),
    path("registers/<int:register_id>/", door(table.detail), name="register"),
    path("registers/<int:register_id>/export/", door(table.export), name="register-export"),
    path("registers/<int:register_id>/views/", door(table.keep_view), name="register-view"),
    path("registers/<int:register_id>/add/", door(writing.Add.as_view()), name="record-add"),
    path("registers/<int:register_id>/import/", door(imports.Bring.as_view()), name="register-import"),
    path("registers/imports/<int:job_id>/", door(imports.detail), name="import"),
    path("registers/imports/<int:job_id>/faults/", door(imports.faults), name="import-faults"),
    path("registers/records/<int:record_id>/", door(record.detail), name="record"),
    path("registers/records/<int:record_id>/correct/", door(writing.Correct.as_view()), name="record-correct"),
    path("registers/records/<int:record_id>/withdraw/", door(writing.Withdraw.as_view()), name="record-withdraw"),
    path("registers/records/<int:record_id>/merge/", door(writing.Merge.as_view()), name="record-merge"),
    path("registers/records/<int:record_id>/open/", door(record.open_field), name="record-open"),
    path("registers/records/<int:record_id>/attach/", door(record_files.attach), name="record-attach"),
    path("registers/files/<int:file_id>/", door(record_files.download), name="record-file"),
    path("registers/alerts/", door(alerts.table), name="alerts"),
    path("registers/alerts/<int:alert_id>/", door(alerts.Close.as_view()), name="alert"),
    path("registers/requests/", door(requests.table), name="requests"),
    path("registers/requests/<int:request_id>/", door(requests.Decide.as_view()), name="request"),
    path("registers/figures/<slug:pack>/<slug:measure>/", door(figures.detail), name="figure"),
]
