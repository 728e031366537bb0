"""The journal as a whole; one object's own history is read with that object."""

from __future__ import annotations

from luoshi.people.abilities._model import READ, Kind, Role, Standing, rows

ROWS = rows((Role.AUDIT_ADMIN, Role.AUDITOR), Kind.JOURNAL, Standing.GOVERNED, may=READ)
