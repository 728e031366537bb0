"""Who takes part: kept sealed, opened with a reason that is written down, forgotten when the law lets it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from luoshi.journal.actions import record
from luoshi.journal.digests import Json
from luoshi.matters.actions._hand import check_reason, lock
from luoshi.matters.errors import Recused, StillKept
from luoshi.matters.models import Matter, Party, Recusal
from luoshi.people.abilities import Ability, require
from luoshi.people.models import Organisation, User
from luoshi.secrecy import blind_digest, seal, unseal
from luoshi.statements import Trip
from luoshi.workdays import day_of

FIELDS = ("name", "id", "phone", "address")


@dataclass(frozen=True, slots=True)
class PartyDraft:
    """Somebody who takes part, as given."""

    kind: str
    name: str
    id: str = ""
    phone: str = ""
    address: str = ""
    organisation: Organisation | None = None


@dataclass(frozen=True, slots=True)
class OpenParty:
    """A party in full: only for the page that shows it."""

    name: str
    id: str
    phone: str
    address: str


def context_of(field: str) -> str:
    """What a sealed field of a party is bound to."""
    return f"matter.party.{field}"


def add_parties(matter: Matter, drafts: Iterable[PartyDraft], trip: Trip) -> None:
    """Keep the parties of a matter, sealed."""
    shielded = {each.name for each in matter.mechanism.parties if each.shielded}
    trip.add([_sealed(matter, draft, shielded=draft.kind in shielded) for draft in drafts])


def _sealed(matter: Matter, draft: PartyDraft, *, shielded: bool) -> Party:
    ring = settings.LUOSHI_KEYRING
    party = Party(matter=matter, kind=draft.kind, shielded=shielded, organisation=draft.organisation)
    for field in FIELDS:
        value = getattr(draft, field).strip()
        setattr(party, f"{field}_sealed", seal(value, ring, context=context_of(field)) if value else "")
    party.id_digest = blind_digest(draft.id, ring, context=context_of("id")) if draft.id.strip() else ""
    party.phone_digest = blind_digest(draft.phone, ring, context=context_of("phone")) if draft.phone.strip() else ""
    return party


def read_party(party: Party) -> OpenParty:
    """Everything in full. Callers check and record first."""
    ring = settings.LUOSHI_KEYRING
    values = (getattr(party, f"{field}_sealed") for field in FIELDS)
    return OpenParty(
        *(
            unseal(value, ring, context=context_of(field)) if value else ""
            for field, value in zip(FIELDS, values, strict=True)
        )
    )


@transaction.atomic
def open_party(*, by: User, party: Party, why: str, at: datetime) -> OpenParty:
    """Personal data in full, for a reason that is kept. Not for who stands aside, nor for the accused's side."""
    why, matter = check_reason(why), lock(party.matter)
    require(by, Ability.OPEN_PARTY, matter)
    if Recusal.objects.filter(matter=matter, user=by).exists() or is_shielded_from(by, matter):
        raise Recused
    record(by=by, action="party.opened", subject=matter, at=at, why=why, data={"party": party.pk, "kind": party.kind})
    return read_party(party)


def is_shielded_from(by: User, matter: Matter) -> bool:
    """Does the asker belong to the side that must not learn the source? (信访工作条例 art 30, 802号令 art 20)"""
    accused = matter.parties.filter(shielded=True, organisation__isnull=False)
    return any(
        each in by.line_ids or each in by.charge_ids for each in accused.values_list("organisation_id", flat=True)
    )


def forget_party(*, by: User, party: Party, why: str, at: datetime) -> Party:
    """Take the personal data out of a closed matter whose time is over. Raises StillKept before that.

    The law keeps the file until ``keep_until`` (档案法, 个人信息保护法 art 19): who asks earlier is told so. That they
    asked, and were refused, stays in the journal: a refusal may be sued over (个人信息保护法 art 50).
    """
    matter = _forget_or_refuse(by, party, check_reason(why), at)
    if party.forgotten_at is None:
        raise StillKept(matter, matter.keep_until)
    return party


@transaction.atomic
def _forget_or_refuse(by: User, party: Party, why: str, at: datetime) -> Matter:
    matter = lock(party.matter)
    require(by, Ability.REOPEN, matter)
    until = matter.keep_until
    if until is None or day_of(at) < until:
        data: dict[str, Json] = {"party": party.pk, "until": until.isoformat() if until else None}
        record(by=by, action="party.kept", subject=matter, at=at, why=why, data=data)
        return matter
    empty_party(party, at)
    party.save()
    record(by=by, action="party.forgotten", subject=matter, at=at, why=why, data={"party": party.pk})
    return matter


def empty_party(party: Party, at: datetime) -> None:
    """Take everything out of the row that tells who it is. Not saved."""
    for field in FIELDS:
        setattr(party, f"{field}_sealed", "")
    party.id_digest = party.phone_digest = ""
    party.forgotten_at = at


@transaction.atomic
def recuse(*, by: User, matter: Matter, user: User, why: str, at: datetime) -> Recusal:
    """Somebody stands aside: by their own word, or by that of whoever says whose the matter is."""
    why, locked = check_reason(why), lock(matter)
    require(by, Ability.WORK if by.pk == user.pk else Ability.DISPATCH, locked)
    made, _ = Recusal.objects.get_or_create(matter=locked, user=user, defaults={"why": why, "by": by, "at": at})
    record(by=by, action="matter.recused", subject=locked, at=at, why=why, data={"user": user.pk})
    return made
