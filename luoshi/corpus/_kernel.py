"""The kernel: a batch of documents in, a batch of promises and errors out. The same on every engine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from luoshi.corpus._tables import OUTCOMES, from_ipc, to_ipc
from luoshi.reading import Milestone, Reading, Target, read_source
from luoshi.reading.sources import SourceError, SourceFault, explain, load_bytes

UNREADABLE = "unreadable"  # the file could not be opened, or the table has no document in this row
READER_FAULT = "reader_fault"  # the reading itself failed: a mistake in luoshi, worth reporting
READER_KILLED = "reader_killed"  # the process died over this document: out of memory, or a fault in a C library

# On another machine, or after an extra was installed, these documents may well be read.
PASSING_REASONS = frozenset({UNREADABLE, READER_KILLED, SourceFault.MISSING_EXTRA.value})

# What a mistake in the reading raises. One document's mistake must not cost the other hundred thousand.
_MISTAKES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    RecursionError,
    TypeError,
    ValueError,
)

_Row = dict[str, Any]


def read_batch(documents: pa.RecordBatch) -> pa.RecordBatch:
    """Read every document of a batch.

    In: columns ``id`` and ``text`` or ``bytes``; ``name`` and ``fault`` if there are any (see ``DOCUMENTS``).
    Out: ``OUTCOMES``: one row a target or milestone, documents in their order and promises in text order; and for a
    document that cannot be read one row of kind ``error`` with its reason. ``split_outcomes`` parts the two.
    A document never raises. Texts are spoken of by code points: spans index the text as given, without a BOM.
    """
    present = [name for name in ("id", "name", "text", "bytes", "fault") if name in documents.schema.names]
    rows: list[_Row] = []
    for document in documents.select(present).to_pylist():
        rows.extend(_read_document(document))
    return pa.RecordBatch.from_pylist(rows, schema=OUTCOMES)


def read_ipc(data: bytes) -> bytes:
    """``read_batch`` from one process to another."""
    return to_ipc(read_batch(from_ipc(data)))


def killed_outcomes(documents: pa.RecordBatch) -> pa.RecordBatch:
    """The outcomes of documents over which the reading process died."""
    detail = "读取进程在处理该文件时异常终止（内存不足，或文件损坏）。"
    rows = [_error(identity, READER_KILLED, detail) for identity in documents.column("id").to_pylist()]
    return pa.RecordBatch.from_pylist(rows, schema=OUTCOMES)


def _read_document(document: _Row) -> list[_Row]:
    identity, text, data = str(document["id"]), document.get("text"), document.get("bytes")
    name = document.get("name") or identity
    if document.get("fault"):
        return [_error(identity, UNREADABLE, document["fault"])]
    try:
        if text is not None:
            # A text is a text whatever its name ends in; the name still says the year.
            data, name = text.encode(), name.rpartition(".")[0] or name
        reading = read_source(load_bytes(data or b"", name))
        return list(_promises(identity, reading))
    except SourceError as error:
        return [_error(identity, error.code.value, explain(error), error.place)]
    except _MISTAKES as error:
        return [_error(identity, READER_FAULT, f"{type(error).__name__}: {error}")]


def _promises(identity: str, reading: Reading) -> Iterator[_Row]:
    found: list[Target | Milestone] = [*reading.targets, *reading.milestones]
    for promise in sorted(found, key=lambda promise: promise.start):
        fields = _target(promise) if isinstance(promise, Target) else {"kind": "milestone"}
        yield {
            "document": identity,
            "year": reading.year,
            "start": promise.start,
            "end": promise.end,
            "quote": _squeeze(promise.quote),
            "modality": promise.modality,
            "action": _squeeze(promise.action),
            "deadline": promise.deadline,
            "names": [_squeeze(name) for name in promise.names],
            **fields,
        }


def _target(target: Target) -> _Row:
    low, high = target.value if isinstance(target.value, tuple) else (target.value, None)
    return {
        "kind": "target",
        "clause": _squeeze(target.clause),
        "value": low,
        "value_high": high,
        "unit": _squeeze(target.unit),
        "relation": target.relation,
        "mode": target.mode,
        "object": _squeeze(target.object),
    }


def _squeeze(words: str) -> str:
    """Without white space, as the guideline wants every quotation."""
    return "".join(words.split())


def _error(identity: str, reason: str, detail: str, place: str = "") -> _Row:
    return {"document": identity, "kind": "error", "reason": reason, "place": place, "detail": detail}
