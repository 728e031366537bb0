"""Who holds which post."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from luoshi.people.holding import filling_on
from luoshi.people.models import Holding, Post, User


@dataclass(frozen=True, slots=True)
class Filled:
    """A post on a day: the holder proper, who acts for them, and whose duty it therefore is."""

    proper: Holding | None
    acting: Holding | None

    @property
    def in_charge(self) -> User | None:
        """Whose duty it is; None while the post is vacant."""
        holding = self.acting or self.proper
        return holding.user if holding else None


VACANT = Filled(None, None)


def holders_on(posts: Iterable[int], on: date) -> dict[int, Filled]:
    """Each of these posts with its holders on the day; one query."""
    found: dict[int, list[Holding]] = defaultdict(list)
    wanted = list(posts)
    for holding in Holding.objects.filter(post__in=wanted, since__lte=on).select_related("user", "user__organisation"):
        found[holding.post_id].append(holding)
    return {pk: _fill(found[pk], on) for pk in wanted}


def _fill(holdings: list[Holding], on: date) -> Filled:
    by_pk = {each.pk: each for each in holdings}
    filling = filling_on([each.term() for each in holdings], on)
    return Filled(
        by_pk[filling.proper] if filling.proper is not None else None,
        by_pk[filling.acting] if filling.acting is not None else None,
    )


def posts_held_by(user: User, on: date) -> list[Post]:
    """The posts whose duties are this user's on the day: held and not acted for by another, or acted for."""
    mine = Post.objects.filter(holdings__user=user, holdings__since__lte=on, closed_on=None).distinct()
    posts = list(mine.select_related("organisation"))
    filled = holders_on([post.pk for post in posts], on)
    return [post for post in posts if filled[post.pk].in_charge == user]
