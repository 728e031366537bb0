"""Files of evidence: as any file that is brought, refused in the words of checking."""

from __future__ import annotations

from luoshi.files import MOST_BYTES, MOST_FILES, BadFile, Probed, Upload
from luoshi.files import probe_all as probe_files
from luoshi.ledger.checking_errors import BadEvidence

__all__ = ["MOST_FILES", "Probed", "Upload", "probe_all"]


def probe_all(uploads: list[Upload], *, most_bytes: int = MOST_BYTES) -> tuple[Probed, ...]:
    """All of them, or BadEvidence for the first that is not taken."""
    try:
        return probe_files(uploads, most_bytes=most_bytes)
    except BadFile as bad:
        raise BadEvidence(bad.code, bad.name, bad.found, bad.limit) from bad
