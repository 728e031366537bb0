"""Seats: offices that mechanisms name, and which organisation fills them under one government."""

from __future__ import annotations

from dataclasses import dataclass

from luoshi.matters.choices import VersionStatus
from luoshi.matters.models import MechanismVersion, Seat
from luoshi.people.models import Organisation


@dataclass(frozen=True, slots=True)
class SeatRow:
    """One seat: by which stages of which live mechanisms it is named, and who fills it; None while nobody does."""

    seat: str
    stages: tuple[tuple[str, str], ...]  # the mechanism's title, the stage's
    organisation: Organisation | None


def seat_rows(government: Organisation) -> tuple[SeatRow, ...]:
    """Every seat that a live mechanism names, those that nobody fills first."""
    named: dict[str, list[tuple[str, str]]] = {}
    for version in MechanismVersion.objects.filter(status=VersionStatus.LIVE).order_by("desk", "name"):
        mechanism = version.mechanism
        for stage in mechanism.stages:
            if stage.seat:
                named.setdefault(stage.seat, []).append((mechanism.title, stage.title))
    filled = {each.seat: each.organisation for each in Seat.objects.filter(government=government)}
    rows = (SeatRow(seat, tuple(stages), filled.get(seat)) for seat, stages in named.items())
    return tuple(sorted(rows, key=lambda each: each.organisation is not None))
