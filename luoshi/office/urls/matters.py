"""Casework: desks, the matter with its steps, taking one in, what supervisors watch, mechanisms, the calendar."""

from __future__ import annotations

from django.urls import URLPattern, path

from luoshi.office.doors import door
from luoshi.office.forms.matters import STEPS
from luoshi.office.views.matters import desk, intake, matter, mechanisms, overview, own_settings, seats, steps

urlpatterns: list[URLPattern] = [
    path("matters/", door(desk.desk), name="matters"),
    path("matters/dispatch/", door(desk.dispatch), name="matters-dispatch"),
    path("matters/overview/", door(overview.detail), name="matters-overview"),
    path("matters/new/", door(intake.choose), name="matter-choose"),
    path("matters/new/<slug:name>/", door(intake.TakeIn.as_view()), name="matter-new"),
    path("matters/mechanisms/", door(mechanisms.table), name="mechanisms"),
    path("matters/mechanisms/<int:version_id>/", door(mechanisms.detail), name="mechanism"),
    path("matters/seats/", door(seats.Seats.as_view()), name="seats"),
    path("matters/calendar/", door(mechanisms.Days.as_view()), name="calendar"),
    path(
        "matters/mechanisms/<int:version_id>/settings/", door(own_settings.OwnSettings.as_view()), name="own-settings"
    ),
    path("matters/documents/<int:document_id>/", door(matter.document), name="matter-document"),
    path("matters/<str:code>/", door(matter.detail), name="matter"),
    path("matters/<str:code>/open/", door(matter.open_personal), name="matter-open-party"),
    *(
        path(f"matters/<str:code>/{each.name}/", door(steps.Take.as_view(step=each)), name=f"matter-{each.name}-step")
        for each in STEPS
    ),
]
