"""Addresses of the public pages."""

from __future__ import annotations

from django.urls import URLPattern, path

from luoshi.portal.views import calculator, intake, state

urlpatterns: list[URLPattern] = [
    path("calculator/", calculator.calculator, name="portal-calculator"),
    path("bring/", intake.choose, name="portal-bring"),
    path("bring/<slug:name>/", intake.Bring.as_view(), name="portal-form"),
    path("ask/", state.ask, name="portal-ask"),
]
