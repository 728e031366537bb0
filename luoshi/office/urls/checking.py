"""Checking: giving out, reporting, verifying, ending."""

from __future__ import annotations

from django.urls import URLPattern, path

from luoshi.office.doors import door
from luoshi.office.views.checking import (
    binding,
    dispatching,
    dispatching_many,
    due,
    duties,
    endings,
    entries,
    evidence,
    goals,
    notices,
    pasting,
    paths,
    sheets,
    stages,
)

urlpatterns: list[URLPattern] = [
    path("due/", door(due.due), name="due-list"),
    path("due/paste/", door(pasting.Paste.as_view()), name="entries-paste"),
    path("due/sheet/", door(sheets.Sheet.as_view()), name="entries-sheet"),
    path("due/sheet/blank/", door(sheets.template), name="entries-template"),
    path("account/dispatch/", door(dispatching_many.DispatchMany.as_view()), name="account-dispatch"),
    path("commitments/<int:subject_id>/dispatch/", door(dispatching.DispatchOne.as_view()), name="commitment-dispatch"),
    path("commitments/<int:subject_id>/end/", door(endings.Apply.as_view()), name="commitment-end"),
    path("duties/<int:subject_id>/sign/", door(duties.SignFor.as_view()), name="duty-sign"),
    path("duties/<int:subject_id>/refuse/", door(duties.Refuse.as_view()), name="duty-refuse"),
    path("duties/<int:subject_id>/reroute/", door(duties.Reroute.as_view()), name="duty-reroute"),
    path("duties/<int:subject_id>/uphold/", door(duties.Uphold.as_view()), name="duty-uphold"),
    path("duties/<int:subject_id>/withdraw/", door(duties.Withdraw.as_view()), name="duty-withdraw"),
    path("goals/<int:goal_id>/", door(goals.detail), name="goal-detail"),
    path("goals/<int:goal_id>/lamp/", door(goals.lamp), name="goal-lamp"),
    path("goals/<int:goal_id>/figure/", door(binding.figure), name="goal-figure"),
    path("goals/<int:subject_id>/measure/", door(binding.Bind.as_view()), name="goal-bind"),
    path("goals/<int:subject_id>/stage/", door(stages.BindStage.as_view()), name="goal-stage"),
    path("goals/<int:subject_id>/report/", door(entries.AddEntry.as_view()), name="goal-report"),
    path("goals/<int:subject_id>/path/", door(paths.Propose.as_view()), name="path-propose"),
    path("goals/<int:subject_id>/request/", door(paths.Ask.as_view()), name="goal-request"),
    path("proposals/<int:subject_id>/", door(paths.Decide.as_view()), name="path-decide"),
    path("entries/<int:subject_id>/check/", door(entries.CheckEntry.as_view()), name="entry-check"),
    path("evidence/<int:evidence_id>/", door(evidence.download), name="evidence"),
    path("settlements/<int:subject_id>/verify/", door(endings.Verify.as_view()), name="settlement-verify"),
    path("settlements/<int:subject_id>/sign/", door(endings.Sign.as_view()), name="settlement-sign"),
    path("settlements/<int:subject_id>/return/", door(endings.Return.as_view()), name="settlement-return"),
    path("notices/<int:subject_id>/answer/", door(notices.Answer.as_view()), name="notice-answer"),
    path("notices/<int:subject_id>/return/", door(notices.ReturnAnswer.as_view()), name="notice-return"),
    path("notices/<int:subject_id>/close/", door(notices.CloseNotice.as_view()), name="notice-close"),
]
