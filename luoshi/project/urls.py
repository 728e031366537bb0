"""The root of every address."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("luoshi.office.urls")),
    path("", include("luoshi.portal.urls")),
    path("", include("luoshi.api.urls")),
]
