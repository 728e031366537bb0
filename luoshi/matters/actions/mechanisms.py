"""Mechanisms come in as drafts, go live, and are followed by later ones; seats are filled."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from luoshi.journal.actions import record
from luoshi.matters.choices import VersionStatus
from luoshi.matters.models import MechanismVersion, Seat
from luoshi.mechanisms import Pack
from luoshi.people.abilities import Ability, require
from luoshi.people.models import Organisation, User


@transaction.atomic
def draft_mechanisms(*, by: User | None, pack: Pack, at: datetime) -> list[MechanismVersion]:
    """Keep every mechanism of a pack as a draft beside what is live. ``by`` None is the installation.

    What is kept already, word for word, is returned as it is.
    """
    return [_draft(by, pack, each.name, at) for each in pack.mechanisms]


def _draft(by: User | None, pack: Pack, name: str, at: datetime) -> MechanismVersion:
    earlier = list(MechanismVersion.objects.select_for_update().filter(name=name).order_by("number"))
    for each in earlier:
        if each.digest == pack.digest and each.status != VersionStatus.RETIRED:
            return each
    made = MechanismVersion(
        name=name,
        number=earlier[-1].number + 1 if earlier else 1,
        pack=pack.name,
        pack_version=pack.version,
        title=pack.mechanism(name).title,
        desk=pack.desk.value,
        digest=pack.digest,
        files=dict(pack.files),
        is_own=pack.is_own,
        status=VersionStatus.DRAFT,
        by=by,
        at=at,
    )
    if by is not None:
        require(by, Ability.PUBLISH, made)
    made.save(force_insert=True)
    record(by=by, action="mechanism.drafted", subject=made, at=at, data={"name": name, "digest": pack.digest})
    return made


@transaction.atomic
def put_live(*, by: User | None, version: MechanismVersion, at: datetime) -> MechanismVersion:
    """From now on new matters start with this version. Those that run keep their own."""
    locked = MechanismVersion.objects.select_for_update().get(pk=version.pk)
    if by is not None:
        require(by, Ability.PUBLISH, locked)
    if locked.status == VersionStatus.LIVE:
        return locked
    MechanismVersion.objects.filter(name=locked.name, status=VersionStatus.LIVE).update(status=VersionStatus.RETIRED)
    locked.status = VersionStatus.LIVE
    locked.save(update_fields=["status"])
    record(by=by, action="mechanism.live", subject=locked, at=at, data={"number": locked.number})
    return locked


@transaction.atomic
def fill_seat(
    *, by: User | None, seat: str, government: Organisation, organisation: Organisation, at: datetime
) -> Seat:
    """Say which organisation fills an office that mechanisms name, under one government."""
    made = Seat.objects.select_for_update().filter(seat=seat, government=government).first()
    made = made or Seat(seat=seat, government=government)
    if by is not None:
        require(by, Ability.PUBLISH, MechanismVersion(name=seat))
    before = made.organisation_id if made.pk else None
    made.organisation, made.by, made.at = organisation, by, at
    made.save()
    record(by=by, action="seat.filled", subject=made, at=at, data={"seat": seat, "from": before, "to": organisation.pk})
    return made
