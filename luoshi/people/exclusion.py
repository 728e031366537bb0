"""Which roles one person may not have together. Pure.

The three administrators exclude each other (三员分立: who makes accounts does not grant rights, and neither checks
themself), and none of them does the office's business.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from luoshi.people.abilities import Role

ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})


def excluded_by(role: Role, held: AbstractSet[Role]) -> frozenset[Role]:
    """Those of the roles held that forbid ``role`` besides them; empty if it may be granted."""
    others = frozenset(held) - {role}
    return others if role in ADMINISTRATORS else others & ADMINISTRATORS
