"""Reporting by spreadsheet: the sheet to fill in, and the sheet that comes back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View
from django.views.decorators.http import require_safe

from luoshi.ledger.actions import BadSheet, import_entries
from luoshi.ledger.entry_sheet import SheetFaultAt, SheetRowCode
from luoshi.ledger.queries.checking import entry_template
from luoshi.office.doors import asker
from luoshi.office.forms.checking.pasting import SheetForm
from luoshi.office.refusals import explain
from luoshi.office.sheet_faults import explain_sheet
from luoshi.office.views.account import XLSX
from luoshi.sheets import SheetError


@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """A row for every goal that the asker's unit reports on."""
    day = timezone.localdate()
    name = _("entries-%(day)s.xlsx") % {"day": f"{day:%Y%m%d}"}
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    workbook = entry_template(asker(request), day)
    return HttpResponse(workbook, content_type=XLSX, headers={"Content-Disposition": disposition})


class Sheet(View):
    """GET shows the way; POST takes a filled-in sheet, all of it or none with every fault named."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The way in three steps."""
        return self.show(request, SheetForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Report every row, or say what is wrong in which."""
        form = SheetForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(request, form, status=422)
        try:
            made = import_entries(by=asker(request), data=form.cleaned_data["file"].read(), at=timezone.now())
        except SheetError as error:
            form.add_error("file", explain_sheet(error))
            return self.show(request, form, status=422)
        except BadSheet as refusal:
            return self.show(request, form, list(fault_words(refusal)), 422)
        words = ngettext("%(n)s entry was reported.", "%(n)s entries were reported.", len(made)) % {"n": len(made)}
        messages.success(request, words)
        return redirect("due-list")

    def show(
        self, request: HttpRequest, form: SheetForm, faults: list[tuple[int, str]] | None = None, status: int = 200
    ) -> HttpResponse:
        """The page, with the faults of the sheet if there are any."""
        context = {"here": "due", "form": form, "faults": faults or []}
        return render(request, "office/checking/sheet.html", context, status=status)


def fault_words(refusal: BadSheet) -> list[tuple[int, str]]:
    """Each fault with its row."""
    own = [(each.row, _row_words(each)) for each in refusal.faults]
    return sorted([*own, *((each.fault.row, explain(each.refusal)) for each in refusal.refused)])


def _row_words(fault: SheetFaultAt) -> str:
    return {
        SheetRowCode.NO_GOAL: _("“%(words)s” names no goal that your organisation reports on."),
        SheetRowCode.TWICE: _("“%(words)s” stands in an earlier row already."),
        SheetRowCode.BAD_KIND: _("“%(words)s” is no kind of figure: choose one from the list in the sheet."),
        SheetRowCode.BAD_DAY: _("“%(words)s” is no day: write it as 2026-03-05."),
        SheetRowCode.FORMULA: _("“%(heading)s” holds a formula: type the number itself."),
        SheetRowCode.MERGED: _("“%(heading)s” is a merged cell: give each row its own figure."),
        SheetRowCode.REFUSED: _("“%(words)s” was not taken."),
    }[fault.code] % {"words": fault.words, "heading": fault.heading}
