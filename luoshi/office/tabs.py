"""The pages within a room, as its visitors see them listed: checking (查账), and what administrators keep."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from luoshi.people.abilities import Ability, Kind, standings
from luoshi.people.models import User


@dataclass(frozen=True, slots=True)
class Tab:
    """One page of a room: ``door`` names its address and is what the page puts into ``tab``."""

    title: Promise
    door: str
    holds: Kind
    ability: Ability = Ability.SEE


CHECKING: tuple[Tab, ...] = (
    Tab(_("The district at a glance"), "district", Kind.DUTY),
    Tab(_("List of lamps"), "lamps", Kind.DUTY),
    Tab(_("Milestones"), "milestones", Kind.DUTY),
    Tab(_("What changed"), "changes", Kind.DUTY),
    Tab(_("Reporting load"), "loads", Kind.DUTY),
    Tab(_("Rules of the office"), "rules", Kind.LAMP_RULE),
)

KEEPING: tuple[Tab, ...] = (
    Tab(_("Organisations"), "organisations", Kind.ORGANISATION),
    Tab(_("Users"), "users", Kind.USER),
    Tab(_("Mechanisms"), "mechanisms", Kind.MECHANISM),
    Tab(_("Seats"), "seats", Kind.MECHANISM),
    Tab(_("Calendar"), "calendar", Kind.MECHANISM),
    Tab(_("Outbox"), "outbox", Kind.MESSAGE, Ability.RESEND),
    Tab(_("Group robots"), "hooks", Kind.HOOK),
    Tab(_("Journal"), "journal", Kind.JOURNAL),
    Tab(_("Sealed days"), "journal-days", Kind.JOURNAL),
)

SENDING: tuple[Tab, ...] = (
    Tab(_("Outbox"), "outbox", Kind.MESSAGE, Ability.RESEND),
    Tab(_("Group robots"), "hooks", Kind.HOOK),
)


def tabs_for(user: User, tabs: tuple[Tab, ...]) -> tuple[Tab, ...]:
    """Those that this person may open, in their order."""
    return tuple(tab for tab in tabs if standings(user, tab.ability, tab.holds))
