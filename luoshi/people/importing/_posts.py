"""Posts from a sheet, with who holds them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from luoshi.people.importing._faults import FaultCode, RowFault
from luoshi.people.importing._lines import Line, Sheet, SheetColumn, as_code, as_day, as_number, as_text, read_lines
from luoshi.people.importing._plan import Field, Plan, step_of
from luoshi.people.importing._users import place_faults
from luoshi.sheets import Row

POST, PLACE, TITLE, ORDER, HOLDER, SINCE = "岗位编码", "单位编码", "岗位名称", "排序", "任职人用户名", "任职日期"

POSTS = Sheet(
    "岗位",
    (
        SheetColumn(POST, as_code, required=True, longest=64),
        SheetColumn(PLACE, as_code, required=True, longest=64),
        SheetColumn(TITLE, as_text, required=True, longest=80, width=24),
        SheetColumn(ORDER, as_number, width=8),
        SheetColumn(HOLDER, as_code, longest=150),
        SheetColumn(SINCE, as_day, width=14),
    ),
)


@dataclass(frozen=True, slots=True)
class KnownPost:
    """A post that is there, with its holder of today. ``kept``: the asker may change it."""

    values: Mapping[str, Field]
    kept: bool
    closed: bool = False


def plan_posts(
    rows: Sequence[Row],
    headings: Collection[str],
    known: Mapping[str, KnownPost],
    organisations: Mapping[str, bool],
    users: Collection[str],
) -> Plan:
    """What importing these rows would do. ``users`` are those whom the asker may put into posts."""
    lines, faults = read_lines(POSTS, rows, headings)
    for line in lines:
        faults += _check(line, known, organisations, users)
    faults += _check_titles(lines, known)
    if faults:
        return Plan((), tuple(sorted(faults, key=lambda fault: fault.row)))
    steps = []
    for line in lines:
        here = known.get(line.text(POST))
        known_values = dict(here.values) if here else None
        if known_values and known_values[HOLDER] == line.values.get(HOLDER):
            del known_values[SINCE]  # since when somebody holds it is history
        steps.append(step_of(line.row, line.text(POST), line.values, known_values))
    return Plan(tuple(steps), ())


def _check(
    line: Line, known: Mapping[str, KnownPost], organisations: Mapping[str, bool], users: Collection[str]
) -> list[RowFault]:
    here = known.get(line.text(POST))
    if here is not None and (not here.kept or here.closed):
        code = FaultCode.CLOSED if here.kept else FaultCode.FOREIGN
        return [RowFault(line.row, POST, code, line.text(POST))]
    if here is not None and here.values[PLACE] != line.text(PLACE):
        return [RowFault(line.row, PLACE, FaultCode.FIXED, line.text(PLACE), str(here.values[PLACE]))]
    faults = [] if here else place_faults(line.row, PLACE, line.text(PLACE), organisations)
    holder = line.text(HOLDER)
    if holder and holder not in users:
        faults.append(RowFault(line.row, HOLDER, FaultCode.UNKNOWN, holder))
    if holder and line.values.get(SINCE) is None and (here is None or here.values[HOLDER] != holder):
        faults.append(RowFault(line.row, SINCE, FaultCode.REQUIRED))
    return faults


def _check_titles(lines: Sequence[Line], known: Mapping[str, KnownPost]) -> list[RowFault]:
    coming = {line.text(POST) for line in lines}
    taken = {
        (str(each.values[PLACE]), str(each.values[TITLE])): code
        for code, each in known.items()
        if code not in coming and not each.closed
    }
    faults = []
    for line in lines:
        place = line.text(PLACE), line.text(TITLE)
        if taken.setdefault(place, line.text(POST)) != line.text(POST):
            faults.append(RowFault(line.row, TITLE, FaultCode.NAME_TAKEN, line.text(TITLE), taken[place]))
    return faults
