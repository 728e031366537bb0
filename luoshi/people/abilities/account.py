"""The account: reports and commitments."""

from __future__ import annotations

from luoshi.people.abilities._model import (
    OUR_CHARGE,
    OURS,
    READ,
    SEE,
    Ability,
    Kind,
    Role,
    Standing,
    rows,
)

KEEP_REPORT = READ | {Ability.ADD, Ability.CONFIRM}
KEEP_COMMITMENT = READ | {
    Ability.CONFIRM,
    Ability.CORRECT,
    Ability.SPLIT,
    Ability.MERGE,
    Ability.REJECT,
    Ability.ASSIGN,
}
COMMITMENTS = (Kind.COMMITMENT, Kind.REPLACED_COMMITMENT)
READERS = (Role.LEADER, Role.APPROVER, Role.AUDITOR)
ONLOOKERS = (Role.VIEWER, Role.DEPUTY)

ROWS = (
    *rows(Role.SUPERVISOR, Kind.REPORT, Standing.GOVERNED, may=KEEP_REPORT),
    *rows(Role.SUPERVISOR, Kind.REPORT, Standing.ABOVE, may=READ),
    *rows(Role.SUPERVISOR, Kind.COMMITMENT, OURS, may=KEEP_COMMITMENT),
    *rows(Role.SUPERVISOR, Kind.COMMITMENT, Standing.ABOVE_CHARGED, may=READ),
    *rows(Role.SUPERVISOR, Kind.REPLACED_COMMITMENT, (*OURS, Standing.ABOVE_CHARGED), may=READ),
    *rows(READERS, Kind.REPORT, (Standing.GOVERNED, Standing.ABOVE), may=READ),
    *rows(READERS, COMMITMENTS, (*OURS, Standing.ABOVE_CHARGED), may=READ),
    *rows(Role.REPORTER, Kind.REPORT, (Standing.GOVERNED, Standing.ABOVE), may=READ),
    *rows(Role.REPORTER, Kind.COMMITMENT, OUR_CHARGE, may=READ),
    *rows(ONLOOKERS, Kind.REPORT, Standing.GOVERNED, may=SEE),
    *rows(ONLOOKERS, Kind.COMMITMENT, OURS, may=SEE),
)
