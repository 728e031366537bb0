"""Saved views: a user's own filters under a name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from luoshi.journal.actions import record as write_line
from luoshi.people.abilities import Ability, require
from luoshi.people.models import User
from luoshi.registers.models import Register, SavedView


@transaction.atomic
def save_view(*, by: User, register: Register, name: str, filters: Mapping[str, str], at: datetime) -> SavedView:
    """Keep the filters under this name; an older view of that name is replaced."""
    require(by, Ability.SEE, register)
    view, _ = SavedView.objects.update_or_create(
        register=register, user=by, name=name.strip()[:60], defaults={"filters": dict(filters)}
    )
    write_line(by=by, action="view.saved", subject=view, at=at, data={"name": view.name, "filters": dict(filters)})
    return view


@transaction.atomic
def forget_view(*, by: User, view: SavedView, at: datetime) -> None:
    """A view goes; only its owner can see it, so only its owner can let it go."""
    own = SavedView.objects.get(pk=view.pk, user=by)
    write_line(by=by, action="view.forgotten", subject=own, at=at, data={"name": own.name})
    own.delete()
