"""The tables of a corpus: documents go in; promises and errors come out."""

from __future__ import annotations

import pyarrow as pa

DOCUMENTS = pa.schema(
    [
        ("id", pa.string()),
        ("name", pa.string()),  # what messages call it; its ending and a year in it help the reading
        ("text", pa.string()),  # a plain text, or
        ("bytes", pa.binary()),  # a file as received
        ("fault", pa.string()),  # why there is neither
    ]
)

# Fields and words of GUIDELINES.md; ``value_high`` is filled for a range only, ``year`` is the report's.
PROMISES = pa.schema(
    [
        ("document", pa.string()),
        ("year", pa.int32()),
        ("kind", pa.string()),
        ("start", pa.int64()),
        ("end", pa.int64()),
        ("quote", pa.string()),
        ("clause", pa.string()),
        ("value", pa.float64()),
        ("value_high", pa.float64()),
        ("unit", pa.string()),
        ("relation", pa.string()),
        ("mode", pa.string()),
        ("modality", pa.string()),
        ("action", pa.string()),
        ("object", pa.string()),
        ("deadline", pa.date32()),
        ("names", pa.list_(pa.string())),
    ]
)

ERRORS = pa.schema(
    [
        ("document", pa.string()),
        ("reason", pa.string()),
        ("place", pa.string()),
        ("detail", pa.string()),
    ]
)

# Both at once: an engine that maps batches gives one table back.
OUTCOMES = pa.schema([*PROMISES, *(field for field in ERRORS if field.name != "document")])


def split_outcomes(outcomes: pa.RecordBatch) -> tuple[pa.RecordBatch, pa.RecordBatch]:
    """The promises and the errors among the outcomes of ``read_batch``, each in its own schema."""
    failed = outcomes.column("reason").is_valid()
    promises = outcomes.filter(outcomes.column("reason").is_null()).select(PROMISES.names)
    return promises, outcomes.filter(failed).select(ERRORS.names)


def to_ipc(batch: pa.RecordBatch) -> bytes:
    """The batch in Arrow's streaming format, to be sent to another process."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    return bytes(sink.getvalue())


def from_ipc(data: bytes) -> pa.RecordBatch:
    """The one batch that ``to_ipc`` wrote."""
    with pa.ipc.open_stream(data) as reader:
        return reader.read_next_batch()
