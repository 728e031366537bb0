"""The journal, for whoever audits."""

from __future__ import annotations

from django.urls import URLPattern, path

from luoshi.office.doors import door
from luoshi.office.views import journal

urlpatterns: list[URLPattern] = [
    path("journal/", door(journal.lines), name="journal"),
    path("journal/days/", door(journal.days), name="journal-days"),
    path("journal/lines/<int:line_id>/", door(journal.line), name="journal-line"),
]
