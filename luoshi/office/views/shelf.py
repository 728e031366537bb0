"""The reports on their shelf, and bringing in another."""

from __future__ import annotations

import re
from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_safe

from luoshi.ledger.actions import DuplicateReport, NotAllowed, open_report
from luoshi.ledger.models import Report
from luoshi.ledger.queries import shelf
from luoshi.ledger.reader import prepare
from luoshi.office.doors import asker
from luoshi.office.forms.upload import UploadForm
from luoshi.office.wording import speaks_chinese
from luoshi.people.abilities import Ability, abilities
from luoshi.people.models import OFFICE, User
from luoshi.reading import Reading, read_source
from luoshi.reading.sources import Source, SourceError, explain, load_bytes

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """All reports with their counts."""
    context = {
        "here": "reports",
        "shelf": shelf(asker(request)),
        "may_open": Ability.OPEN_REPORT in abilities(asker(request), OFFICE),
    }
    return render(request, "office/reports.html", context)


class Upload(View):
    """GET shows the form; POST reads the file and opens its account, or says what is wrong with it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form."""
        self.require_right(request)
        return self.show(request, UploadForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Open the account."""
        self.require_right(request)
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(request, form, 422)
        file: UploadedFile[bytes] = form.cleaned_data["file"]
        original = file.read()
        try:
            source = load_bytes(original, file.name or "")
            report = self.open(asker(request), source, original, form, timezone.now())
        except SourceError as error:
            return self.show(request, form, 422, fault=explain(error, "zh" if speaks_chinese() else "en"))
        except DuplicateReport as duplicate:
            return self.show(request, form, 409, twin=duplicate.report)
        words = _("“%(title)s” was read as the report of %(place)s for %(year)s.")
        messages.success(request, words % {"title": report.title, "place": report.place, "year": report.year})
        return redirect("report-detail", report.pk)

    def open(self, by: User, source: Source, original: bytes, form: UploadForm, at: datetime) -> Report:
        """One action; what the form leaves open comes from the text, read once."""
        values = form.cleaned_data
        typed: int | None = values["year"]
        reading = read_source(prepare(source, typed or year_in(source.name) or 0))
        return open_report(
            by=by,
            source=source,
            original=original,
            title=values["title"] or title_of(reading, source.name),
            place=values["place"] or by.government.name.removesuffix("人民政府"),
            year=typed or reading.year or timezone.localtime(at).year,
            at=at,
            reader=lambda _source: reading,
        )

    def require_right(self, request: HttpRequest) -> None:
        """Not everybody opens accounts."""
        if Ability.OPEN_REPORT not in abilities(asker(request), OFFICE):
            raise NotAllowed(asker(request), Ability.OPEN_REPORT, OFFICE)

    def show(self, request: HttpRequest, form: UploadForm, status: int = 200, **more: object) -> HttpResponse:
        """The form's page."""
        context = {
            "here": "reports",
            "form": form,
            "place_and_year": [form["place"], form["year"]],
            "most": settings.LUOSHI_UPLOAD_BYTES // (1024 * 1024),
        }
        return render(request, "office/upload.html", context | more, status=status)


def title_of(reading: Reading, name: str) -> str:
    """The text's own title, else the file's name."""
    return reading.title or name.rpartition(".")[0] or name


def year_in(name: str) -> int | None:
    """The year in a file's name."""
    named = YEAR.search(name)
    return int(named.group()) if named else None
