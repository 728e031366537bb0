"""What Ray and Spark share: parts in windows, each row marked with its part, outcomes gathered by part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyarrow as pa

from luoshi.corpus._kernel import read_batch
from luoshi.corpus._parts import Part
from luoshi.corpus._tables import OUTCOMES

_BYTES = 1 << 25  # for each worker; about eight seconds of reading, against which the start of a job is small
_PART = pa.field("part", pa.string())
MARKED_OUTCOMES = pa.schema([_PART, *OUTCOMES])


def windows(parts: Iterator[Part], workers: int) -> Iterator[list[Part]]:
    """Parts as they come, as many together as keep the workers busy."""
    held: list[Part] = []
    size = 0
    for part in parts:
        held.append(part)
        size += part.size
        if size >= workers * _BYTES:
            yield held
            held, size = [], 0
    if held:
        yield held


def mark(part: Part) -> pa.Table:
    """The documents of a part with its name on each."""
    return pa.Table.from_batches([_marked(part.documents, part.name)])


def read_marked(batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """``read_batch`` on marked documents: one batch of marked outcomes for each part among them."""
    names = batch.column("part").to_pylist()
    start = 0
    for end in range(1, len(names) + 1):
        if end == len(names) or names[end] != names[start]:
            yield _marked(read_batch(batch.slice(start, end - start)), names[start])
            start = end


def gather(window: Iterable[Part], marked: pa.Table) -> Iterator[tuple[str, pa.RecordBatch]]:
    """The outcomes of each part of the window; a part without any has no promises and no errors."""
    marked = marked.cast(MARKED_OUTCOMES).combine_chunks()
    names = marked.column("part").to_pylist()
    rows: dict[str, list[int]] = {part.name: [] for part in window}
    for index, name in enumerate(names):
        rows[name].append(index)
    for name, indices in rows.items():
        outcomes = marked.take(pa.array(indices, pa.int64())).select(OUTCOMES.names).combine_chunks()
        yield name, (outcomes.to_batches() or [pa.RecordBatch.from_pylist([], schema=OUTCOMES)])[0]


def _marked(batch: pa.RecordBatch, name: str) -> pa.RecordBatch:
    marks = pa.array([name] * batch.num_rows, _PART.type)
    return pa.RecordBatch.from_arrays([marks, *batch.columns], schema=pa.schema([_PART, *batch.schema]))
