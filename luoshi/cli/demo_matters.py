"""The demo district's mechanisms: all shipped ones live, and their seats filled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from luoshi.cli.pack_adopting import start_mechanisms
from luoshi.matters.actions import fill_seat
from luoshi.mechanisms import load_shelf
from luoshi.people.models import Organisation

# Seat → the code of the demo organisation that fills it.
SEATS = {
    "mediation_centre": "justice",
    "enterprise_desk": "industry",
    "proposals_office": "office",
    "supervision_office": "office",
}


def seed_mechanisms(places: Mapping[str, Organisation], *, at: datetime) -> None:
    """Whoever opens the public door finds what can be brought, and it finds who handles it."""
    for pack in load_shelf():
        start_mechanisms(pack, at=at)
    for seat, code in SEATS.items():
        fill_seat(by=None, seat=seat, government=places["yunpu"], organisation=places[code], at=at)
