"""The file that a report was opened from, and the place on its pages where a commitment stands."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.ledger.queries import original, original_pages, page_picture
from luoshi.office.attachments import as_attachment
from luoshi.office.cutting import shown_sentence
from luoshi.office.doors import asker
from luoshi.reading.sources import SourceError


@require_safe
def download(request: HttpRequest, report_id: int) -> HttpResponse:
    """The file as received, to be saved."""
    try:
        found = original(asker(request), report_id)
    except FileNotFoundError as missing:
        raise Http404(str(missing)) from missing
    return as_attachment(found.data, found.name)


@require_safe
def pages(request: HttpRequest, commitment_id: int) -> HttpResponse:
    """The printed pages on which the sentence stands, with the sentence marked."""
    view = original_pages(asker(request), commitment_id)
    if not view.pages:
        raise Http404("the form has no printed pages")
    row = view.commitment
    sentence = shown_sentence(row.report.text[row.start : row.end])
    context = {"here": "account", "row": row, "report": row.report, "sentence": sentence, "pages": view.pages}
    return render(request, "office/commitment/original.html", context)


@require_safe
def picture(request: HttpRequest, commitment_id: int, page: int) -> HttpResponse:
    """One of these pages as a picture."""
    try:
        drawn = page_picture(asker(request), commitment_id, page)
    except (FileNotFoundError, SourceError) as fault:
        raise Http404(str(fault)) from fault
    if drawn is None:
        raise Http404("the sentence is not on that page")
    response = HttpResponse(drawn, content_type="image/png")
    response["Cache-Control"] = "private, max-age=600"
    return response
