"""Posts, and who holds them when. Duties hang on posts, so a successor inherits them."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi.people.abilities import Asker, Kind, Standing
from luoshi.people.holding import Term
from luoshi.people.models.organisation import Organisation
from luoshi.people.models.user import User


class Post(models.Model):
    """A place of work in an organisation, filled or vacant."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="posts", verbose_name=_("organisation"))
    code = models.CharField(_("code"), max_length=64, unique=True)
    title = models.CharField(_("title"), max_length=80)
    order = models.PositiveIntegerField(_("order"), default=0)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    ability_kind: ClassVar[Kind] = Kind.POST

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ("order", "code")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("organisation", "title"),
                condition=models.Q(closed_on=None),
                name="people_post_title_once_per_organisation",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def standing_to(self, asker: Asker) -> Standing:
        """By its organisation."""
        return self.organisation.standing_to(asker)


class Holding(models.Model):
    """One user in one post from a day on; ``ended_on`` is the first day on which they hold it no longer."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="holdings", verbose_name=_("post"))
    user = models.ForeignKey(User, models.PROTECT, related_name="holdings", verbose_name=_("holder"))
    since = models.DateField(_("since"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    acting = models.BooleanField(_("acting"), default=False)
    why = models.TextField(_("reason"), blank=True)
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("recorded by"))

    class Meta:
        verbose_name = _("holding of a post")
        verbose_name_plural = _("holdings of posts")
        ordering = ("since", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("post", "acting"), condition=models.Q(ended_on=None), name="people_holding_one_open_per_post"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on=None) | models.Q(ended_on__gte=models.F("since")),
                name="people_holding_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post_id} {self.user_id} {self.since}"

    def term(self) -> Term:
        """As the decision of who holds the post takes it."""
        return Term(self.pk, self.since, self.ended_on, acting=self.acting)

    def covers(self, on: date) -> bool:
        """Does it hold on this day?"""
        return self.term().covers(on)
