"""The office as a whole, organisations, posts and users."""

from __future__ import annotations

READ = {"see", "export"}

WHOLE = {
    ("supervisor", "office", "governed"): {"see", "open_report"},
    ("system_admin", "office", "governed"): {"see", "import", "export"},
    ("system_admin", "organisation", "governed"): READ | {"add", "correct", "move", "close", "absorb"},
    ("system_admin", "post", "governed"): READ | {"correct", "close", "appoint"},
    ("system_admin", "user", "governed"): READ | {"correct", "see_contact", "disable", "reset_password"},
    ("security_admin", "user", "governed"): READ | {"grant"},
}
BUSINESS = ("supervisor", "reporter", "approver", "leader", "viewer", "deputy", "auditor")
for role in (*BUSINESS, "security_admin", "audit_admin"):
    WHOLE.setdefault((role, "office", "governed"), {"see"})
    WHOLE[role, "organisation", "governed"] = {"see"}
    WHOLE[role, "post", "governed"] = {"see"}
for role in (*BUSINESS, "system_admin", "security_admin", "audit_admin"):
    WHOLE[role, "user", "own"] = {"see", "see_contact", "change_password"}
for role in ("supervisor", "auditor", "audit_admin"):
    WHOLE[role, "user", "governed"] = {"see"}
