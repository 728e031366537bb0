"""Documents into parts: what one worker reads at a time, what one output file holds, and what is never read twice."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import pyarrow as pa

from luoshi import __version__
from luoshi.corpus._documents import Corpus, Document
from luoshi.corpus._tables import DOCUMENTS
from luoshi.reading import rules_version

_LEAST, _MOST = 1 << 18, 1 << 23  # bytes of a part
_PARTS = 64  # as many as a small corpus is cut into, so that every worker has some and a kill costs little
_FORMAT = 1  # of the output


@dataclass(frozen=True, slots=True)
class Part:
    """Some documents under a name that is made of their content and of the version of the reading."""

    name: str
    documents: pa.RecordBatch
    size: int


def cut_parts(corpus: Corpus) -> Iterator[Part]:
    """The whole corpus in parts. The same documents give the same parts whatever the engine or the number of workers.

    Where a part ends is decided by the document that stands there, not by counting from the start: a document that
    is added or changed later changes its own part, and seldom a neighbour.
    """
    size = part_size(corpus.size)
    held: list[Document] = []
    total = 0
    for document in corpus:
        held.append(document)
        total += document.size
        if total >= 2 * size or _ends_part(document, size):
            yield _part(held, total)
            held, total = [], 0
    if held:
        yield _part(held, total)


def part_size(corpus_size: int) -> int:
    """Bytes that a part should hold: a power of two, so that a growing corpus seldom changes it."""
    wanted = max(1, corpus_size // _PARTS)
    return min(_MOST, max(_LEAST, 1 << wanted.bit_length()))


@cache
def reading_version() -> str:
    """Which luoshi, rules and words do the reading."""
    return f"{__version__}+{rules_version()}"


def _ends_part(document: Document, size: int) -> bool:
    return zlib.crc32(document.id.encode()) * size < document.size << 32


def _part(documents: list[Document], size: int) -> Part:
    return Part(_digest(documents), _batch(documents), size)


def _digest(documents: Iterable[Document]) -> str:
    total = hashlib.sha256(f"{_FORMAT} {reading_version()}".encode())
    for document in documents:
        for field in (document.id, document.name, document.text, document.data, document.fault):
            value = field.encode() if isinstance(field, str) else field
            total.update(b"-" if value is None else b"%d:" % len(value))
            total.update(value or b"")
    return total.hexdigest()[:20]


def _batch(documents: list[Document]) -> pa.RecordBatch:
    columns = [
        [document.id for document in documents],
        [document.name for document in documents],
        [document.text for document in documents],
        [document.data for document in documents],
        [document.fault for document in documents],
    ]
    return pa.RecordBatch.from_arrays(
        [pa.array(values, field.type) for values, field in zip(columns, DOCUMENTS, strict=True)], schema=DOCUMENTS
    )
