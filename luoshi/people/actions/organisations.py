"""The tree: adding, naming, moving, closing."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from luoshi.journal.actions import record
from luoshi.journal.digests import Json
from luoshi.people.abilities import Ability
from luoshi.people.actions._guarding import guard, require_past, require_reason
from luoshi.people.dating import held_last
from luoshi.people.errors import AlreadyClosed, LoopInTree, NameTaken, StillInUse
from luoshi.people.models import OFFICE, Organisation, OrganisationKind, OrganisationName, OrganisationPlace, User


@transaction.atomic
def add_organisation(
    *,
    code: str,
    kind: OrganisationKind,
    name: str,
    at: datetime,
    by: User | None = None,
    short_name: str = "",
    parent: Organisation | None = None,
    order: int = 0,
    opened_on: date | None = None,
    why: str = "",
) -> Organisation:
    """Add one organisation under ``parent``; only the installation itself makes a root.

    Raises ValidationError when its fields do not fit, FutureDate, AlreadyClosed, NotAllowed.
    """
    guard(by, Ability.ADD, parent or OFFICE)
    require_past(opened_on, at)
    if parent is not None:
        _require_open(parent)
    organisation = Organisation(
        code=code, kind=kind, name=name, short_name=short_name, parent=parent, order=order, opened_on=opened_on
    )
    organisation.full_clean()
    organisation.save(force_insert=True)
    note_name(organisation, since=opened_on, why=why, by=by, at=at)
    note_place(organisation, since=opened_on, why=why, by=by, at=at)
    data: dict[str, Json] = {"code": code, "kind": str(kind), "name": name, "parent": parent.pk if parent else None}
    record(by=by, action="organisation.added", subject=organisation, at=at, why=why, data=data)
    return organisation


@transaction.atomic
def correct_organisation(
    *, by: User | None, organisation: Organisation, kind: OrganisationKind, order: int, at: datetime, why: str = ""
) -> Organisation:
    """Put right what never changes by itself: its kind and its order in lists. Raises NotAllowed, ValidationError."""
    guard(by, Ability.CORRECT, organisation)
    organisation = _lock(organisation)
    was_kind, was_order = organisation.kind, organisation.order
    organisation.kind, organisation.order = kind, order
    organisation.full_clean()
    organisation.save(update_fields=["kind", "order"])
    data: dict[str, Json] = {"kind": str(kind), "order": order, "was_kind": was_kind, "was_order": was_order}
    record(by=by, action="organisation.corrected", subject=organisation, at=at, why=why, data=data)
    return organisation


@transaction.atomic
def rename_organisation(
    *,
    by: User | None,
    organisation: Organisation,
    name: str,
    short_name: str,
    since: date,
    why: str,
    at: datetime,
) -> Organisation:
    """It bears this name from ``since`` on; the earlier names stay with their days.

    Raises ReasonRequired, FutureDate, NameTaken, ValidationError, NotAllowed.
    """
    guard(by, Ability.CORRECT, organisation)
    why = require_reason(why)
    require_past(since, at)
    organisation = _lock(organisation)
    was = organisation.name
    OrganisationName(
        organisation=organisation, name=name, short_name=short_name, since=since, recorded_at=at
    ).full_clean(exclude=["recorded_by", "why"])
    note_name(organisation, since=since, why=why, by=by, at=at, name=name, short_name=short_name)
    current = held_last(organisation.names.order_by("pk"))
    if current is not None:
        _require_name_free(organisation, organisation.parent, current.name)
        organisation.name, organisation.short_name = current.name, current.short_name
        organisation.save(update_fields=["name", "short_name"])
    data: dict[str, Json] = {"name": name, "was": was, "since": since.isoformat()}
    record(by=by, action="organisation.renamed", subject=organisation, at=at, why=why, data=data)
    return organisation


@transaction.atomic
def move_organisation(
    *, by: User | None, organisation: Organisation, parent: Organisation, since: date, why: str, at: datetime
) -> Organisation:
    """It belongs to ``parent`` from ``since`` on, with everything beneath it.

    Raises ReasonRequired, FutureDate, LoopInTree, NameTaken, AlreadyClosed, NotAllowed.
    """
    guard(by, Ability.MOVE, organisation)
    guard(by, Ability.ADD, parent)
    why = require_reason(why)
    require_past(since, at)
    _lock_tree()
    organisation = _lock(organisation)
    _require_open(parent)
    place_under(organisation, parent, since=since, why=why, by=by, at=at)
    return organisation


@transaction.atomic
def close_organisation(
    *, by: User | None, organisation: Organisation, on: date, why: str, at: datetime
) -> Organisation:
    """It is no more from ``on`` on. Raises StillInUse, AlreadyClosed, ReasonRequired, FutureDate, NotAllowed."""
    guard(by, Ability.CLOSE, organisation)
    why = require_reason(why)
    require_past(on, at)
    organisation = _lock(organisation)
    _require_open(organisation)
    children = organisation.children.filter(closed_on=None).count()
    users = organisation.members.filter(is_active=True).count()
    if children or users:
        raise StillInUse(organisation, children=children, users=users)
    organisation.closed_on = on
    organisation.save(update_fields=["closed_on"])
    record(by=by, action="organisation.closed", subject=organisation, at=at, why=why, data={"on": on.isoformat()})
    return organisation


@transaction.atomic
def reopen_organisation(*, by: User | None, organisation: Organisation, why: str, at: datetime) -> Organisation:
    """A closing that was a mistake is taken back; a merger is not. Raises AlreadyClosed, NameTaken, ReasonRequired."""
    guard(by, Ability.CLOSE, organisation)
    why = require_reason(why)
    organisation = _lock(organisation)
    if hasattr(organisation, "merger") or (organisation.parent and organisation.parent.closed_on):
        raise AlreadyClosed(organisation)
    _require_name_free(organisation, organisation.parent, organisation.name)
    was = organisation.closed_on
    organisation.closed_on = None
    organisation.save(update_fields=["closed_on"])
    data: dict[str, Json] = {"was": was.isoformat() if was else None}
    record(by=by, action="organisation.reopened", subject=organisation, at=at, why=why, data=data)
    return organisation


def place_under(
    organisation: Organisation, parent: Organisation, *, since: date, why: str, by: User | None, at: datetime
) -> None:
    """The move itself, once everything is locked and allowed."""
    if parent.pk == organisation.pk or Organisation.objects.under(organisation.pk).filter(pk=parent.pk).exists():
        raise LoopInTree(organisation, parent)
    was = organisation.parent_id
    note_place(organisation, since=since, why=why, by=by, at=at, parent=parent)
    current = held_last(organisation.places.select_related("parent").order_by("pk"))
    if current is not None:
        if organisation.closed_on is None:
            _require_name_free(organisation, current.parent, organisation.name)
        organisation.parent = current.parent
        organisation.save(update_fields=["parent"])
    data: dict[str, Json] = {"parent": parent.pk, "was": was, "since": since.isoformat()}
    record(by=by, action="organisation.moved", subject=organisation, at=at, why=why, data=data)


def note_name(
    organisation: Organisation,
    *,
    since: date | None,
    why: str,
    by: User | None,
    at: datetime,
    name: str | None = None,
    short_name: str = "",
) -> None:
    """Append a row to the organisation's names; without ``name`` the one it bears."""
    OrganisationName.objects.create(
        organisation=organisation,
        name=organisation.name if name is None else name,
        short_name=organisation.short_name if name is None else short_name,
        since=since,
        why=why,
        recorded_at=at,
        recorded_by=by,
    )


def note_place(
    organisation: Organisation,
    *,
    since: date | None,
    why: str,
    by: User | None,
    at: datetime,
    parent: Organisation | None = None,
) -> None:
    """Append a row to the organisation's places; without ``parent`` the one it has."""
    OrganisationPlace.objects.create(
        organisation=organisation,
        parent=parent or organisation.parent,
        since=since,
        why=why,
        recorded_at=at,
        recorded_by=by,
    )


def _lock(organisation: Organisation) -> Organisation:
    return Organisation.objects.select_for_update().get(pk=organisation.pk)


def _lock_tree() -> None:
    """Two moves at once could make a loop that neither of them sees: the roots are locked as a whole."""
    list(Organisation.objects.select_for_update().filter(parent=None).order_by("pk").values_list("pk", flat=True))


def _require_open(organisation: Organisation) -> None:
    if organisation.closed_on is not None:
        raise AlreadyClosed(organisation)


def _require_name_free(organisation: Organisation, parent: Organisation | None, name: str) -> None:
    if parent is None:
        return
    if parent.children.filter(closed_on=None, name=name).exclude(pk=organisation.pk).exists():
        raise NameTaken(parent, [name])
