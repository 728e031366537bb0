"""Reports and commitments."""

from __future__ import annotations

READ = {"see", "export"}
KEEP = READ | {"confirm", "correct", "split", "merge", "reject", "assign"}

WHOLE = {
    ("supervisor", "report", "governed"): READ | {"add", "confirm"},
    ("supervisor", "report", "above"): READ,
    ("supervisor", "commitment", "governed"): KEEP,
    ("supervisor", "commitment", "governed_charged"): KEEP,
    ("supervisor", "commitment", "above_charged"): READ,
    ("supervisor", "replaced_commitment", "governed"): READ,
    ("supervisor", "replaced_commitment", "governed_charged"): READ,
    ("supervisor", "replaced_commitment", "above_charged"): READ,
    ("reporter", "report", "governed"): READ,
    ("reporter", "report", "above"): READ,
    ("reporter", "commitment", "governed_charged"): READ,
    ("reporter", "commitment", "above_charged"): READ,
}
for reader in ("leader", "approver", "auditor"):
    WHOLE |= {
        (reader, "report", "governed"): READ,
        (reader, "report", "above"): READ,
        (reader, "commitment", "governed"): READ,
        (reader, "commitment", "governed_charged"): READ,
        (reader, "commitment", "above_charged"): READ,
        (reader, "replaced_commitment", "governed"): READ,
        (reader, "replaced_commitment", "governed_charged"): READ,
        (reader, "replaced_commitment", "above_charged"): READ,
    }
for onlooker in ("viewer", "deputy"):
    WHOLE |= {
        (onlooker, "report", "governed"): {"see"},
        (onlooker, "commitment", "governed"): {"see"},
        (onlooker, "commitment", "governed_charged"): {"see"},
    }
