"""The demo district's casework: all shipped mechanisms live, their seats filled, and matters in every state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from importlib.resources import files

from luoshi.cli.demo_casework import first_moment, seed_casework
from luoshi.cli.demo_logins import ShownCode
from luoshi.cli.pack_adopting import start_mechanisms
from luoshi.matters.actions import fill_seat
from luoshi.mechanisms import load_shelf
from luoshi.people.models import Organisation, User

# Seat → the code of the demo organisation that fills it.
SEATS = {
    "mediation_centre": "justice",
    "enterprise_desk": "industry",
    "proposals_office": "office",
    "supervision_office": "office",
}


def seed_matters(places: Mapping[str, Organisation], people: Sequence[User], *, at: datetime) -> list[ShownCode]:
    """Whoever opens the public door finds what can be brought, and it finds who handles it; desks are not empty."""
    began = first_moment(at)
    for pack in load_shelf():
        start_mechanisms(pack, at=began)
    for seat, code in SEATS.items():
        fill_seat(by=None, seat=seat, government=places["yunpu"], organisation=places[code], at=began)
    text = (files("luoshi.cli") / "demo" / "matters.toml").read_text(encoding="utf-8")
    return seed_casework(text, places, people, at=at)
