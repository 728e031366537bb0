"""One organisation goes into another (撤并)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from luoshi.journal.actions import record
from luoshi.journal.digests import Json
from luoshi.people.abilities import Ability
from luoshi.people.actions._guarding import guard, require_past, require_reason
from luoshi.people.actions.organisations import place_under
from luoshi.people.errors import AlreadyClosed, LoopInTree, NameTaken
from luoshi.people.models import Merger, Organisation, Post, User


@transaction.atomic
def absorb_organisation(
    *, by: User | None, absorbed: Organisation, into: Organisation, on: date, why: str, at: datetime
) -> Merger:
    """``absorbed`` is no more from ``on`` on; its people, posts and lower organisations belong to ``into``.

    Everything else that hangs on it (commitments, records, matters) keeps its name and is found under the successor,
    because the closed organisation now stands beneath it. Raises AlreadyClosed, LoopInTree, NameTaken,
    ReasonRequired, FutureDate, NotAllowed.
    """
    guard(by, Ability.ABSORB, absorbed)
    guard(by, Ability.ADD, into)
    why = require_reason(why)
    require_past(on, at)
    absorbed, into = _lock_both(absorbed, into)
    _require_room(absorbed, into)
    absorbed.closed_on = on
    absorbed.save(update_fields=["closed_on"])
    for child in absorbed.children.filter(closed_on=None):
        place_under(child, into, since=on, why=why, by=by, at=at)
    place_under(absorbed, into, since=on, why=why, by=by, at=at)
    _bring_people(absorbed, into, why=why, by=by, at=at)
    merger = Merger.objects.create(absorbed=absorbed, into=into, on=on, why=why, recorded_at=at, recorded_by=by)
    gone: dict[str, Json] = {"into": into.pk, "on": on.isoformat()}
    record(by=by, action="organisation.absorbed", subject=absorbed, at=at, why=why, data=gone)
    come: dict[str, Json] = {"absorbed": absorbed.pk, "on": on.isoformat()}
    record(by=by, action="organisation.took_in", subject=into, at=at, why=why, data=come)
    return merger


def _lock_both(absorbed: Organisation, into: Organisation) -> tuple[Organisation, Organisation]:
    pair = [absorbed.pk, into.pk]
    locked = {each.pk: each for each in Organisation.objects.select_for_update().filter(pk__in=pair).order_by("pk")}
    return locked[absorbed.pk], locked[into.pk]


def _require_room(absorbed: Organisation, into: Organisation) -> None:
    for organisation in (absorbed, into):
        if organisation.closed_on is not None:
            raise AlreadyClosed(organisation)
    if Organisation.objects.under(absorbed.pk).filter(pk=into.pk).exists():
        raise LoopInTree(absorbed, into)
    coming = set(absorbed.children.filter(closed_on=None).values_list("name", flat=True))
    there = set(into.children.filter(closed_on=None).exclude(pk=absorbed.pk).values_list("name", flat=True))
    titles = set(absorbed.posts.filter(closed_on=None).values_list("title", flat=True))
    held = set(into.posts.filter(closed_on=None).values_list("title", flat=True))
    if (coming & there) | (titles & held):
        raise NameTaken(into, sorted((coming & there) | (titles & held)))


def _bring_people(absorbed: Organisation, into: Organisation, *, why: str, by: User | None, at: datetime) -> None:
    posts = absorbed.posts.select_for_update().filter(closed_on=None)
    coming: list[User | Post] = [*absorbed.members.select_for_update(), *posts]
    for moved in coming:
        moved.organisation = into
        moved.save(update_fields=["organisation"])
        data: dict[str, Json] = {"organisation": into.pk, "was": absorbed.pk}
        record(by=by, action="organisation.brought_along", subject=moved, at=at, why=why, data=data)
