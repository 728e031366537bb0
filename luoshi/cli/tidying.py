"""The job ``tidy``: once a day, what a killed process left half-written is removed."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from luoshi.cli.jobs import Clock
from luoshi.files import sweep_incoming

DAY = timedelta(days=1)
SWEPT = ".swept"  # its time is that of the last round


def tidy_job(clock: Clock) -> str:
    """Sweep the folder of files, unless that was done within a day. No upload takes a day: older is left over."""
    folder, at = Path(settings.LUOSHI_FILES), clock()
    if not folder.is_dir() or not _is_due(folder / SWEPT, at):
        return ""
    count = sweep_incoming(folder, (at - DAY).timestamp())
    (folder / SWEPT).touch(mode=0o600)
    os.utime(folder / SWEPT, (at.timestamp(), at.timestamp()))
    return f"清理 {count} · {count} removed" if count else ""


def _is_due(swept: Path, at: datetime) -> bool:
    return not swept.exists() or swept.stat().st_mtime <= (at - DAY).timestamp()
