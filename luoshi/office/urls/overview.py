"""Checking at a glance: the district, lists of lamps, milestones, organisations, changes, loads."""

from __future__ import annotations

from django.urls import URLPattern, path

from luoshi.office.doors import door
from luoshi.office.views.overview import changes, district, lamps, loads, milestones, organisation, rules

urlpatterns: list[URLPattern] = [
    path("checking/district/", door(district.page), name="district"),
    path("checking/district/export/", door(district.export), name="district-export"),
    path("checking/lamps/", door(lamps.table), name="lamps"),
    path("checking/lamps/export/", door(lamps.export), name="lamps-export"),
    path("checking/milestones/", door(milestones.page), name="milestones"),
    path("checking/milestones/export/", door(milestones.export), name="milestones-export"),
    path("checking/organisations/<int:organisation_id>/", door(organisation.page), name="organisation-checking"),
    path(
        "checking/organisations/<int:organisation_id>/export/",
        door(organisation.export),
        name="organisation-checking-export",
    ),
    path("checking/changes/", door(changes.page), name="changes"),
    path("checking/changes/export/", door(changes.export), name="changes-export"),
    path("checking/rules/", door(rules.page), name="rules"),
    path("checking/rules/export/", door(rules.export), name="rules-export"),
    path("checking/rules/<slug:topic>/", door(rules.Change.as_view()), name="rule-change"),
    path("checking/loads/", door(loads.page), name="loads"),
    path("checking/loads/export/", door(loads.export), name="loads-export"),
]
