"""Taking a pack, or a further version of it, into use."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from luoshi.journal.actions import record
from luoshi.mechanisms import Pack, SchemaChange, compare_schemas
from luoshi.mechanisms import Register as DeclaredRegister
from luoshi.people.abilities import Ability, require
from luoshi.people.models import User
from luoshi.registers.errors import OrphansRecords
from luoshi.registers.models import PackVersion, Record, Register
from luoshi.registers.sought import UNTOLD


def preview_adoption(pack: Pack) -> list[tuple[str, SchemaChange, int]]:
    """What a further version does to records that are there: register, change, and how many hold such a value."""
    found = []
    for register in Register.objects.filter(pack_name=pack.name).select_related("latest"):
        new = next((each for each in pack.registers if each.name == register.name), None)
        records = Record.objects.filter(register=register)
        if new is None:
            continue  # its records stay, under the version they were checked against
        for change in compare_schemas(register.declared.schema, new.schema):
            holding = records.filter(values__has_key=change.field).count()
            sealed = records.filter(sealed__has_key=change.field).count()
            lacking = records.count() - holding - sealed
            found.append((register.name, change, lacking if change.kind == "required" else holding + sealed))
    return found


def _forget_sought(pack_name: str, declared: DeclaredRegister) -> None:
    """Fields that are declared otherwise may be looked for otherwise: records have to be told anew."""
    register = Register.objects.select_related("latest").filter(pack_name=pack_name, name=declared.name).first()
    if register is not None and register.declared.schema_digest != declared.schema_digest:
        Record.objects.filter(register=register).exclude(sought=UNTOLD).update(sought=UNTOLD)


@transaction.atomic
def adopt_pack(*, by: User | None, pack: Pack, at: datetime, accept_orphans: bool = False) -> PackVersion:
    """Put the pack in force. The same pack again changes nothing; one that differs becomes the next version.

    ``by`` is None for the installation itself. Raises OrphansRecords if values of old records would no longer pass
    and that was not accepted: the old records keep the version that they were checked against.
    """
    latest = PackVersion.objects.filter(name=pack.name).order_by("-number").first()
    version = PackVersion(
        name=pack.name,
        number=latest.number + 1 if latest else 1,
        version=pack.version,
        digest=pack.digest,
        files=dict(pack.files),
        is_own=pack.is_own,
        adopted_by=by,
        adopted_at=at,
    )
    if by is not None:
        require(by, Ability.ADOPT_PACK, version)
    if latest is not None and latest.digest == pack.digest:
        return latest
    orphans = [each for each in preview_adoption(pack) if each[2]]
    if orphans and not accept_orphans:
        raise OrphansRecords(orphans)
    version.save(force_insert=True)
    for declared in pack.registers:
        _forget_sought(pack.name, declared)
        Register.objects.update_or_create(
            pack_name=pack.name, name=declared.name, defaults={"title": declared.title, "latest": version}
        )
    record(
        by=by,
        action="pack.adopted",
        subject=version,
        at=at,
        data={"name": pack.name, "version": pack.version, "digest": pack.digest, "orphans": len(orphans)},
    )
    return version
