"""The journal as a whole."""

from __future__ import annotations

WHOLE = {
    ("audit_admin", "journal", "governed"): {"see", "export"},
    ("auditor", "journal", "governed"): {"see", "export"},
}
