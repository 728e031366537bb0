"""Addresses of the programs' door. ``openapi.json`` describes them; a test compares the two."""

from __future__ import annotations

from django.urls import URLPattern, path

from luoshi.api import views

urlpatterns: list[URLPattern] = [
    path("api/openapi.json", views.describe, name="api-description"),
    path("api/matters/", views.hand_matter, name="api-matters"),
    path("api/matters/<str:code>/", views.ask_matter, name="api-matter"),
]
