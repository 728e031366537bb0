"""Files that people bring: told by their bytes, kept under their digest outside the web root. Pure but for the disk."""

from luoshi.files._keeping import keep_original, read_original, sweep_incoming
from luoshi.files._probing import (
    MOST_BYTES,
    MOST_FILES,
    BadFile,
    FileCode,
    Probed,
    Upload,
    clean_name,
    probe,
    probe_all,
)

__all__ = [
    "MOST_BYTES",
    "MOST_FILES",
    "BadFile",
    "FileCode",
    "Probed",
    "Upload",
    "clean_name",
    "keep_original",
    "probe",
    "probe_all",
    "read_original",
    "sweep_incoming",
]
