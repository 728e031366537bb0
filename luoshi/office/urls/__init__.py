"""Addresses of the officials' pages: one module a room, each with its list ``urlpatterns``."""

from __future__ import annotations

from django.urls import URLPattern

from luoshi.office.urls import account, checking, entrance, journal, matters, messages, overview, people, registers

urlpatterns: list[URLPattern] = [
    *entrance.urlpatterns,
    *account.urlpatterns,
    *checking.urlpatterns,
    *overview.urlpatterns,
    *messages.urlpatterns,
    *registers.urlpatterns,
    *matters.urlpatterns,
    *people.urlpatterns,
    *journal.urlpatterns,
]
