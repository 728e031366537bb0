"""Registers: records of fact, and the alerts that rules raise over them; the packs that declare both."""

from __future__ import annotations

from luoshi.people.abilities._model import OURS, READ, SEE, Ability, Kind, Role, Standing, rows

CHARGED = Standing.GOVERNED_CHARGED
BUSINESS = (Role.SUPERVISOR, Role.REPORTER, Role.APPROVER, Role.LEADER, Role.VIEWER, Role.DEPUTY, Role.AUDITOR)
KEEP = READ | {Ability.CORRECT, Ability.MERGE, Ability.WITHDRAW, Ability.OPEN_SEALED, Ability.ATTACH}
WORK = READ | {Ability.CLOSE_ALERT}

ROWS = (
    *rows(BUSINESS, Kind.REGISTER, Standing.GOVERNED, may=SEE),
    *rows((Role.SUPERVISOR, Role.REPORTER), Kind.RECORD, CHARGED, may=KEEP | {Ability.ADD, Ability.IMPORT}),
    *rows(Role.SUPERVISOR, Kind.RECORD, Standing.GOVERNED, may=KEEP | {Ability.ADD, Ability.IMPORT}),
    *rows(Role.APPROVER, Kind.RECORD, OURS, may=READ | {Ability.APPROVE_CHANGE}),
    *rows((Role.LEADER, Role.AUDITOR), Kind.RECORD, OURS, may=READ),
    *rows(Role.SUPERVISOR, Kind.ALERT, OURS, may=WORK),
    *rows(Role.REPORTER, Kind.ALERT, CHARGED, may=WORK),
    *rows((Role.APPROVER, Role.LEADER, Role.AUDITOR), Kind.ALERT, OURS, may=READ),
    *rows(BUSINESS, Kind.PACK, Standing.GOVERNED, may=SEE),
    *rows(Role.SYSTEM_ADMIN, Kind.PACK, Standing.GOVERNED, may=SEE | {Ability.ADOPT_PACK}),
)
