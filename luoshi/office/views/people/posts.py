"""Posts, and who is put into them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi.office.forms import people as forms
from luoshi.office.views.people.deed import DeedView
from luoshi.office.views.people.organisations import OrganisationDeed
from luoshi.people.abilities import Ability
from luoshi.people.actions import add_post, appoint_holder, close_post, end_holding
from luoshi.people.models import Organisation, Post, User
from luoshi.people.queries import holders_on, visible_posts


class Add(OrganisationDeed):
    """A new post in an organisation."""

    title, ability, form = gettext_lazy("Add a post"), Ability.ADD, forms.PostForm

    def act(self, by: User, subject: Organisation, values: dict[str, Any], at: datetime) -> str:
        """Add it."""
        return _("%(name)s was added.") % {"name": add_post(by=by, organisation=subject, at=at, **values).title}


class PostDeed(DeedView):
    """Something done with a post."""

    def find(self, by: User, pk: int) -> Post:
        """The post."""
        return visible_posts(by).get(pk=pk)

    def address(self, subject: Post) -> str:
        """The page of its organisation."""
        return reverse("organisation-detail", args=[subject.organisation_id])


class Appoint(PostDeed):
    """Somebody takes it up."""

    title, ability, form = gettext_lazy("Appoint"), Ability.APPOINT, forms.AppointForm
    note = gettext_lazy("Duties hang on the post: the successor finds all that its holder had to do.")

    def act(self, by: User, subject: Post, values: dict[str, Any], at: datetime) -> str:
        """Appoint them."""
        holding = appoint_holder(by=by, post=subject, at=at, **values)
        return _("%(name)s holds the post.") % {"name": holding.user.display_name}


class Vacate(PostDeed):
    """Its holder leaves."""

    title, ability, form = gettext_lazy("End the holding"), Ability.APPOINT, forms.CloseForm

    def act(self, by: User, subject: Post, values: dict[str, Any], at: datetime) -> str:
        """End what holds today: the acting holder first."""
        filled = holders_on([subject.pk], timezone.localdate(at))[subject.pk]
        holding = filled.acting or filled.proper
        if holding is None:
            return _("The post is vacant already.")
        end_holding(by=by, holding=holding, on=values["on"], why=values["why"], at=at)
        return _("%(name)s left the post.") % {"name": holding.user.display_name}


class Close(PostDeed):
    """The end of a post."""

    title, ability, form, danger = gettext_lazy("Close the post"), Ability.CLOSE, forms.CloseForm, True

    def act(self, by: User, subject: Post, values: dict[str, Any], at: datetime) -> str:
        """Close it."""
        close_post(by=by, post=subject, on=values["on"], why=values["why"], at=at)
        return _("Closed.")
