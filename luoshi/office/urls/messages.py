"""What the program tells people, and how it goes out."""

from __future__ import annotations

from django.urls import URLPattern, path

from luoshi.office.doors import door
from luoshi.office.views.messages import hooks, inbox, outbox

urlpatterns: list[URLPattern] = [
    path("inbox/", door(inbox.page), name="inbox"),
    path("inbox/seen/", door(inbox.seen), name="inbox-seen"),
    path("outbox/", door(outbox.page), name="outbox"),
    path("outbox/export/", door(outbox.export), name="outbox-export"),
    path("outbox/resend/", door(outbox.resend_all), name="outbox-resend-all"),
    path("outbox/<int:message_id>/resend/", door(outbox.resend), name="outbox-resend"),
    path("robots/", door(hooks.table), name="hooks"),
    path("robots/export/", door(hooks.export), name="hooks-export"),
    path("robots/add/", door(hooks.Add.as_view()), name="hook-add"),
    path("robots/<int:hook_id>/try/", door(hooks.attempt), name="hook-try"),
    path("robots/<int:hook_id>/stop/", door(hooks.Stop.as_view()), name="hook-stop"),
]
