"""Users from a sheet. Roles and passwords do not come this way: others give them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from luoshi.people.importing._faults import FaultCode, RowFault
from luoshi.people.importing._lines import Line, Sheet, SheetColumn, as_code, as_text, read_lines
from luoshi.people.importing._plan import Field, Plan, step_of
from luoshi.sheets import Row, narrow

USERNAME, PERSON, PLACE, PHONE, EMAIL = "用户名", "姓名", "单位编码", "电话", "电子邮箱"
_USERNAME = re.compile(r"[\w.@+-]+")
_PHONE = re.compile(r"\+?[0-9][0-9 ()-]{3,23}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")


def _as_username(cell: str) -> Field | FaultCode:
    name = narrow(cell)
    return name if _USERNAME.fullmatch(name) else FaultCode.BAD_USERNAME


def _as_phone(cell: str) -> Field | FaultCode:
    phone = narrow(cell)
    return phone if _PHONE.fullmatch(phone) else FaultCode.BAD_PHONE


def _as_email(cell: str) -> Field | FaultCode:
    email = narrow(cell)
    return email if _EMAIL.fullmatch(email) else FaultCode.BAD_EMAIL


USERS = Sheet(
    "用户",
    (
        SheetColumn(USERNAME, _as_username, required=True, longest=150),
        SheetColumn(PERSON, as_text, required=True, longest=80),
        SheetColumn(PLACE, as_code, required=True, longest=64),
        SheetColumn(PHONE, _as_phone, longest=24),
        SheetColumn(EMAIL, _as_email, longest=254, width=28),
    ),
)


@dataclass(frozen=True, slots=True)
class KnownUser:
    """A user who is there. ``kept``: the asker may change them."""

    values: Mapping[str, Field]
    kept: bool


def plan_users(
    rows: Sequence[Row],
    headings: Collection[str],
    known: Mapping[str, KnownUser],
    organisations: Mapping[str, bool],
) -> Plan:
    """What importing these rows would do. ``organisations``: code → may the asker put people there now."""
    lines, faults = read_lines(USERS, rows, headings)
    for line in lines:
        faults += _check(line, known, organisations)
    if faults:
        return Plan((), tuple(sorted(faults, key=lambda fault: fault.row)))
    return Plan(tuple(step_of(line.row, line.text(USERNAME), line.values, _values(line, known)) for line in lines), ())


def _values(line: Line, known: Mapping[str, KnownUser]) -> Mapping[str, Field] | None:
    here = known.get(line.text(USERNAME))
    return here.values if here else None


def _check(line: Line, known: Mapping[str, KnownUser], organisations: Mapping[str, bool]) -> list[RowFault]:
    here = known.get(line.text(USERNAME))
    if here is not None and not here.kept:
        return [RowFault(line.row, USERNAME, FaultCode.FOREIGN, line.text(USERNAME))]
    place = line.text(PLACE)
    if here is not None and here.values[PLACE] == place:
        return []
    return place_faults(line.row, PLACE, place, organisations)


def place_faults(row: int, heading: str, place: str, organisations: Mapping[str, bool]) -> list[RowFault]:
    """Is there such an organisation, and may the asker put something there?"""
    if place not in organisations:
        return [RowFault(row, heading, FaultCode.UNKNOWN, place)]
    return [] if organisations[place] else [RowFault(row, heading, FaultCode.FOREIGN, place)]
