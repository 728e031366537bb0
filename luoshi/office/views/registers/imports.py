"""A file of many records: looked at first, then written in parts, with what was refused as a file again."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.decorators.http import require_safe

from luoshi.files import keep_original, read_original
from luoshi.office.doors import asker
from luoshi.office.register_words import fault_words, refusal_words
from luoshi.office.sheet_faults import explain_sheet
from luoshi.office.views.registers.table import FORMS, register_of
from luoshi.office.views.registers.writing import owner_from, owners_for
from luoshi.people.abilities import Ability, abilities, require
from luoshi.people.models import User
from luoshi.registers.actions import Preview, prepare_import, preview_import, run_import, stop_import
from luoshi.registers.choices import ImportState
from luoshi.registers.errors import Refusal
from luoshi.registers.exports import export_faults
from luoshi.registers.models import ImportJob, Record, Register
from luoshi.sheets import SheetError

AT_ONCE = 5_000  # rows that a page writes itself; more are left to the site's own timer


class FileForm(forms.Form):
    """The file, and who keeps its records."""

    file = forms.FileField(label=gettext_lazy("File (xlsx, csv or jsonl)"), allow_empty_file=False)


DIGEST = re.compile(r"[0-9a-f]{64}")


class Bring(View):
    """GET asks for the file; POST shows what it would do, and with ``go`` does it."""

    def get(self, request: HttpRequest, register_id: int) -> HttpResponse:
        """The form."""
        register = self._register(request, register_id)
        return self._show(request, register, FileForm(), 200)

    def post(self, request: HttpRequest, register_id: int) -> HttpResponse:
        """Look at the file, or take the one just looked at."""
        register = self._register(request, register_id)
        if DIGEST.fullmatch(request.POST.get("digest", "")):
            return self._take(request, register)
        form = FileForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(request, register, form, 422)
        file = form.cleaned_data["file"]
        if file.size > settings.LUOSHI_UPLOAD_BYTES:
            form.add_error("file", _("This file is too large."))
            return self._show(request, register, form, 422)
        return self._look(request, register, form, file.name, file.read())

    def _look(self, request: HttpRequest, register: Register, form: FileForm, name: str, data: bytes) -> HttpResponse:
        """What the file would do. It is kept, so that nobody has to choose it twice."""
        user, today = asker(request), timezone.localdate()
        owner = owner_from(user, request.POST.get("owner", ""))
        try:
            preview = preview_import(by=user, register=register, owner=owner, data=data, today=today)
        except SheetError as fault:
            form.add_error("file", explain_sheet(fault))
            return self._show(request, register, form, 422)
        kept = {"digest": keep_original(settings.LUOSHI_FILES, data), "name": name, "owner": owner}
        return self._show(request, register, form, 200, preview, kept)

    def _take(self, request: HttpRequest, register: Register) -> HttpResponse:
        user = asker(request)
        owner = owner_from(user, request.POST.get("owner", ""))
        form = FileForm()
        try:
            data = read_original(settings.LUOSHI_FILES, request.POST["digest"])
            job = prepare_import(
                by=user,
                register=register,
                owner=owner,
                file_name=request.POST.get("name", "") or "file",
                data=data,
                at=timezone.now(),
            )
        except FileNotFoundError:
            messages.error(request, _("This file is no longer here. Please choose it again."))
            return redirect("register-import", register.pk)
        except Refusal as refusal:
            messages.error(request, refusal_words(refusal))
            return self._show(request, register, form, 422)
        if job.total <= AT_ONCE:
            run_import(job=job, clock=timezone.now)
        return redirect("import", job.pk)

    def _register(self, request: HttpRequest, register_id: int) -> Register:
        user = asker(request)
        register = register_of(user, register_id)
        require(user, Ability.IMPORT, Record(register=register, owner=user.organisation))
        return register

    def _show(
        self,
        request: HttpRequest,
        register: Register,
        form: FileForm,
        status: int,
        preview: Preview | None = None,
        kept: dict[str, Any] | None = None,
    ) -> HttpResponse:
        titles = {each.name: each.title for each in register.declared.schema.fields}
        context: dict[str, Any] = {
            "here": "registers",
            "register": register,
            "form": form,
            "owners": owners_for(asker(request)),
            "owner": request.POST.get("owner") or str(asker(request).organisation_id),
            "preview": preview,
            "kept": kept,
        }
        if preview is not None:
            taken = preview.mapping.fields
            context["columns"] = [(each, titles.get(taken.get(each, ""), "")) for each in preview.headings]
            context["faulty"] = [
                (row, [(titles.get(each.field, each.field), fault_words(each.code, each.limit), each.written,
                        each.is_warning) for each in row.faults])
                for row in preview.rows if row.faults
            ]  # fmt: skip
            context["left_out"] = [each for each, title in context["columns"] if not title]
        return render(request, "office/registers/import.html", context, status=status)


def detail(request: HttpRequest, job_id: int) -> HttpResponse:
    """How far a file is; POST stops it."""
    job = _job(asker(request), job_id)
    if request.method == "POST":
        stop_import(by=asker(request), job=job, at=timezone.now())
        messages.success(request, _("Stopped. What is written stays."))
        return redirect("import", job.pk)
    titles = {each.name: each.title for each in job.register.declared.schema.fields}
    context = {
        "here": "registers",
        "job": job,
        "register": job.register,
        "running": job.state in (ImportState.READY, ImportState.RUNNING),
        "faults": [
            (each, titles.get(each.field, each.field), fault_words(each.code, each.limit))
            for each in job.faults.order_by("row", "pk")[:100]
        ],
        "may_stop": Ability.IMPORT in abilities(asker(request), job),
    }
    return render(request, "office/registers/import_job.html", context)


@require_safe
def faults(request: HttpRequest, job_id: int) -> HttpResponse:
    """What was refused, for whoever puts the file right."""
    job = _job(asker(request), job_id)
    disposition = content_disposition_header(as_attachment=True, filename=f"{job.file_name}-问题.xlsx") or "attachment"
    headers = {"Content-Disposition": disposition}
    return HttpResponse(export_faults(job), content_type=FORMS["xlsx"], headers=headers)


def _job(user: User, job_id: int) -> ImportJob:
    """The job; DoesNotExist when it is not there or not for this user."""
    job = ImportJob.objects.select_related("register__latest", "owner", "by").get(pk=job_id)
    if Ability.SEE not in abilities(user, job):
        raise ImportJob.DoesNotExist
    return job
