"""The cuts that every other query starts from. They follow the table of abilities, row for row."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from luoshi.people.abilities import Ability, Kind, Standing, standings
from luoshi.people.abilities import abilities as abilities_of
from luoshi.people.models import Organisation, User
from luoshi.registers.choices import RequestState
from luoshi.registers.models import ChangeRequest, Record, RecordVersion, Register

NOTHING = Q(pk__in=())


def visible_registers(user: User) -> QuerySet[Register]:
    """Registers in force, for those who may look at any."""
    if not standings(user, Ability.SEE, Kind.REGISTER):
        return Register.objects.none()
    return Register.objects.select_related("latest")


def visible_records(user: User, ability: Ability = Ability.SEE) -> QuerySet[Record]:
    """Records on which the user has the ability."""
    return Record.objects.filter(owned_where(user, ability, Kind.RECORD))


def visible_versions(user: User, record: Record) -> QuerySet[RecordVersion]:
    """Every version of a record that the user may see, the first one first."""
    if Ability.SEE not in abilities_of(user, record):
        return RecordVersion.objects.none()
    return record.versions.select_related("by", "pack_version").order_by("number")


def visible_requests(user: User) -> QuerySet[ChangeRequest]:
    """Changes that wait for approval, of records that the user may see; the oldest first."""
    waiting = ChangeRequest.objects.filter(state=RequestState.PENDING)
    return waiting.filter(owned_where(user, Ability.SEE, Kind.RECORD)).select_related(
        "register", "record", "by", "owner"
    )


def owned_where(user: User, ability: Ability, kind: Kind) -> Q:
    """Rows whose owner stands so to the user. A charge only ever adds, so GOVERNED takes in GOVERNED_CHARGED."""
    at = standings(user, ability, kind)
    if Standing.GOVERNED in at:
        return Q(owner__in=_under(user.government.pk))
    if Standing.GOVERNED_CHARGED in at:
        # As ids: a database that sees how few they are goes by the index on owners and leaves the other records alone.
        return Q(owner__in=user.charge_ids)
    return NOTHING


def owner_ids(user: User, ability: Ability, kind: Kind) -> frozenset[int]:
    """The same as ids, for statements that are not Django's."""
    at = standings(user, ability, kind)
    if Standing.GOVERNED in at:
        return user.governed_ids
    return user.charge_ids if Standing.GOVERNED_CHARGED in at else frozenset()


def _under(organisation_id: int) -> QuerySet[Organisation, int]:
    return Organisation.objects.under(organisation_id).order_by().values_list("pk", flat=True)
