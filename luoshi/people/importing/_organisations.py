"""Organisations from a sheet."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.people.importing._faults import FaultCode, RowFault
from luoshi.people.importing._lines import Line, Sheet, SheetColumn, as_code, as_day, as_number, as_text, read_lines
from luoshi.people.importing._plan import Field, Plan, Step, step_of
from luoshi.sheets import Row

CODE, PARENT, KIND, NAME, SHORT, ORDER, OPENED = "编码", "上级编码", "类型", "名称", "简称", "排序", "设立日期"

# The first word for a kind is the one that goes out again.
KIND_WORDS = {
    "省": "province",
    "市": "city",
    "区县": "county",
    "县": "county",
    "区": "county",
    "镇街": "town",
    "乡镇": "town",
    "街道": "town",
    "镇": "town",
    "乡": "town",
    "村（社区）": "community",
    "村": "community",
    "社区": "community",
    "网格": "grid",
    "部门": "department",
    "国有企业": "enterprise",
    "企业": "enterprise",
    "其他": "other",
}


def _as_kind(cell: str) -> Field | FaultCode:
    word = "".join(cell.split()).replace("(", "（").replace(")", "）")
    kind = KIND_WORDS.get(word, word)
    return kind if kind in KIND_WORDS.values() else FaultCode.BAD_KIND


ORGANISATIONS = Sheet(
    "单位",
    (
        SheetColumn(CODE, as_code, required=True, longest=64),
        SheetColumn(PARENT, as_code, longest=64),
        SheetColumn(KIND, _as_kind, required=True, width=12),
        SheetColumn(NAME, as_text, required=True, longest=120, width=36),
        SheetColumn(SHORT, as_text, longest=40),
        SheetColumn(ORDER, as_number, width=8),
        SheetColumn(OPENED, as_day, width=14),
    ),
)


@dataclass(frozen=True, slots=True)
class KnownOrganisation:
    """An organisation that is there. ``kept``: the asker may change it."""

    values: Mapping[str, Field]
    kept: bool
    closed: bool = False


def plan_organisations(
    rows: Sequence[Row], headings: Collection[str], known: Mapping[str, KnownOrganisation], today: date
) -> Plan:
    """What importing these rows would do. ``known`` holds every organisation by its code; higher ones come first."""
    lines, faults = read_lines(ORGANISATIONS, rows, headings)
    coming = {line.text(CODE): line for line in lines}
    for line in lines:
        faults += _check(line, coming, known, today)
    faults += _check_names(lines, known)
    if faults:
        return Plan((), tuple(sorted(faults, key=lambda fault: fault.row)))
    steps = [_step(line, known.get(line.text(CODE))) for line in _from_the_top(lines, coming)]
    return Plan(tuple(steps), ())


def _step(line: Line, known: KnownOrganisation | None) -> Step:
    return step_of(line.row, line.text(CODE), line.values, known.values if known else None)


def _check(
    line: Line, coming: Mapping[str, Line], known: Mapping[str, KnownOrganisation], today: date
) -> list[RowFault]:
    here = known.get(line.text(CODE))
    parent = line.text(PARENT)
    opened = line.values.get(OPENED)

    def fault(heading: str, code: FaultCode) -> list[RowFault]:
        return [RowFault(line.row, heading, code, str(line.values.get(heading) or ""))]

    if isinstance(opened, date) and opened > today:
        return fault(OPENED, FaultCode.FUTURE)
    if here is not None and (not here.kept or here.closed):
        return fault(CODE, FaultCode.CLOSED if here.kept else FaultCode.FOREIGN)
    if here is not None and parent in ("", here.values[PARENT]):
        return []
    if not parent:
        return fault(PARENT, FaultCode.REQUIRED)
    if parent not in coming and parent not in known:
        return fault(PARENT, FaultCode.UNKNOWN)
    if parent in known and (not known[parent].kept or known[parent].closed):
        return fault(PARENT, FaultCode.CLOSED if known[parent].kept else FaultCode.FOREIGN)
    if _loops(line.text(CODE), coming, known):
        return fault(PARENT, FaultCode.LOOP)
    return []


def _parent_of(code: str, coming: Mapping[str, Line], known: Mapping[str, KnownOrganisation]) -> str:
    """Where it will stand: as the sheet says, else where it stands."""
    said = coming[code].text(PARENT) if code in coming else ""
    return said or (str(known[code].values[PARENT] or "") if code in known else "")


def _loops(code: str, coming: Mapping[str, Line], known: Mapping[str, KnownOrganisation]) -> bool:
    seen = {code}
    here = _parent_of(code, coming, known)
    while here and here not in seen:
        seen.add(here)
        here = _parent_of(here, coming, known)
    return here != ""


def _check_names(lines: Sequence[Line], known: Mapping[str, KnownOrganisation]) -> list[RowFault]:
    """Among open organisations under one parent a name stands once, after everything is done."""
    coming = {line.text(CODE): line for line in lines}
    taken = {
        (str(each.values[PARENT] or ""), str(each.values[NAME])): code
        for code, each in known.items()
        if code not in coming and not each.closed
    }
    faults = []
    for code, line in coming.items():
        place = _parent_of(code, coming, known), line.text(NAME)
        if taken.setdefault(place, code) != code:
            faults.append(RowFault(line.row, NAME, FaultCode.NAME_TAKEN, line.text(NAME), taken[place]))
    return faults


def _from_the_top(lines: Sequence[Line], coming: Mapping[str, Line]) -> list[Line]:
    """The same lines, each behind the one above it; there is no loop among them."""
    depth: dict[str, int] = {}
    for line in lines:
        path = []
        code = line.text(CODE)
        while code in coming and code not in depth:
            path.append(code)
            code = coming[code].text(PARENT)
        level = depth.get(code, -1)
        for step, each in enumerate(reversed(path), 1):
            depth[each] = level + step
    return sorted(lines, key=lambda line: depth[line.text(CODE)])
