"""Sealing one value with AES-256-GCM, and a keyed digest by which it can still be found.

The context (which field of which kind of row) is authenticated with the value, so a sealed value copied into
another field does not open there.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
import unicodedata
from enum import StrEnum

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from luoshi.secrecy._keys import Keyring

NONCE_BYTES = 12
SPACES = str.maketrans("", "", " \t\u3000-")


class CannotUnsealCode(StrEnum):
    """Why a sealed value does not open."""

    FORM = "form"  # it is no sealed value
    KEY = "key"  # its key is not on the ring
    CONTENT = "content"  # it was changed, or belongs to another field


class CannotUnseal(Exception):  # noqa: N818  reads better where it is caught
    """A sealed value that does not open; ``key_id`` is the key that it names."""

    def __init__(self, code: CannotUnsealCode, key_id: str = "") -> None:
        self.code, self.key_id = code, key_id
        super().__init__(code.value, key_id)


def seal(value: str, ring: Keyring, *, context: str) -> str:
    """``value`` sealed with the current key: ``key-id.base64``. Twice the same value gives two different seals."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = AESGCM(ring.keys[ring.current]).encrypt(nonce, value.encode(), context.encode())
    return f"{ring.current}.{base64.urlsafe_b64encode(nonce + sealed).decode('ascii')}"


def unseal(sealed: str, ring: Keyring, *, context: str) -> str:
    """The value again. Raises CannotUnseal."""
    key_id, dot, rest = sealed.partition(".")
    if not dot:
        raise CannotUnseal(CannotUnsealCode.FORM)
    if key_id not in ring.keys:
        raise CannotUnseal(CannotUnsealCode.KEY, key_id)
    try:
        blob = base64.b64decode(rest, altchars=b"-_", validate=True)
        plain = AESGCM(ring.keys[key_id]).decrypt(blob[:NONCE_BYTES], blob[NONCE_BYTES:], context.encode())
    except (binascii.Error, ValueError):
        raise CannotUnseal(CannotUnsealCode.FORM, key_id) from None
    except InvalidTag:
        raise CannotUnseal(CannotUnsealCode.CONTENT, key_id) from None
    return plain.decode()


def blind_digest(value: str, ring: Keyring, *, context: str) -> str:
    """HMAC-SHA256 in hex, the same for every way of typing one value (full width, case, spaces, hyphens).

    Equal values of one context are found by it; without the key nobody can try out all ID numbers.
    """
    plain = unicodedata.normalize("NFKC", value).translate(SPACES).upper()
    return hmac.new(ring.blind, f"{context}\0{plain}".encode(), hashlib.sha256).hexdigest()
