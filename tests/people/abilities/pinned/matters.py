"""Desks, matters in hand and closed, mechanisms and the calendar."""

from __future__ import annotations

READ = {"see", "export"}
HANDLE = READ | {"work", "open_party"}
BACK = READ | {"open_party", "call_back"}

WHOLE = {
    ("supervisor", "desk", "governed"): {"see", "export", "open_matter"},
    ("supervisor", "matter", "governed"): HANDLE | {"dispatch", "grant_time"},
    ("supervisor", "matter", "governed_charged"): HANDLE | {"dispatch", "grant_time"},
    ("supervisor", "matter", "above_charged"): HANDLE,
    ("supervisor", "closed_matter", "governed"): BACK | {"reopen"},
    ("supervisor", "closed_matter", "governed_charged"): BACK | {"reopen"},
    ("supervisor", "closed_matter", "above_charged"): BACK,
    ("reporter", "desk", "governed"): {"see", "open_matter"},
    ("reporter", "matter", "governed_charged"): HANDLE,
    ("reporter", "matter", "above_charged"): HANDLE,
    ("reporter", "closed_matter", "governed_charged"): BACK,
    ("reporter", "closed_matter", "above_charged"): BACK,
    ("leader", "desk", "governed"): {"see"},
    ("approver", "desk", "governed"): {"see"},
    ("approver", "matter", "governed_charged"): {"see", "grant_time"},
    ("approver", "matter", "above_charged"): {"see"},
    ("approver", "closed_matter", "governed_charged"): {"see"},
    ("approver", "closed_matter", "above_charged"): {"see"},
    ("auditor", "desk", "governed"): {"see"},
    ("system_admin", "mechanism", "governed"): {"see", "publish"},
    ("system_admin", "calendar", "governed"): {"see", "import"},
}
for standing in ("governed", "governed_charged"):
    WHOLE["leader", "matter", standing] = {"see", "grant_time"}
    WHOLE["leader", "closed_matter", standing] = {"see"}
for kind in ("matter", "closed_matter"):
    for standing in ("governed", "governed_charged"):
        WHOLE["auditor", kind, standing] = READ
for role in (
    "supervisor", "reporter", "approver", "leader", "viewer", "deputy", "auditor", "security_admin", "audit_admin",
):  # fmt: skip
    for kind in ("mechanism", "calendar"):
        WHOLE[role, kind, "governed"] = {"see"}
