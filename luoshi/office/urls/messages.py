"""What the program tells people, and how it goes out."""

from __future__ import annotations

from django.urls import URLPattern, path

from luoshi.office.doors import door
from luoshi.office.views.messages import inbox

urlpatterns: list[URLPattern] = [
    path("inbox/", door(inbox.page), name="inbox"),
    path("inbox/seen/", door(inbox.seen), name="inbox-seen"),
]
