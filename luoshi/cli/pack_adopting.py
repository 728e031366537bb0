"""Putting packs in force in a home: at init, and with ``luoshi pack adopt``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import click
from django.conf import settings

from luoshi.matters.actions import draft_mechanisms, put_live
from luoshi.matters.choices import VersionStatus
from luoshi.matters.models import MechanismVersion
from luoshi.mechanisms import Pack, PackError, explain_fault, load_shelf
from luoshi.registers.actions import adopt_pack
from luoshi.registers.errors import OrphansRecords


def own_shelf() -> tuple[Pack, ...]:
    """All packs of this home: the shipped ones and its own. What is wrong with one is told, place by place."""
    try:
        return load_shelf(settings.LUOSHI_PACKS)
    except PackError as error:
        lines = [f"{error.pack}/{fault.place}: {explain_fault(fault)} [{fault.code}]" for fault in error.faults]
        raise click.ClickException("\n".join(lines)) from error


def adopt_packs(*, at: datetime, names: tuple[str, ...] = (), accept_orphans: bool = False) -> Iterator[str]:
    """Adopt the named packs, or all; a line for each that did not go through as it stands."""
    for pack in own_shelf():
        if names and pack.name not in names:
            continue
        try:
            adopt_pack(by=None, pack=pack, at=at, accept_orphans=accept_orphans)
        except OrphansRecords as refusal:
            yield from _told(pack, refusal)
            continue
        start_mechanisms(pack, at=at)


def start_mechanisms(pack: Pack, *, at: datetime) -> None:
    """Mechanisms that are new go live; a further version stays a draft beside what is live until somebody acts."""
    for version in draft_mechanisms(by=None, pack=pack, at=at):
        if not MechanismVersion.objects.filter(name=version.name, status=VersionStatus.LIVE).exists():
            put_live(by=None, version=version, at=at)


def _told(pack: Pack, refusal: OrphansRecords) -> Iterator[str]:
    yield (
        f"{pack.name} {pack.version} 会使已有登记的内容不再合规，没有启用；确认无误后运行"
        f" · would orphan old values, not adopted; to accept: luoshi pack adopt {pack.name} --accept-orphans"
    )
    for register, change, records in refusal.changes:
        yield f"  {register}.{change.field}（{change.title}）{change.kind}: {records}"
