"""What a step at a matter is to the office: who may take it, when it is offered, what it asks and what it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luoshi.matters.choices import ClockState, Status
from luoshi.matters.models import Step
from luoshi.matters.queries.page import ClockView, MatterPage
from luoshi.mechanisms.stages import Purpose, Stage
from luoshi.people.abilities import Ability
from luoshi.people.models import Organisation, OrganisationKind, User

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Fields = dict[str, forms.Field]
Words: TypeAlias = "str | _StrPromise"


@dataclass(frozen=True, slots=True)
class Asked:
    """A step as somebody asked for it: ``seen`` is the number of the step that they had before them."""

    by: User
    page: MatterPage
    data: Mapping[str, Any]
    at: datetime
    seen: int


def nothing(_user: User, _page: MatterPage) -> Fields:
    """A step that asks nothing."""
    return {}


@dataclass(frozen=True, slots=True)
class StepForm:
    """One row of the table. ``abilities``: one of them is needed; the action itself checks again."""

    name: str  # in the address
    title: Words
    done: Words
    abilities: frozenset[Ability]
    take: Callable[[Asked], object]
    offered: Callable[[User, MatterPage], bool]
    fields: Callable[[User, MatterPage], Fields] = nothing
    style: str = ""  # main, warn


WORK = frozenset({Ability.WORK})
DISPATCH = frozenset({Ability.DISPATCH})
GRANT_TIME = frozenset({Ability.GRANT_TIME})
CALL_BACK = frozenset({Ability.CALL_BACK})
REOPEN = frozenset({Ability.REOPEN})


def is_open(page: MatterPage) -> bool:
    """In the asker's hands, and its clock runs."""
    return page.in_hand and page.matter.status == Status.OPEN


def is_handled(page: MatterPage) -> bool:
    """In the asker's hands, be it paused."""
    return page.in_hand and page.matter.status in (Status.OPEN, Status.PAUSED)


def open_step(page: MatterPage) -> Step | None:
    """The step that has not ended."""
    return next((each for each in page.steps if each.ended_at is None), None)


def stage_of(page: MatterPage) -> Stage | None:
    """The stage where the matter stands."""
    return page.mechanism.by_name.get(page.matter.stage)


def running(page: MatterPage, purpose: Purpose) -> list[ClockView]:
    """Clocks for this purpose that run."""
    return [each for each in page.clocks if each.clock.purpose == purpose and each.clock.state == ClockState.RUNNING]


def organisations_for(page: MatterPage) -> QuerySet[Organisation]:
    """Who can be given a matter: everybody in the government's county or city, and those above it."""
    over = {each.pk: each for each in Organisation.objects.above(page.matter.government_id)}
    here = over[page.matter.government_id]
    while here.kind == OrganisationKind.TOWN and here.parent_id is not None:
        here = over[here.parent_id]  # a town asks the departments of its county
    still_open = Q(closed_on=None) | Q(closed_on__gt=timezone.localdate())
    below = Organisation.objects.under(here.pk).values("pk")
    return Organisation.objects.filter(Q(pk__in=below) | Q(pk__in=list(over))).filter(still_open)


def words_field(label: Words, *, required: bool = True, rows: int = 3, help_text: Words = "") -> forms.Field:
    """A few sentences."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=4000,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def reason_field() -> forms.Field:
    """Why; the journal keeps it."""
    return words_field(_("Reason (the journal keeps it)"), rows=2)


def organisation_field(page: MatterPage, *, required: bool, help_text: Words = "") -> forms.Field:
    """One organisation."""
    return forms.ModelChoiceField(
        organisations_for(page), label=_("Organisation"), required=required, help_text=help_text
    )


def day_field(label: Words) -> forms.Field:
    """A day."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}))
