"""The keys: several to open with, one of them to seal with, and one apart for digests."""

from __future__ import annotations

import base64
import binascii
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

KEY_BYTES = 32


class BadKeyring(ValueError):  # noqa: N818  the caller says where it was read from
    """The key file does not hold what it must; ``field`` says which part."""

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__(field)


@dataclass(frozen=True, slots=True, repr=False)
class Keyring:
    """``keys`` by id, each of 32 bytes; ``current`` is the id to seal with; ``blind`` makes digests.

    ``blind`` never changes: with another one no stored digest would be found again.
    """

    keys: Mapping[str, bytes]
    current: str
    blind: bytes

    def __repr__(self) -> str:
        """Ids only: a keyring that is logged gives nothing away."""
        return f"Keyring({', '.join(self.keys)}; current {self.current})"

    def to_json(self) -> str:
        """What ``parse_keyring`` reads."""
        keys = {key_id: _spelled(key) for key_id, key in self.keys.items()}
        return json.dumps({"keys": keys, "current": self.current, "blind": _spelled(self.blind)}, indent=1)


def new_keyring() -> Keyring:
    """One fresh key, called k1, and a fresh blind."""
    return Keyring({"k1": secrets.token_bytes(KEY_BYTES)}, "k1", secrets.token_bytes(KEY_BYTES))


def rotated(ring: Keyring) -> Keyring:
    """The same keys with one more, which seals from now on. What the old ones sealed still opens."""
    number = 1 + max((int(key_id[1:]) for key_id in ring.keys if key_id[1:].isdigit()), default=0)
    fresh = f"k{number}"
    return Keyring({**ring.keys, fresh: secrets.token_bytes(KEY_BYTES)}, fresh, ring.blind)


def parse_keyring(text: str) -> Keyring:
    """The keyring of a key file. Raises BadKeyring, naming the field and never its content."""
    try:
        values: Any = json.loads(text)
    except ValueError:
        raise BadKeyring("json") from None
    if not isinstance(values, dict) or not isinstance(values.get("keys"), dict) or not values["keys"]:
        raise BadKeyring("keys")
    keys = {str(key_id): _key(f"keys.{key_id}", key) for key_id, key in values["keys"].items()}
    if any(not key_id.isalnum() for key_id in keys):
        raise BadKeyring("keys")
    if values.get("current") not in keys:
        raise BadKeyring("current")
    return Keyring(keys, values["current"], _key("blind", values.get("blind")))


def _spelled(key: bytes) -> str:
    return base64.b64encode(key).decode("ascii")


def _key(field: str, value: object) -> bytes:
    try:
        key = base64.b64decode(str(value), validate=True)
    except binascii.Error:
        raise BadKeyring(field) from None
    if len(key) != KEY_BYTES:
        raise BadKeyring(field)
    return key
