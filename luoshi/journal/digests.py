"""Digests of journal lines and of daily roots, over canonical JSON. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import NamedTuple, TypeAlias

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

write = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode
quote = json.encoder.encode_basestring  # one string as ``write`` writes it

FIRST = ""  # what the first line of an object, and the first root, has as its previous digest


class Algorithm(StrEnum):
    """The hash functions that the setting LUOSHI_DIGEST offers. Both give 256 bits."""

    SHA256 = "sha256"
    SM3 = "sm3"  # GB/T 32905-2016, 国密


class Scheme(StrEnum):
    """How a digest was made. A row keeps its scheme for good, so old chains verify under new rules."""

    WITHOUT_ORIGIN = "sha256/1"
    SHA256 = "sha256/2"  # origin and scheme are part of it
    SM3 = "sm3/2"

    @classmethod
    def by(cls, algorithm: Algorithm) -> Scheme:
        """What new rows are written by."""
        return cls.SM3 if algorithm is Algorithm.SM3 else cls.SHA256


SCHEMES = {scheme.value: scheme for scheme in Scheme}
ALGORITHMS = {scheme: Algorithm(scheme.value.partition("/")[0]) for scheme in Scheme}


class LineWords(NamedTuple):
    """Everything that the digest of a line covers."""

    at: datetime
    actor: int | None
    action: str
    subject_type: str
    subject_id: int
    number: int
    why: str
    data: Json
    origin: str
    scheme: str
    previous_digest: str


class HeadWords(NamedTuple):
    """How far one object's chain reached when a day was sealed."""

    subject_type: str
    subject_id: int
    number: int
    digest: str


class RootWords(NamedTuple):
    """Everything that the digest of a daily root covers, its heads aside."""

    number: int
    day: date
    at: datetime
    lines: int
    through: int
    scheme: str
    previous_digest: str


def canonical(value: Json) -> Json:
    """The same value as any database gives it back: whole floats as integers, no NaN, no NUL characters.

    PostgreSQL's jsonb keeps 1.7e12 as 1700000000000; SQLite's text keeps it as it was. A digest must not notice.
    """
    if isinstance(value, float):
        if value != value or value in (float("inf"), float("-inf")):
            raise ValueError("a journal line cannot hold NaN or infinity")
        return int(value) if value.is_integer() else value
    if isinstance(value, str):
        return value.replace("\0", "\ufffd")
    if isinstance(value, list):
        return [canonical(item) for item in value]
    if isinstance(value, dict):
        return {str(key): canonical(item) for key, item in value.items()}
    return value


def digest_of(fields: Mapping[str, Json], algorithm: Algorithm = Algorithm.SHA256) -> str:
    """The digest of UTF-8 JSON with sorted keys and no spaces."""
    return hash_of(write(canonical(dict(fields))).encode(), algorithm)


def hash_of(content: bytes, algorithm: Algorithm) -> str:
    """The plain hash, in 64 hexadecimal digits."""
    if algorithm is Algorithm.SHA256:
        return hashlib.sha256(content).hexdigest()
    from cryptography.hazmat.primitives import hashes  # an extra that a reader of reports does not install

    made = hashes.Hash(hashes.SM3())
    made.update(content)
    return made.finalize().hex()


def digest_line(words: LineWords) -> str:
    """The digest of one line: that of its words as one JSON object. Raises ValueError for a scheme there is not.

    The object is put together by hand, keys in order: a whole journal is verified at this function's speed.
    """
    scheme = SCHEMES.get(words.scheme) or Scheme(words.scheme)
    with_origin = scheme is not Scheme.WITHOUT_ORIGIN
    origin = f',"origin":{quote(words.origin)}' if with_origin else ""
    named = f',"scheme":{quote(words.scheme)}' if with_origin else ""
    text = (
        f'{{"action":{quote(words.action)},"actor":{"null" if words.actor is None else words.actor},'
        f'"at":"{instant(words.at)}","data":{write(canonical(words.data))},"number":{words.number}{origin},'
        f'"previous_digest":{quote(words.previous_digest)}{named},"subject_id":{words.subject_id},'
        f'"subject_type":{quote(words.subject_type)},"why":{quote(words.why)}}}'
    )
    return hash_of(text.encode(), ALGORITHMS[scheme])


def digest_root(root: RootWords, heads: Iterable[HeadWords]) -> str:
    """The digest of one daily root over all heads of the day, in whatever order they come.

    Raises ValueError for a scheme that there is not.
    """
    algorithm = ALGORITHMS[Scheme(root.scheme)]
    listed = "".join(f"{each.subject_type} {each.subject_id} {each.number} {each.digest}\n" for each in sorted(heads))
    fields = root._asdict() | {"day": root.day.isoformat(), "at": instant(root.at)}
    return digest_of({**fields, "heads": hash_of(listed.encode(), algorithm)}, algorithm)


def instant(at: datetime) -> str:
    """One spelling for one instant, whatever its time zone."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
