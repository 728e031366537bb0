"""The rooms of the office: what the main navigation shows, and to whom.

A room is shown to everybody who may see at least one kind of thing in it; a template says where it is by ``here``.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from luoshi.people.abilities import Ability, Kind, standings
from luoshi.people.models import User


@dataclass(frozen=True, slots=True)
class Room:
    """One entry of the navigation. ``key`` is what its pages put into ``here``; ``door`` names its first address."""

    key: str
    title: Promise
    door: str
    holds: Kind
    ability: Ability = Ability.SEE


ROOMS: tuple[Room, ...] = (
    Room("home", _("My desk"), "home", Kind.MESSAGE),
    Room("due", _("To do"), "due-list", Kind.GOAL, Ability.REPORT),
    Room("checking", _("Checking"), "district", Kind.DUTY),
    Room("reports", _("Reports"), "reports", Kind.REPORT),
    Room("account", _("Account"), "account", Kind.COMMITMENT),
    Room("matters", _("Matters"), "matters", Kind.MATTER),
    Room("registers", _("Registers"), "registers", Kind.REGISTER),
    Room("people", _("Organisations"), "organisations", Kind.ORGANISATION),
    Room("journal", _("Journal"), "journal", Kind.JOURNAL),
)


def rooms_for(user: User) -> tuple[Room, ...]:
    """The rooms that this person may enter, in the order of the navigation."""
    return tuple(room for room in ROOMS if standings(user, room.ability, room.holds))


def rooms(request: HttpRequest) -> dict[str, tuple[Room, ...]]:
    """Template context: the signed-in person's rooms; none before the door."""
    user = getattr(request, "user", None)
    return {"rooms": rooms_for(user) if isinstance(user, User) else ()}
