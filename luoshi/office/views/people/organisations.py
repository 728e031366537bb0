"""The tree of organisations on any day, one organisation's page, and what is done with it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from luoshi.office.doors import asker, may
from luoshi.office.forms import people as forms
from luoshi.office.views.people.deed import DeedView
from luoshi.people.abilities import Ability, Kind, Standing, abilities, require, standings
from luoshi.people.actions import (
    absorb_organisation,
    add_organisation,
    close_organisation,
    correct_organisation,
    move_organisation,
    rename_organisation,
    reopen_organisation,
)
from luoshi.people.models import OFFICE, Organisation, OrganisationKind, User
from luoshi.people.queries import holders_on, names_on, tree_on, visible_organisations, visible_posts, visible_users

FOUND_MOST = 100


@require_safe
def tree(request: HttpRequest) -> HttpResponse:
    """The tree as it stood on a day, or what a search finds in it."""
    user = asker(request)
    require(user, Ability.SEE, OFFICE)
    on, wanted = day_of(request), request.GET.get("q", "").strip()
    root = request.GET.get("root", "")
    context = {
        "here": "people",
        "on": on,
        "today": timezone.localdate(),
        "wanted": wanted,
        "found": _find(user, wanted) if wanted else None,
        "tree": tree_on(user, on, root=int(root) if root.isascii() and root.isdigit() else None),
        "kinds": dict(OrganisationKind.choices),
        "may": may(abilities(user, OFFICE)),
        "may_see_users": Standing.GOVERNED in standings(user, Ability.SEE, Kind.USER),
    }
    return render(request, "office/people/tree.html", context)


def day_of(request: HttpRequest) -> date:
    """The day that the reader asks about; today for none or nonsense."""
    try:
        return parse_date(request.GET.get("on", "")) or timezone.localdate()
    except ValueError:
        return timezone.localdate()


def _find(user: User, wanted: str) -> list[Organisation]:
    """By any name that it ever had, or by code."""
    named = Q(names__name__icontains=wanted) | Q(names__short_name__icontains=wanted) | Q(code__icontains=wanted)
    return list(visible_organisations(user).filter(named).distinct().select_related("parent")[:FOUND_MOST])


@require_safe
def detail(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Names through time, posts with their holders, people."""
    user, on = asker(request), day_of(request)
    organisation = visible_organisations(user).select_related("parent").get(pk=organisation_id)
    posts = list(visible_posts(user).filter(organisation=organisation))
    filled = holders_on([post.pk for post in posts], on)
    mergers = list(organisation.mergers.select_related("absorbed"))
    context = {
        "here": "people",
        "organisation": organisation,
        "on": on,
        "today": timezone.localdate(),
        "name_on": names_on([organisation.pk], on)[organisation.pk],
        "names": organisation.names.order_by("since", "pk"),
        "places": organisation.places.select_related("parent").order_by("since", "pk"),
        "merger": getattr(organisation, "merger", None),
        "mergers": mergers,
        "posts": [(post, filled[post.pk], may(abilities(user, post))) for post in posts if _stands(post, on)],
        "people": visible_users(user).filter(organisation=organisation),
        "below": organisation.children.filter(closed_on=None).count(),
        "may": may(abilities(user, organisation)),
        "may_see_users": Standing.GOVERNED in standings(user, Ability.SEE, Kind.USER),
    }
    return render(request, "office/people/organisation.html", context)


def _stands(post: Any, on: date) -> bool:
    return post.closed_on is None or on < post.closed_on


class OrganisationDeed(DeedView):
    """Something done with an organisation."""

    def find(self, by: User, pk: int) -> Organisation:
        """The organisation."""
        return visible_organisations(by).select_related("parent").get(pk=pk)

    def address(self, subject: Organisation) -> str:
        """Its page."""
        return reverse("organisation-detail", args=[subject.pk])


class Add(OrganisationDeed):
    """A new one beneath it."""

    title, ability, form = gettext_lazy("Add an organisation under it"), Ability.ADD, forms.OrganisationForm

    def act(self, by: User, subject: Organisation, values: dict[str, Any], at: datetime) -> str:
        """Add it."""
        new = add_organisation(by=by, parent=subject, at=at, **values | {"kind": OrganisationKind(values["kind"])})
        return _("%(name)s was added.") % {"name": new.name}


class Correct(OrganisationDeed):
    """Its kind and order."""

    title, ability, form = gettext_lazy("Correct kind and order"), Ability.CORRECT, forms.CorrectOrganisationForm

    def initial(self, subject: Organisation) -> dict[str, Any]:
        """As they are."""
        return {"kind": subject.kind, "order": subject.order}

    def act(self, by: User, subject: Organisation, values: dict[str, Any], at: datetime) -> str:
        """Correct them."""
        kind = OrganisationKind(values["kind"])
        correct_organisation(by=by, organisation=subject, kind=kind, order=values["order"], at=at)
        return _("Corrected.")


class Rename(OrganisationDeed):
    """Another name."""

    title, ability, form = gettext_lazy("Rename"), Ability.CORRECT, forms.RenameForm

    def initial(self, subject: Organisation) -> dict[str, Any]:
        """The names that it bears."""
        return {"name": subject.name, "short_name": subject.short_name}

    def act(self, by: User, subject: Organisation, values: dict[str, Any], at: datetime) -> str:
        """Rename it."""
        renamed = rename_organisation(by=by, organisation=subject, at=at, **values)
        return _("It is called %(name)s now.") % {"name": renamed.name}


class Move(OrganisationDeed):
    """Another place in the tree."""

    title, ability, form = gettext_lazy("Move"), Ability.MOVE, forms.MoveForm
    note = gettext_lazy("Everything beneath it moves along. Earlier days keep the tree as it stood.")

    def act(self, by: User, subject: Organisation, values: dict[str, Any], at: datetime) -> str:
        """Move it."""
        moved = move_organisation(by=by, organisation=subject, at=at, **values)
        return _("It belongs to %(name)s now.") % {"name": moved.parent}


class Close(OrganisationDeed):
    """The end of an organisation."""

    title, ability, form, danger = gettext_lazy("Close the organisation"), Ability.CLOSE, forms.CloseForm, True
    note = gettext_lazy("If another organisation takes over its work, merge it instead: then nothing is left alone.")

    def act(self, by: User, subject: Organisation, values: dict[str, Any], at: datetime) -> str:
        """Close it."""
        close_organisation(by=by, organisation=subject, on=values["on"], why=values["why"], at=at)
        return _("Closed.")


class Reopen(OrganisationDeed):
    """A closing taken back."""

    title, ability = gettext_lazy("Take the closing back"), Ability.CLOSE

    def act(self, by: User, subject: Organisation, values: dict[str, Any], at: datetime) -> str:
        """Reopen it."""
        reopen_organisation(by=by, organisation=subject, why=values["why"], at=at)
        return _("It is open again.")


class Absorb(OrganisationDeed):
    """It goes into another one."""

    title, ability, form, danger = gettext_lazy("Merge into another"), Ability.ABSORB, forms.AbsorbForm, True
    note = gettext_lazy(
        "Its people, posts and lower organisations move to the successor. What it was charged with keeps its name "
        "and is found under the successor. This cannot be taken back."
    )

    def act(self, by: User, subject: Organisation, values: dict[str, Any], at: datetime) -> str:
        """Merge it."""
        merger = absorb_organisation(
            by=by, absorbed=subject, into=values["into"], on=values["on"], why=values["why"], at=at
        )
        return _("It went into %(name)s.") % {"name": merger.into.name}
