"""One record with its history, its files, the records that link to it, and those that look like it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from luoshi.mechanisms import Schema
from luoshi.people.abilities import Ability
from luoshi.people.abilities import abilities as abilities_of
from luoshi.people.models import User
from luoshi.registers.choices import RecordState
from luoshi.registers.content import link_digest, shown_of
from luoshi.registers.likeness import Alike, find_alike
from luoshi.registers.models import Alert, Record, RecordFile, RecordKey, RecordVersion, Register
from luoshi.registers.queries.scope import visible_records

MOST_CANDIDATES = 2000


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version with what it changed against the one before."""

    version: RecordVersion
    changed: tuple[tuple[str, Any, Any], ...]  # title, before, after; sensitive values masked


@dataclass(frozen=True, slots=True)
class RecordPage:
    """All that a record's page shows."""

    record: Record
    schema: Schema  # of the version that it was checked against
    shown: dict[str, Any]
    versions: tuple[VersionRow, ...]
    files: tuple[RecordFile, ...]
    alerts: tuple[Alert, ...]
    linked: tuple[tuple[Register, tuple[Record, ...]], ...]
    merged_here: tuple[Record, ...]
    abilities: frozenset[Ability]


def record_page(user: User, pk: int) -> RecordPage | None:
    """The record; None if it is not there or not for this user."""
    rows = visible_records(user).select_related("register__latest", "owner", "pack_version", "merged_into")
    record = rows.filter(pk=pk).first()
    if record is None:
        return None
    schema = record.pack_version.pack.register(record.register.name).schema
    return RecordPage(
        record=record,
        schema=schema,
        shown=shown_of(schema, record.values, record.masked),
        versions=tuple(_history(record)),
        files=tuple(record.files.select_related("by")),
        alerts=tuple(record.alerts.select_related("pack_version").order_by("-pk")[:50]),
        linked=tuple(_linked(user, record)),
        merged_here=tuple(visible_records(user).filter(merged_into=record)),
        abilities=abilities_of(user, record),
    )


def record_file(user: User, pk: int) -> RecordFile | None:
    """A file beside a record; None if it is not there or its record is not for this user."""
    return RecordFile.objects.filter(pk=pk, record__in=visible_records(user)).select_related("record").first()


def alike_records(user: User, record: Record) -> list[Alike]:
    """Valid records of the same register that look like this one, most alike first, among those the user may see."""
    declared = record.register.declared.likeness
    if declared is None:
        return []
    rows = visible_records(user).filter(register=record.register, state=RecordState.LIVE).exclude(pk=record.pk)
    if record.division:
        rows = rows.filter(division=record.division)
    near = rows.order_by("-pk").values_list("pk", "values")[:MOST_CANDIDATES]
    return find_alike(declared, record.values, near)


def _history(record: Record) -> list[VersionRow]:
    found, before = [], None
    for version in record.versions.select_related("by", "pack_version").order_by("number"):
        found.append(VersionRow(version, _changed(before, version)))
        before = version
    return found


def _changed(before: RecordVersion | None, after: RecordVersion) -> tuple[tuple[str, Any, Any], ...]:
    if before is None:
        return ()
    schema = after.pack_version.pack.register(after.register.name).schema
    old, new = ({**each.values, **each.masked} for each in (before, after))
    names = [each for each in {**old, **new} if old.get(each) != new.get(each)]
    names += [each for each in after.digests if before.digests.get(each) != after.digests[each] and each not in names]
    titles = {each.name: each.title for each in schema.fields}
    return tuple((titles.get(name, name), old.get(name), new.get(name)) for name in names)


def _linked(user: User, record: Record) -> list[tuple[Register, tuple[Record, ...]]]:
    """Records of other registers that repeat this one's key."""
    declared = record.register.declared
    key = declared.keys[0][0] if declared.keys and len(declared.keys[0]) == 1 else ""
    if key not in record.values:
        return []
    digest, found = link_digest(record.values[key]), []
    for other in Register.objects.filter(pack_name=record.register.pack_name).select_related("latest"):
        for field, target in other.declared.links.items():
            if target == declared.name:
                keys = RecordKey.objects.filter(register=other, kind=f"link.{field}", digest=digest)
                rows = visible_records(user).filter(pk__in=keys.values("record")).select_related("register__latest")
                rows = rows.order_by("-held_on", "-pk")[:100]
                found.append((other, tuple(rows)))
    return found
