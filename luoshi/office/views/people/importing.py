"""Sheets of organisations, posts and users: in with a preview, out in the same form."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_safe

from luoshi.office.doors import asker
from luoshi.office.forms.people import SheetForm
from luoshi.office.people_refusals import explain_cell, explain_people, explain_sheet
from luoshi.people.abilities import Ability, require
from luoshi.people.actions import apply_import, prepare_import
from luoshi.people.batches import SHEETS, plan_of
from luoshi.people.errors import Refusal
from luoshi.people.exports import blank_sheet, export_sheet
from luoshi.people.models import OFFICE, ImportBatch, ImportSheet
from luoshi.sheets import SheetError, SheetFault

SHOWN = 200  # rows and faults on one page
TYPES = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv; charset=utf-8"}


def sheet_of(name: str) -> ImportSheet:
    """The sheet that an address names. Raises Http404."""
    if name not in ImportSheet.values:
        raise Http404
    return ImportSheet(name)


class Upload(View):
    """Choose a filled-in sheet; it is read and kept, and nothing else changes yet."""

    def get(self, request: HttpRequest, sheet: str) -> HttpResponse:
        """The form."""
        require(asker(request), Ability.IMPORT, OFFICE)
        return self.show(request, sheet_of(sheet), SheetForm())

    def post(self, request: HttpRequest, sheet: str) -> HttpResponse:
        """Read it and go on to the preview, or say why it is not taken."""
        require(asker(request), Ability.IMPORT, OFFICE)
        form = SheetForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(request, sheet_of(sheet), form, 422)
        file: UploadedFile[bytes] = form.cleaned_data["file"]
        try:
            if (file.size or 0) > settings.LUOSHI_UPLOAD_BYTES:
                raise SheetError(SheetFault.TOO_LARGE, what="bytes", limit=settings.LUOSHI_UPLOAD_BYTES)
            batch = prepare_import(
                by=asker(request), sheet=sheet_of(sheet), file_name=file.name or "", data=file.read(), at=timezone.now()
            )
        except SheetError as error:
            form.add_error("file", explain_sheet(error))
            return self.show(request, sheet_of(sheet), form, 422)
        return redirect("people-import-preview", batch.pk)

    def show(self, request: HttpRequest, sheet: ImportSheet, form: SheetForm, status: int = 200) -> HttpResponse:
        """The form's page."""
        columns = SHEETS[sheet].columns
        context = {"here": "people", "sheet": sheet, "columns": columns, "form": form, "sheets": ImportSheet}
        return render(request, "office/people/import.html", context, status=status)


class Preview(View):
    """What an import would do; POST does it."""

    def get(self, request: HttpRequest, batch_id: int) -> HttpResponse:
        """Every fault, or what is added and changed."""
        return self.show(request, self.batch(request, batch_id))

    def post(self, request: HttpRequest, batch_id: int) -> HttpResponse:
        """Carry it out whole, or say why not."""
        batch = self.batch(request, batch_id)
        try:
            plan = apply_import(by=asker(request), batch=batch, at=timezone.now())
        except Refusal as refusal:
            return self.show(request, batch, 409, explain_people(refusal))
        words = _("%(added)d added, %(changed)d changed, %(same)d as they were.")
        counts = {"added": len(plan.adds), "changed": len(plan.changes), "same": plan.same}
        messages.success(request, words % counts)
        return redirect("users" if batch.sheet == ImportSheet.USERS else "organisations")

    def batch(self, request: HttpRequest, batch_id: int) -> ImportBatch:
        """The asker's own, as long as they may import."""
        require(asker(request), Ability.IMPORT, OFFICE)
        return ImportBatch.objects.get(pk=batch_id, made_by=asker(request))

    def show(self, request: HttpRequest, batch: ImportBatch, status: int = 200, refused: str = "") -> HttpResponse:
        """The plan as it is now."""
        plan = plan_of(batch, asker(request), timezone.localdate())
        context = {
            "here": "people",
            "batch": batch,
            "plan": plan,
            "refused": refused,
            "faults": [(fault, explain_cell(fault)) for fault in plan.faults[:SHOWN]],
            "steps": [step for step in plan.steps if step.does != "same"][:SHOWN],
            "shown": SHOWN,
            "has_work": bool(plan.adds or plan.changes),
        }
        return render(request, "office/people/preview.html", context, status=status)


@require_safe
def export(request: HttpRequest, sheet: str, form: str) -> HttpResponse:
    """Everything of this sort that the asker may take away."""
    require(asker(request), Ability.EXPORT, OFFICE)
    which, today = sheet_of(sheet), timezone.localdate()
    if form == "csv":
        return _file(export_sheet(asker(request), which, "csv", today), which, "csv")
    if form == "xlsx":
        return _file(export_sheet(asker(request), which, "xlsx", today), which, "xlsx")
    raise Http404


@require_safe
def blank(request: HttpRequest, sheet: str) -> HttpResponse:
    """The headings alone, to be filled in."""
    require(asker(request), Ability.IMPORT, OFFICE)
    return _file(blank_sheet(sheet_of(sheet), "xlsx"), sheet_of(sheet), "xlsx")


def _file(data: bytes, sheet: ImportSheet, form: str) -> HttpResponse:
    name = f"{SHEETS[sheet].title}.{form}"
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return HttpResponse(data, content_type=TYPES[form], headers={"Content-Disposition": disposition})
