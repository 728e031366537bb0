"""A file that somebody uploaded, on its way out."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def as_attachment(data: bytes, name: str, content_type: str = "application/octet-stream") -> HttpResponse:
    """Always to be saved: nothing that somebody uploaded runs within the site."""
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
