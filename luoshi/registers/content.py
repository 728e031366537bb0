"""From what somebody gave to what is stored: values checked, sensitive ones sealed, keys digested. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from luoshi.mechanisms import (
    Checked,
    Part,
    PlaceKind,
    Problem,
    Raw,
    Register,
    Schema,
    Value,
    ValueCode,
    check_values,
    read_parts,
)
from luoshi.secrecy import Keyring, Sensitive, blind_digest, mask, seal, unseal

_ENCODER = json.JSONEncoder(ensure_ascii=False)  # one for all: ``json.dumps`` would make one for each key
ContextOf = Callable[[str], str]  # field → what its sealed value is bound to


@dataclass(frozen=True, slots=True)
class Stored:
    """The columns of one version, but for its state."""

    values: Mapping[str, Value]
    sealed: Mapping[str, str]
    masked: Mapping[str, str]
    digests: Mapping[str, str]
    held_on: date
    division: str


@dataclass(frozen=True, slots=True)
class Key:
    """A digest to find the record by."""

    kind: str
    digest: str
    is_key: bool
    fields: tuple[str, ...]


def check_raw(register: Register, raw: Mapping[str, Raw], *, today: date) -> Checked:
    """Checked against the schema, and no fact from the future."""
    checked = check_values(register.schema, raw)
    held = checked.values.get(register.held_on)
    if isinstance(held, str) and held > today.isoformat():
        future = Problem(register.held_on, ValueCode.IN_FUTURE, today.isoformat())
        return Checked(checked.values, (*checked.problems, future))
    return checked


def store(register: Register, values: Mapping[str, Value], ring: Keyring, context_of: ContextOf) -> Stored:
    """What is written for checked values. Sensitive ones leave ``values`` and are sealed, masked and digested."""
    sensitive = {each.name: each for each in register.schema.sensitive if each.name in values}
    secret = {name: str(values[name]) for name in sensitive}
    place = register.schema.place_field(PlaceKind.DIVISION)
    return Stored(
        values={name: value for name, value in values.items() if name not in sensitive},
        sealed={name: seal(text, ring, context=context_of(name)) for name, text in secret.items()},
        masked={name: mask(Sensitive(sensitive[name].mask.value), text) for name, text in secret.items()},
        digests={name: blind_digest(text, ring, context=context_of(name)) for name, text in secret.items()},
        held_on=date.fromisoformat(str(values[register.held_on])),
        division=str(values.get(place.name, "") if place else "") or _around(parts_of(register.schema, values)),
    )


def parts_of(schema: Schema, values: Mapping[str, Any]) -> tuple[Part, ...]:
    """How the fact is shared out among places; nothing if it is not."""
    written = values.get(schema.sharing.name) if schema.sharing else None
    return read_parts(str(written)) if written else ()


def _around(parts: tuple[Part, ...]) -> str:
    """The division that all parts lie in; nothing if there is none."""
    first = parts[0].division if parts else ""
    around = [first[:length] for length in (12, 9, 6) if len(first) >= length]
    return next((code for code in around if all(each.division.startswith(code) for each in parts)), "")


def unsealed(sealed: Mapping[str, str], ring: Keyring, context_of: ContextOf) -> dict[str, str]:
    """The sensitive values in the clear."""
    return {name: unseal(text, ring, context=context_of(name)) for name, text in sealed.items()}


def keys_of(register: Register, values: Mapping[str, Any], digests: Mapping[str, str]) -> list[Key]:
    """The declared keys whose fields are all there, one for each sealed field, and one for each link."""
    keys = []
    for index, fields in enumerate(register.keys):
        parts = [_key_part(name, values, digests) for name in fields]
        if None not in parts:
            keys.append(Key(f"key.{index}", _digest(parts), is_key=True, fields=fields))
    keys += [Key(f"field.{name}", digest, is_key=False, fields=(name,)) for name, digest in sorted(digests.items())]
    for name in register.links:
        if name in values:
            keys.append(Key(f"link.{name}", link_digest(values[name]), is_key=False, fields=(name,)))
    return keys


def link_digest(value: object) -> str:
    """What the record at the other end of a link has as the digest of its first key."""
    return _digest([_normal(value)])


def _digest(parts: list[str | None]) -> str:
    return hashlib.sha256(_ENCODER.encode(parts).encode()).hexdigest()


def _key_part(name: str, values: Mapping[str, Any], digests: Mapping[str, str]) -> str | None:
    if name in digests:
        return digests[name]
    value = values.get(name)
    return None if value is None else _normal(value)


def _normal(value: object) -> str:
    """White space and case do not tell two keys apart."""
    return "".join(str(value).split()).upper()


def as_json(value: object) -> str:
    """As both databases take it for a column of JSON."""
    return _ENCODER.encode(value) if value else "{}"


def facts_of(values: Mapping[str, Any], digests: Mapping[str, str]) -> dict[str, Any]:
    """Values as measures see them: of a sensitive field, whether two are the same and nothing else."""
    return {**values, **digests} if digests else dict(values)


def shown_of(schema: Schema, values: Mapping[str, Any], masked: Mapping[str, str]) -> dict[str, Any]:
    """Values as pages and exports show them, in the order of the form."""
    return {
        each.name: masked.get(each.name) if each.is_sensitive else values.get(each.name)
        for each in schema.fields
        if each.name in values or each.name in masked
    }
