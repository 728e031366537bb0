"""Finding the documents of a corpus, in a folder of files or in Parquet, and handing them out one by one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from luoshi.reading.sources import Limits

_MOST_BYTES = Limits().document_bytes + 1  # one more than is ever read, so that the reading sees it is too much
_ROWS = 64  # rows of a table held at once
_TEXT_COLUMNS = ("text", "bytes")


class NoDocumentsError(Exception):
    """There is nothing to read at ``path``."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path


@dataclass(frozen=True, slots=True)
class Document:
    """A row of ``DOCUMENTS``: a text or the bytes of a file, or the fault for which there is neither."""

    id: str
    name: str
    text: str | None = None
    data: bytes | None = None
    fault: str | None = None

    @property
    def size(self) -> int:
        """About how many bytes it holds; decides how many documents go into one part."""
        return len(self.data or b"") + 3 * len(self.text or "")


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    id: str
    size: int
    documents: int
    table: bool


@dataclass(frozen=True, slots=True)
class Corpus:
    """What was found: how much there is, and in which files. Nothing is read yet but the footers of tables."""

    files: tuple[_File, ...]

    @property
    def documents(self) -> int:
        return sum(file.documents for file in self.files)

    @property
    def size(self) -> int:
        return sum(file.size for file in self.files)

    def __iter__(self) -> Iterator[Document]:
        """Every document, files in the order of their names, rows in the order of their table."""
        for file in self.files:
            if file.table:
                yield from _rows(file)
            else:
                yield _open_file(file)


def find_documents(source: Path, *, leave_out: Path) -> Corpus:
    """All files below ``source``, or the one file that it is; those that end in ``.parquet`` are tables of documents.

    Hidden files and folders and the folder ``leave_out`` are passed over. Raises ``NoDocumentsError`` when nothing
    is left.
    """
    if source.is_file():
        found = [_file(source, source.parent)]
    else:
        found = [_file(path, source) for path in _walk(source, leave_out.resolve())]
    corpus = Corpus(tuple(found))
    if not corpus.documents:
        raise NoDocumentsError(source)
    return corpus


def _walk(source: Path, leave_out: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(source):
        here = Path(folder)
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and (here / name).resolve() != leave_out
        )
        yield from (here / name for name in sorted(names) if not name.startswith("."))


def _file(path: Path, root: Path) -> _File:
    # A file name may hold bytes that are no UTF-8; an Arrow string may not.
    identity = os.fsencode(path.relative_to(root).as_posix()).decode("utf-8", "backslashreplace")
    try:
        if path.suffix.lower() != ".parquet":
            return _File(path, identity, path.stat().st_size, 1, table=False)
        described = pq.read_metadata(path)
    except (OSError, pa.ArrowException):  # named as an error when its turn comes
        return _File(path, identity, 0, 1, table=path.suffix.lower() == ".parquet")
    groups = (described.row_group(number) for number in range(described.num_row_groups))
    return _File(path, identity, sum(group.total_byte_size for group in groups), described.num_rows, table=True)


def _open_file(file: _File) -> Document:
    try:
        with file.path.open("rb") as stream:
            return Document(file.id, file.id.rpartition("/")[2], data=stream.read(_MOST_BYTES))
    except OSError as error:
        return Document(file.id, file.id, fault=error.strerror or str(error))


def _rows(file: _File) -> Iterator[Document]:
    try:
        # Buffered ahead, a table of a hundred thousand reports would be in memory as a whole at its last row.
        with pq.ParquetFile(file.path, buffer_size=1 << 20, pre_buffer=False) as table:
            names = table.schema_arrow.names
            if not set(_TEXT_COLUMNS) & set(names):
                yield Document(file.id, file.id, fault=f"no column text or bytes among {', '.join(names)}")
                return
            columns = [name for name in ("id", "name", *_TEXT_COLUMNS) if name in names]
            number = 0
            for batch in table.iter_batches(batch_size=_ROWS, columns=columns):
                for row in batch.to_pylist():
                    yield _row(row, f"{file.id}#{number}")
                    number += 1
    except (OSError, UnicodeDecodeError, pa.ArrowException) as error:
        yield Document(file.id, file.id, fault=str(error))


def _row(row: dict[str, object], fallback: str) -> Document:
    identity = fallback if row.get("id") is None else str(row["id"])
    name = str(row.get("name") or identity)
    text, data = row.get("text"), row.get("bytes")
    if text is not None and not isinstance(text, str):
        return Document(identity, name, fault=f"column text holds {type(text).__name__}")
    if data is not None and not isinstance(data, bytes):
        return Document(identity, name, fault=f"column bytes holds {type(data).__name__}")
    return Document(identity, name, text=text, data=data)
