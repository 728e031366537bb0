"""How a sign-in attempt is named in the database. Pure."""

from __future__ import annotations

import hashlib
import ipaddress
import unicodedata
from collections.abc import Mapping


def account_digest(username: str) -> str:
    """The same for every way of typing one user name."""
    return hashlib.sha256(unicodedata.normalize("NFKC", username).casefold().encode()).hexdigest()


def client_address(meta: Mapping[str, object], proxies: int) -> str:
    """The address that the outermost trusted proxy saw; the socket's own with no proxies.

    Only the last ``proxies`` entries of X-Forwarded-For were written by our own proxies. The rest is whatever the
    client sent, and is not believed.
    """
    seen = str(meta.get("REMOTE_ADDR") or "")
    forwarded = [part.strip() for part in str(meta.get("HTTP_X_FORWARDED_FOR") or "").split(",") if part.strip()]
    if proxies and len(forwarded) >= proxies:
        seen = forwarded[-proxies]
    try:
        return str(ipaddress.ip_address(seen))
    except ValueError:
        return "unknown"
