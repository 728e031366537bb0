"""Posts, and who is put into them."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from luoshi.journal.actions import record
from luoshi.journal.digests import Json
from luoshi.people.abilities import Ability
from luoshi.people.actions._guarding import guard, require_past, require_reason
from luoshi.people.errors import AlreadyClosed, BadTerm, PostClash
from luoshi.people.holding import Term, clash_of
from luoshi.people.models import Holding, Organisation, Post, User

NEW = 0  # stands for a holding that has no row yet


@transaction.atomic
def add_post(
    *, by: User | None, organisation: Organisation, code: str, title: str, at: datetime, order: int = 0
) -> Post:
    """Add a post, vacant. Raises ValidationError, AlreadyClosed, NotAllowed."""
    guard(by, Ability.ADD, organisation)
    if organisation.closed_on is not None:
        raise AlreadyClosed(organisation)
    post = Post(organisation=organisation, code=code, title=title, order=order)
    post.full_clean()
    post.save(force_insert=True)
    data: dict[str, Json] = {"code": code, "title": title, "organisation": organisation.pk}
    record(by=by, action="post.added", subject=post, at=at, data=data)
    return post


@transaction.atomic
def correct_post(*, by: User | None, post: Post, title: str, order: int, at: datetime, why: str = "") -> Post:
    """Another title or place in lists. Raises ValidationError, NotAllowed."""
    guard(by, Ability.CORRECT, post)
    post = _lock(post)
    data: dict[str, Json] = {"title": title, "was": post.title, "order": order}
    post.title, post.order = title, order
    post.full_clean()
    post.save(update_fields=["title", "order"])
    record(by=by, action="post.corrected", subject=post, at=at, why=why, data=data)
    return post


@transaction.atomic
def close_post(*, by: User | None, post: Post, on: date, why: str, at: datetime) -> Post:
    """The post is no more from ``on`` on; whoever holds it leaves it then. Raises ReasonRequired, FutureDate."""
    guard(by, Ability.CLOSE, post)
    why = require_reason(why)
    require_past(on, at)
    post = _lock(post)
    for holding in post.holdings.filter(ended_on=None):
        _end(holding, max(on, holding.since), why=why, by=by, at=at)
    post.closed_on = on
    post.save(update_fields=["closed_on"])
    record(by=by, action="post.closed", subject=post, at=at, why=why, data={"on": on.isoformat()})
    return post


@transaction.atomic
def appoint_holder(
    *,
    by: User | None,
    post: Post,
    user: User,
    since: date,
    at: datetime,
    acting: bool = False,
    ended_on: date | None = None,
    why: str = "",
) -> Holding:
    """``user`` holds the post from ``since`` on, or acts for its holder; a holder proper before them leaves that day.

    ``ended_on``, if known, is the first day on which they hold it no longer. Raises PostClash, BadTerm, NotAllowed.
    """
    guard(by, Ability.APPOINT, post)
    guard(by, Ability.SEE, user)
    if ended_on is not None and ended_on <= since:
        raise BadTerm(since, ended_on)
    post = _lock(post)
    holdings = {each.pk: each for each in post.holdings.all()}
    clash = clash_of([each.term() for each in holdings.values()], Term(NEW, since, ended_on, acting=acting))
    if clash:
        raise PostClash(holdings[clash.holding])
    for before in holdings.values():
        if not acting and not before.acting and before.ended_on is None and before.since <= since:
            _end(before, since, why=why, by=by, at=at)
    holding = Holding.objects.create(
        post=post, user=user, since=since, ended_on=ended_on, acting=acting, why=why, recorded_at=at, recorded_by=by
    )
    data: dict[str, Json] = {"user": user.pk, "since": since.isoformat(), "acting": acting}
    record(by=by, action="post.filled", subject=post, at=at, why=why, data=data)
    return holding


@transaction.atomic
def end_holding(*, by: User | None, holding: Holding, on: date, why: str, at: datetime) -> Holding:
    """The holder leaves the post on ``on``. Raises BadTerm, ReasonRequired, NotAllowed."""
    guard(by, Ability.APPOINT, holding.post)
    why = require_reason(why)
    _lock(holding.post)
    holding = Holding.objects.select_related("post").get(pk=holding.pk)
    if on < holding.since:
        raise BadTerm(holding.since, on)
    _end(holding, on, why=why, by=by, at=at)
    return holding


def _end(holding: Holding, on: date, *, why: str, by: User | None, at: datetime) -> None:
    holding.ended_on = on
    holding.save(update_fields=["ended_on"])
    data: dict[str, Json] = {"user": holding.user_id, "on": on.isoformat(), "acting": holding.acting}
    record(by=by, action="post.left", subject=holding.post, at=at, why=why, data=data)


def _lock(post: Post) -> Post:
    return Post.objects.select_for_update().get(pk=post.pk)
