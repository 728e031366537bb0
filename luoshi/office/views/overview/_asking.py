"""What the overview's pages have in common: the day they are about, what their addresses ask for, who may take away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date

from luoshi.office.doors import asker
from luoshi.office.tables import Table, workbook
from luoshi.office.tabs import CHECKING, tabs_for
from luoshi.people.abilities import Ability, Kind, NotAllowed, standings
from luoshi.people.models import OFFICE, User

EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)


def today() -> date:
    """The local day on which somebody asks."""
    return timezone.localdate()


def number_in(query: Mapping[str, str], name: str) -> int | None:
    """A whole number of the address; None for nonsense."""
    words = query.get(name, "").strip()
    return int(words) if words.isascii() and words.isdigit() and len(words) < 16 else None


def words_in(query: Mapping[str, str], name: str, most: int = 40) -> str:
    """Short words without NUL, which PostgreSQL cannot be asked for."""
    return query.get(name, "").replace("\0", "").strip()[:most]


def day_in(query: Mapping[str, str], name: str) -> date | None:
    """A day of the address; None for nonsense and for days that no account reaches."""
    try:
        found = parse_date(query.get(name, "").strip())
    except ValueError:
        return None
    return found if found is not None and EARLIEST <= found <= LATEST else None


def takes_away(user: User) -> bool:
    """May this person take all of checking away that they see? Whoever only looks on may not."""
    kept = standings(user, Ability.EXPORT, Kind.COMMITMENT)
    return bool(kept) and kept >= standings(user, Ability.SEE, Kind.COMMITMENT)


def require_taking(user: User) -> None:
    """Raises NotAllowed for whoever may not."""
    if not takes_away(user):
        raise NotAllowed(user, Ability.EXPORT, OFFICE)


def show(
    request: HttpRequest, template: str, tab: str, context: Mapping[str, object], status: int = 200
) -> HttpResponse:
    """A page of checking with the tabs of its room."""
    user = asker(request)
    frame = {"here": "checking", "tab": tab, "tabs": tabs_for(user, CHECKING), "takes_away": takes_away(user)}
    return render(request, f"office/overview/{template}", {**frame, **context}, status=status)


def one_of(tables: tuple[Table, ...], query: Mapping[str, str], user: User) -> HttpResponse:
    """The table that the address names as a workbook, the first one for nonsense."""
    require_taking(user)
    table = next((each for each in tables if each.key == query.get("table")), tables[0])
    return workbook(table, f"{table.title}-{today():%Y%m%d}")
