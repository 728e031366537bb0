"""The output folder: finished parts, their errors and the manifest; a kill at any moment loses no finished part.

- ``part-<digest>.parquet``: promises; its being there means that the part is finished
- ``_errors/part-<digest>.parquet``: documents of that part that could not be read, with the reason
- ``_manifest.json``: which parts there are, with their counts, and whether the corpus is complete
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from luoshi.corpus._kernel import PASSING_REASONS
from luoshi.corpus._tables import ERRORS, split_outcomes

_MANIFEST = "_manifest.json"
_OURS = re.compile(r"part-(?:[0-9a-f]{20}|none)\.parquet(\.\d+\.tmp)?|_manifest\.json\.\d+\.tmp")
_KEY = b"luoshi"


class ForeignFolderError(Exception):
    """The output folder holds something else; nothing is written into it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.folder = folder


@dataclass(frozen=True, slots=True)
class Counts:
    """What a part holds. ``passing`` errors may be gone another time; such a part is read again on the next run."""

    documents: int
    promises: int
    errors: int
    passing: int
    reasons: Mapping[str, int]


class Store:
    """An output folder. One run at a time writes to it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._errors = folder / "_errors"

    def open(self, about: Mapping[str, str]) -> None:
        """Make the folder, or take up one that an earlier run has left. Raises ``ForeignFolderError``."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if not (self.folder / _MANIFEST).exists() and any(
            not _OURS.fullmatch(entry.name) for entry in self.folder.iterdir()
        ):
            raise ForeignFolderError(self.folder)
        self._write_manifest({**about, "complete": False})
        self._errors.mkdir(exist_ok=True)

    def finished(self, name: str) -> Counts | None:
        """The counts of a part that need not be read again; None when it is not there or is not whole."""
        try:
            metadata = pq.read_metadata(self._path(name)).metadata or {}
            counts = Counts(**json.loads(metadata[_KEY]))
        except (OSError, KeyError, TypeError, ValueError, pa.ArrowException):
            return None
        if counts.errors and not self._path(name, self._errors).exists():
            return None
        return counts

    def write(self, name: str, documents: int, outcomes: pa.RecordBatch) -> Counts:
        """Store a part. Its errors come first, so that the part counts as finished only when both are safe."""
        promises, errors = split_outcomes(outcomes)
        reasons = Counter(errors.column("reason").to_pylist())
        passing = sum(count for reason, count in reasons.items() if reason in PASSING_REASONS)
        counts = Counts(documents, promises.num_rows, errors.num_rows, passing, dict(reasons))
        if errors.num_rows:
            _write_table(self._path(name, self._errors), errors, counts)
        _write_table(self._path(name), promises, counts)
        return counts

    def close(self, about: Mapping[str, str], parts: Mapping[str, Counts]) -> None:
        """Say in the manifest that the corpus is complete, and remove the parts that no longer belong to it."""
        if not any(counts.errors for counts in parts.values()):
            _write_table(self._path("none", self._errors), ERRORS.empty_table(), Counts(0, 0, 0, 0, {}))
        self._write_manifest({**about, "complete": True, **_totals(parts)})
        promised = {self._path(name).name for name in parts}
        faulty = {self._path(name).name for name, counts in parts.items() if counts.errors} or {"part-none.parquet"}
        for folder, kept in ((self.folder, promised), (self._errors, faulty)):
            for entry in folder.iterdir():
                if _OURS.fullmatch(entry.name) and entry.name not in kept:
                    entry.unlink(missing_ok=True)

    def _path(self, name: str, folder: Path | None = None) -> Path:
        return (folder or self.folder) / f"part-{name}.parquet"

    def _write_manifest(self, manifest: Mapping[str, object]) -> None:
        text = json.dumps(manifest, ensure_ascii=False, indent=1)
        _write_safely(self.folder / _MANIFEST, lambda stream: stream.write(text.encode()))


def _totals(parts: Mapping[str, Counts]) -> dict[str, object]:
    reasons: Counter[str] = Counter()
    for counts in parts.values():
        reasons.update(counts.reasons)
    return {
        "documents": sum(counts.documents for counts in parts.values()),
        "promises": sum(counts.promises for counts in parts.values()),
        "errors": dict(reasons.most_common()),
        "parts": [{"part": name, **asdict(counts)} for name, counts in parts.items()],
    }


def _write_table(path: Path, rows: pa.RecordBatch | pa.Table, counts: Counts) -> None:
    table = pa.Table.from_batches([rows]) if isinstance(rows, pa.RecordBatch) else rows
    table = table.replace_schema_metadata({_KEY: json.dumps(asdict(counts))})
    _write_safely(path, lambda stream: pq.write_table(table, stream, compression="zstd"))


def _write_safely(path: Path, write: Callable[[IO[bytes]], Any]) -> None:
    """The file is there whole or not at all, also after a power cut."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    with temporary.open("wb") as stream:
        write(stream)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make the rename itself last. Windows knows no such call on a folder."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
