"""What a place changes in a pack without touching it: settings, titles and lamps."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol, TypeVar

from luoshi.mechanisms._basis import NO_BASIS, Basis, read_basis
from luoshi.mechanisms._faults import FaultCode, Faults
from luoshi.mechanisms._loading import PACK_FILE
from luoshi.mechanisms._pack import Lamps, Measure, Milestone, Pack, Register, Rule, Setting
from luoshi.mechanisms._parts import read_lamps
from luoshi.mechanisms._tables import Table
from luoshi.mechanisms.stages import Mechanism, Stage

OVERRIDE_FILE = "override.toml"  # its name among the files of a pack that was changed by it


@dataclass(frozen=True, slots=True)
class Override:
    """A place's own pack.toml that begins with ``[override]``."""

    of: str
    digest: str
    basis: Basis = NO_BASIS
    settings: Mapping[str, float] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)  # "measure.batches" → the place's own name for it
    lamps: Lamps | None = None
    lines: Mapping[str, int] = field(default_factory=dict)
    text: str = ""


class _Named(Protocol):
    @property
    def name(self) -> str: ...


def read_override(top: Table, digest: str, text: str) -> Override | None:
    """The override in a file; None if the file is an ordinary pack."""
    head = top.table("override")
    if head is None:
        return None
    of, basis = head.name("of"), read_basis(head)
    head.close()
    settings, titles = top.table("settings"), top.table("titles")
    made = Override(
        of=of,
        digest=digest,
        basis=basis,
        settings=_numbers(settings),
        titles={} if titles is None else {name: titles.text(name, longest=80) for name in titles.data},
        lamps=read_lamps(top.table("lamps")),
        lines={
            str(path[1]): line for path, line in top.document.lines.items() if len(path) == 2 and path[0] != "override"
        },
        text=text,
    )
    top.close()
    return made


def _numbers(table: Table | None) -> dict[str, float]:
    if table is None:
        return {}
    found = {name: table.number(name) for name in table.data}
    return {name: value for name, value in found.items() if value is not None}


def apply_override(pack: Pack, override: Override, faults: Faults) -> Pack:
    """The pack under the place's names and lamps. Its settings were given when the pack was loaded, since formulas
    hang on them; here they get the place's basis. What the pack does not have cannot be changed: a fault.
    """
    known = {f"{kind}.{each.name}" for kind, parts in _parts_of(pack).items() for each in parts} | {"pack"}
    for key in (*override.titles, *(f"setting.{name}" for name in override.settings)):
        if key not in known:
            line = override.lines.get(key.removeprefix("setting."), override.lines.get(key, 0))
            faults.add(PACK_FILE, line, FaultCode.NOT_OVERRIDABLE, name=key, pack=pack.name)
    titles = override.titles
    return replace(
        pack,
        title=titles.get("pack", pack.title),
        version=f"{pack.version}+{override.digest[:8]}",
        digest=hashlib.sha256(f"{pack.digest} {override.digest}".encode()).hexdigest(),
        files={**pack.files, OVERRIDE_FILE: override.text},
        settings=tuple(_local(each, override) for each in _renamed(pack.settings, "setting", titles)),
        registers=_renamed(pack.registers, "register", titles),
        measures=_renamed(pack.measures, "measure", titles),
        rules=_renamed(pack.rules, "rule", titles),
        mechanisms=tuple(_with_titles(each, titles) for each in _renamed(pack.mechanisms, "mechanism", titles)),
        milestones=_renamed(pack.milestones, "milestone", titles),
        lamps=override.lamps or pack.lamps,
        overridden=tuple(sorted([*(f"setting.{each}" for each in override.settings), *titles])),
    )


def _parts_of(pack: Pack) -> Mapping[str, Iterable[_Named]]:
    return {
        "setting": pack.settings,
        "register": pack.registers,
        "measure": pack.measures,
        "rule": pack.rules,
        "mechanism": pack.mechanisms,
        "milestone": pack.milestones,
        "stage": [stage for each in pack.mechanisms for stage in each.stages],
    }


def _with_titles(mechanism: Mechanism, titles: Mapping[str, str]) -> Mechanism:
    """Its stages under the place's names: every place calls its tiers by its own."""
    return replace(mechanism, stages=_renamed(mechanism.stages, "stage", titles))


def _local(setting: Setting, override: Override) -> Setting:
    """A value that the place set rests on the place's own basis."""
    return replace(setting, basis=override.basis) if setting.name in override.settings else setting


_Part = TypeVar("_Part", Setting, Register, Measure, Rule, Mechanism, Stage, Milestone)


def _renamed(parts: tuple[_Part, ...], kind: str, titles: Mapping[str, str]) -> tuple[_Part, ...]:
    return tuple(replace(each, title=titles.get(f"{kind}.{each.name}", each.title)) for each in parts)
