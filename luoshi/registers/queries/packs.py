"""Packs in force, and one of them in plain words."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Max, Q

from luoshi.mechanisms import Pack
from luoshi.people.abilities import Ability, Kind, standings
from luoshi.people.models import User
from luoshi.registers.choices import RecordState
from luoshi.registers.models import PackVersion, Register


@dataclass(frozen=True, slots=True)
class PackPage:
    """An installed pack: what it declares, since when and by whom, its earlier versions, what is still unchecked."""

    pack: Pack
    version: PackVersion
    versions: tuple[PackVersion, ...]
    records: dict[str, int]  # register → valid records
    unchecked: tuple[str, ...]


def latest_pack(name: str) -> Pack | None:
    """The pack of this name in force; None if none was adopted."""
    row = PackVersion.objects.filter(name=name).order_by("-number").defer("files").first()
    return row.pack if row else None


def adopted_packs(user: User) -> list[PackVersion]:
    """The latest version of every pack, by name."""
    if not standings(user, Ability.SEE, Kind.PACK):
        return []
    latest = PackVersion.objects.values("name").annotate(last=Max("pk")).values("last")
    return list(PackVersion.objects.filter(pk__in=latest).defer("files").select_related("adopted_by").order_by("name"))


def pack_page(user: User, name: str) -> PackPage | None:
    """One pack; None if it is not there or not for this user."""
    if not standings(user, Ability.SEE, Kind.PACK):
        return None
    versions = tuple(PackVersion.objects.filter(name=name).defer("files").select_related("adopted_by"))
    if not versions:
        return None
    live = Count("records", filter=Q(records__state=RecordState.LIVE))
    counts = Register.objects.filter(pack_name=name).annotate(live=live).values_list("name", "live")
    latest = versions[-1]
    return PackPage(latest.pack, latest, versions, dict(counts), latest.pack.unchecked)
