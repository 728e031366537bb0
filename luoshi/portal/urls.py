"""Addresses of the public pages."""

from __future__ import annotations

from django.urls import URLPattern, path

from luoshi.portal.views import calculator

urlpatterns: list[URLPattern] = [
    path("calculator/", calculator.calculator, name="portal-calculator"),
]
