"""The files beside a record: put there, and taken away."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from luoshi.files import Upload, read_original
from luoshi.office.attachments import as_attachment
from luoshi.office.doors import asker
from luoshi.office.register_words import refusal_words
from luoshi.office.views.registers.record import context_of, page_of
from luoshi.people.abilities import Ability, abilities, require
from luoshi.registers.actions import FOLDER, attach_file
from luoshi.registers.errors import Refusal
from luoshi.registers.queries import record_file


@require_POST
def attach(request: HttpRequest, record_id: int) -> HttpResponse:
    """Put a file beside the record."""
    user = asker(request)
    page = page_of(user, record_id)
    require(user, Ability.ATTACH, page.record)
    given = request.FILES.get("file")
    file = Upload(given.name or "", given.read()) if given else Upload("", b"")
    try:
        attach_file(by=user, record=page.record, file=file, at=timezone.now())
    except Refusal as refusal:
        words = refusal_words(refusal) if given else _("Please choose a file.")
        return render(request, "office/registers/record.html", context_of(user, page) | {"refused": words}, status=422)
    messages.success(request, _("The file is kept."))
    return redirect("record", record_id)


@require_safe
def download(request: HttpRequest, file_id: int) -> HttpResponse:
    """The bytes as they came, to be saved."""
    user = asker(request)
    file = record_file(user, file_id)
    if file is None:
        raise Http404
    if Ability.EXPORT not in abilities(user, file.record):
        raise PermissionDenied(Ability.EXPORT)
    return as_attachment(read_original(settings.LUOSHI_FILES / FOLDER, file.digest), file.name)
