"""Signing in and out, and what each person sets for their own reading."""

from __future__ import annotations

from django.contrib.auth.views import LogoutView
from django.urls import URLPattern, path

from luoshi.office.views import entrance

urlpatterns: list[URLPattern] = [
    path("login/", entrance.SignIn.as_view(), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("preferences/", entrance.preferences, name="preferences"),
]
