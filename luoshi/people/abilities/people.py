"""People: the office as a whole, organisations, posts and users.

The three administrators divide what one could abuse alone (三员分立): one makes accounts, another says what they may
do, the third reads what both have done.
"""

from __future__ import annotations

from luoshi.people.abilities._model import EVERYBODY, READ, SEE, Ability, Kind, Role, Standing, rows

KEEP_OFFICE = SEE | {Ability.IMPORT, Ability.EXPORT}
KEEP_ORGANISATION = READ | {Ability.ADD, Ability.CORRECT, Ability.MOVE, Ability.CLOSE, Ability.ABSORB}
KEEP_POST = READ | {Ability.CORRECT, Ability.CLOSE, Ability.APPOINT}
KEEP_USER = READ | {Ability.CORRECT, Ability.SEE_CONTACT, Ability.DISABLE, Ability.RESET_PASSWORD}

OTHERS = tuple(role for role in EVERYBODY if role not in {Role.SUPERVISOR, Role.SYSTEM_ADMIN})
WATCHERS = (Role.SUPERVISOR, Role.AUDITOR, Role.AUDIT_ADMIN)

ROWS = (
    *rows(Role.SUPERVISOR, Kind.OFFICE, Standing.GOVERNED, may=SEE | {Ability.OPEN_REPORT}),
    *rows(Role.SYSTEM_ADMIN, Kind.OFFICE, Standing.GOVERNED, may=KEEP_OFFICE),
    *rows(OTHERS, Kind.OFFICE, Standing.GOVERNED, may=SEE),
    *rows(Role.SYSTEM_ADMIN, Kind.ORGANISATION, Standing.GOVERNED, may=KEEP_ORGANISATION),
    *rows((Role.SUPERVISOR, *OTHERS), Kind.ORGANISATION, Standing.GOVERNED, may=SEE),
    *rows(Role.SYSTEM_ADMIN, Kind.POST, Standing.GOVERNED, may=KEEP_POST),
    *rows((Role.SUPERVISOR, *OTHERS), Kind.POST, Standing.GOVERNED, may=SEE),
    *rows(EVERYBODY, Kind.USER, Standing.OWN, may=SEE | {Ability.SEE_CONTACT, Ability.CHANGE_PASSWORD}),
    *rows(Role.SYSTEM_ADMIN, Kind.USER, Standing.GOVERNED, may=KEEP_USER),
    *rows(Role.SECURITY_ADMIN, Kind.USER, Standing.GOVERNED, may=READ | {Ability.GRANT}),
    *rows(WATCHERS, Kind.USER, Standing.GOVERNED, may=SEE),
)
