"""Registers, records, alerts and packs."""

from __future__ import annotations

READ = {"see", "export"}
KEEP = READ | {"correct", "merge", "withdraw", "open_sealed", "attach", "add", "import"}
BUSINESS = ("supervisor", "reporter", "approver", "leader", "viewer", "deputy", "auditor")
OURS = ("governed", "governed_charged")

WHOLE = {
    ("reporter", "record", "governed_charged"): KEEP,
    ("reporter", "alert", "governed_charged"): READ | {"close_alert"},
    ("system_admin", "pack", "governed"): {"see", "adopt_pack"},
}
for role in BUSINESS:
    WHOLE[role, "register", "governed"] = {"see"}
    WHOLE[role, "pack", "governed"] = {"see"}
for standing in OURS:
    WHOLE["supervisor", "record", standing] = KEEP
    WHOLE["supervisor", "alert", standing] = READ | {"close_alert"}
    WHOLE["approver", "record", standing] = READ | {"approve_change"}
    WHOLE["approver", "alert", standing] = READ
    for reader in ("leader", "auditor"):
        WHOLE[reader, "record", standing] = READ
        WHOLE[reader, "alert", standing] = READ
