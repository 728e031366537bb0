"""A file of evidence, for whoever may see what it stands behind."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from luoshi.files import read_original
from luoshi.ledger.actions.reporting import EVIDENCE
from luoshi.ledger.queries.checking import visible_evidence
from luoshi.office.attachments import as_attachment
from luoshi.office.doors import asker
from luoshi.people.abilities import Ability

# Pictures and PDF say what they are; everything else is only to be saved.
TYPES = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
    "pdf": "application/pdf",
}


@require_safe
def download(request: HttpRequest, evidence_id: int) -> HttpResponse:
    """The bytes as they came."""
    file = visible_evidence(asker(request)).get(pk=evidence_id)
    if not visible_evidence(asker(request), Ability.EXPORT).filter(pk=file.pk).exists():
        raise PermissionDenied(Ability.EXPORT)
    data = read_original(settings.LUOSHI_FILES / EVIDENCE, file.digest)
    return as_attachment(data, file.name, TYPES.get(file.form, "application/octet-stream"))
