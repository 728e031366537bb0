"""Query codes, and the keys of forms: what the database keeps of either tells neither."""

from __future__ import annotations

import re
import secrets

from django.conf import settings

from luoshi.secrecy import blind_digest

QUERY_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that is read wrongly on paper
QUERY_LENGTH = 10
QUERY_CONTEXT, REQUEST_CONTEXT, FORM_CONTEXT = "matter.query_code", "matter.request_key", "matter.code_of_form"
FORMS_KEY = re.compile("[0-9a-f]{32}")  # as our own forms make them: nobody comes upon another's by chance


def code_for(request_key: str) -> str:
    """A query code: the same for the same form, for whoever has the form and the home's keys; else any."""
    if not FORMS_KEY.fullmatch(request_key):
        return "".join(secrets.choice(QUERY_ALPHABET) for _ in range(QUERY_LENGTH))
    number = int(blind_digest(request_key, settings.LUOSHI_KEYRING, context=FORM_CONTEXT), 16)
    return "".join(
        QUERY_ALPHABET[number // len(QUERY_ALPHABET) ** at % len(QUERY_ALPHABET)] for at in range(QUERY_LENGTH)
    )


def request_digest(request_key: str) -> str:
    """What is kept of the key, or the database would tell the code."""
    return request_key and blind_digest(request_key, settings.LUOSHI_KEYRING, context=REQUEST_CONTEXT)


def query_digest(code: str) -> str:
    """What is kept of a query code."""
    return blind_digest(code, settings.LUOSHI_KEYRING, context=QUERY_CONTEXT)
