"""A whole corpus: documents found, cut into parts, read by an engine, stored; finished parts are not read again."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from luoshi.corpus._documents import find_documents
from luoshi.corpus._parts import Part, cut_parts, reading_version
from luoshi.corpus._store import Counts, Store
from luoshi.corpus.engines import EngineName, get_engine


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come: ``kept`` documents were finished before it began, ``read`` in it, ``bytes`` of them."""

    total: int
    kept: int
    read: int
    bytes: int
    promises: int
    errors: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What the output folder holds in the end, and how many documents this run read for it."""

    documents: int
    promises: int
    errors: int
    reasons: tuple[tuple[str, int], ...]
    read: int


def read_corpus(
    source: Path,
    out: Path,
    *,
    engine: EngineName = EngineName.LOCAL,
    workers: int | None = None,
    watch: Callable[[Progress], None] = lambda _: None,
) -> Summary:
    """Read every document of ``source``, a folder of files or Parquet tables, into the folder ``out``.

    A document that cannot be read goes to the error table and never stops the run. A run that was killed is taken up
    where it stopped, and documents that were added or changed are all that a later run reads. ``watch`` is told after
    each part. Raises ``NoDocumentsError``, ``ForeignFolderError`` and ``MissingEngineError``; ``OSError`` when ``out``
    cannot be written.
    """
    run = get_engine(engine)
    corpus = find_documents(source, leave_out=out)
    about = {"reading": reading_version(), "source": str(source)}
    store = Store(out)
    store.open(about)
    ledger = _Ledger(store, corpus.documents, watch)
    with closing(run(ledger.unfinished(cut_parts(corpus)), workers or usable_cores())) as read:
        for name, outcomes in read:
            ledger.enter(name, store.write(name, ledger.waiting[name].documents.num_rows, outcomes))
    store.close(about, ledger.in_order())
    return ledger.summary()


def usable_cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Ledger:
    """Which parts there are, and what became of each."""

    def __init__(self, store: Store, total: int, watch: Callable[[Progress], None]) -> None:
        self.waiting: dict[str, Part] = {}
        self._store = store
        self._total = total
        self._watch = watch
        self._order: dict[str, None] = {}
        self._counts: dict[str, Counts] = {}
        self._kept = self._read = self._bytes = 0

    def unfinished(self, parts: Iterable[Part]) -> Iterator[Part]:
        for part in parts:
            if part.name in self._order:  # the same documents under the same ids, twice in the corpus
                self._total -= part.documents.num_rows
                continue
            self._order[part.name] = None
            counts = self._store.finished(part.name)
            if counts is None or counts.passing:
                self.waiting[part.name] = part
                yield part
            else:
                self._kept += counts.documents
                self._count(part.name, counts)

    def enter(self, name: str, counts: Counts) -> None:
        self._read += counts.documents
        self._bytes += self.waiting.pop(name).size
        self._count(name, counts)

    def in_order(self) -> dict[str, Counts]:
        return {name: self._counts[name] for name in self._order}

    def summary(self) -> Summary:
        reasons: Counter[str] = Counter()
        for counts in self._counts.values():
            reasons.update(counts.reasons)
        documents = self._kept + self._read
        return Summary(documents, self._promises(), self._errors(), tuple(reasons.most_common()), self._read)

    def _count(self, name: str, counts: Counts) -> None:
        self._counts[name] = counts
        self._watch(Progress(self._total, self._kept, self._read, self._bytes, self._promises(), self._errors()))

    def _promises(self) -> int:
        return sum(counts.promises for counts in self._counts.values())

    def _errors(self) -> int:
        return sum(counts.errors for counts in self._counts.values())
