"""Checking: duties, goals with their paths and entries, settlements, notices, rules and messages.

Whoever sees a commitment sees what hangs on it; nobody sees more. A unit acts on what it holds; the office acts on
all that its government gave out; a leader signs.
"""

from __future__ import annotations

from luoshi.people.abilities._model import EVERYBODY, READ, SEE, Ability, Kind, Role, Standing, rows

DUTY, GOAL, ENTRY = Kind.DUTY, Kind.GOAL, Kind.ENTRY
SETTLEMENT, NOTICE = Kind.SETTLEMENT, Kind.NOTICE
ALL = (DUTY, GOAL, ENTRY, SETTLEMENT, NOTICE)

GOVERNED, CHARGED, HELD = Standing.GOVERNED, Standing.GOVERNED_CHARGED, Standing.GOVERNED_HELD
LOOKING_UP = (Standing.ABOVE_CHARGED, Standing.ABOVE_HELD)
ANY_OF_OURS = (GOVERNED, CHARGED, HELD)
OURS_BY_DUTY = (HELD, Standing.ABOVE_HELD)
BESIDE = (CHARGED, Standing.ABOVE_CHARGED)  # charged with the commitment, but this part of it is another's

REPORTING = READ | {Ability.REPORT, Ability.IMPORT, Ability.PROPOSE}
OFFICE_ON_GOALS = READ | {Ability.PROPOSE, Ability.APPROVE, Ability.REQUEST, Ability.BIND}
UNITS = (Role.REPORTER, Role.APPROVER)

ROWS = (
    # The office: gives out, rules, verifies, closes.
    *rows(Role.SUPERVISOR, DUTY, ANY_OF_OURS, may=READ | {Ability.RULE}),
    *rows(Role.SUPERVISOR, GOAL, ANY_OF_OURS, may=OFFICE_ON_GOALS),
    *rows(Role.SUPERVISOR, ENTRY, ANY_OF_OURS, may=READ | {Ability.VERIFY}),
    *rows(Role.SUPERVISOR, SETTLEMENT, ANY_OF_OURS, may=READ | {Ability.VERIFY}),
    *rows(Role.SUPERVISOR, NOTICE, ANY_OF_OURS, may=READ | {Ability.CLOSE}),
    *rows(Role.SUPERVISOR, ALL, LOOKING_UP, may=READ),
    # Leaders: sign.
    *rows(Role.LEADER, GOAL, ANY_OF_OURS, may=READ | {Ability.ADJUST}),
    *rows(Role.LEADER, SETTLEMENT, ANY_OF_OURS, may=READ | {Ability.SIGN}),
    *rows(Role.LEADER, (DUTY, ENTRY, NOTICE), ANY_OF_OURS, may=READ),
    *rows(Role.LEADER, ALL, LOOKING_UP, may=READ),
    # Units: reporters report, approvers also refuse and apply.
    *rows(UNITS, ALL, BESIDE, may=READ),
    *rows(Role.REPORTER, DUTY, OURS_BY_DUTY, may=READ | {Ability.SIGN_FOR}),
    *rows(Role.APPROVER, DUTY, OURS_BY_DUTY, may=READ | {Ability.SIGN_FOR, Ability.REFUSE, Ability.APPLY}),
    *rows(UNITS, GOAL, OURS_BY_DUTY, may=REPORTING),
    *rows(UNITS, NOTICE, OURS_BY_DUTY, may=READ | {Ability.ANSWER}),
    *rows(UNITS, (ENTRY, SETTLEMENT), OURS_BY_DUTY, may=READ),
    *rows(Role.APPROVER, ALL, GOVERNED, may=READ),
    # Onlookers.
    *rows(Role.AUDITOR, ALL, (*ANY_OF_OURS, *LOOKING_UP), may=READ),
    *rows((Role.VIEWER, Role.DEPUTY), ALL, ANY_OF_OURS, may=SEE),
    # Rules of the office, and its messages.
    *rows(Role.SUPERVISOR, Kind.LAMP_RULE, GOVERNED, may=READ | {Ability.SET}),
    *rows((Role.LEADER, *UNITS, Role.AUDITOR), Kind.LAMP_RULE, (GOVERNED, Standing.ABOVE), may=READ),
    *rows(Role.SUPERVISOR, Kind.LAMP_RULE, Standing.ABOVE, may=READ),
    *rows((Role.VIEWER, Role.DEPUTY), Kind.LAMP_RULE, GOVERNED, may=SEE),
    *rows(EVERYBODY, Kind.MESSAGE, Standing.OWN, may=SEE),
    *rows((Role.SUPERVISOR, Role.SYSTEM_ADMIN), Kind.MESSAGE, GOVERNED, may=SEE | {Ability.RESEND}),
    *rows(Role.SYSTEM_ADMIN, Kind.HOOK, GOVERNED, may=SEE | {Ability.SET}),
    *rows(Role.SUPERVISOR, Kind.HOOK, GOVERNED, may=SEE),
)
