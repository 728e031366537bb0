"""Matters: mechanisms, casework and the calendar its clocks run by.

A matter holds what people told the office about their troubles: who only looks on sees counts, not matters, and an
approver sees what their own organisation, or one under it, has a hand in. Who handles one must in addition have it in
hand, which ``luoshi.matters.actions`` checks.
"""

from __future__ import annotations

from luoshi.people.abilities._model import EVERYBODY, OUR_CHARGE, OURS, READ, SEE, Ability, Kind, Role, Standing, rows

HANDLE = READ | {Ability.WORK, Ability.OPEN_PARTY}
STEER = HANDLE | {Ability.DISPATCH, Ability.GRANT_TIME}
LOOK_BACK = READ | {Ability.OPEN_PARTY, Ability.CALL_BACK}
DESK = SEE | {Ability.OPEN_MATTER}

ROWS = (
    *rows(Role.SUPERVISOR, Kind.DESK, Standing.GOVERNED, may=DESK | {Ability.EXPORT}),
    *rows(Role.SUPERVISOR, Kind.MATTER, OURS, may=STEER),
    *rows(Role.SUPERVISOR, Kind.MATTER, Standing.ABOVE_CHARGED, may=HANDLE),
    *rows(Role.SUPERVISOR, Kind.CLOSED_MATTER, OURS, may=LOOK_BACK | {Ability.REOPEN}),
    *rows(Role.SUPERVISOR, Kind.CLOSED_MATTER, Standing.ABOVE_CHARGED, may=LOOK_BACK),
    *rows(Role.REPORTER, Kind.DESK, Standing.GOVERNED, may=DESK),
    *rows(Role.REPORTER, Kind.MATTER, OUR_CHARGE, may=HANDLE),
    *rows(Role.REPORTER, Kind.CLOSED_MATTER, OUR_CHARGE, may=LOOK_BACK),
    *rows((Role.LEADER, Role.APPROVER), Kind.DESK, Standing.GOVERNED, may=SEE),
    *rows(Role.LEADER, Kind.MATTER, OURS, may=SEE | {Ability.GRANT_TIME}),
    *rows(Role.LEADER, Kind.CLOSED_MATTER, OURS, may=SEE),
    *rows(Role.APPROVER, Kind.MATTER, Standing.GOVERNED_CHARGED, may=SEE | {Ability.GRANT_TIME}),
    *rows(Role.APPROVER, Kind.MATTER, Standing.ABOVE_CHARGED, may=SEE),
    *rows(Role.APPROVER, Kind.CLOSED_MATTER, OUR_CHARGE, may=SEE),
    *rows(Role.AUDITOR, Kind.DESK, Standing.GOVERNED, may=SEE),
    *rows(Role.AUDITOR, (Kind.MATTER, Kind.CLOSED_MATTER), OURS, may=READ),
    *rows(Role.SYSTEM_ADMIN, Kind.MECHANISM, Standing.GOVERNED, may=SEE | {Ability.PUBLISH}),
    *rows(Role.SYSTEM_ADMIN, Kind.CALENDAR, Standing.GOVERNED, may=SEE | {Ability.IMPORT}),
    *rows(
        tuple(role for role in EVERYBODY if role is not Role.SYSTEM_ADMIN),
        (Kind.MECHANISM, Kind.CALENDAR),
        Standing.GOVERNED,
        may=SEE,
    ),
)
