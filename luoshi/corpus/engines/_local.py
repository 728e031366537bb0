"""This machine's cores: a process each, batches sent as Arrow IPC. A document may kill its process, not the run."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import connection, get_context, parent_process

import pyarrow as pa

from luoshi.corpus._kernel import killed_outcomes, read_ipc
from luoshi.corpus._parts import Part
from luoshi.corpus._tables import from_ipc, to_ipc

_AHEAD = 3  # parts held for each worker, so that none waits for the disk

_Kernel = Callable[[bytes], bytes]
_Running = dict[Future[bytes], Part]


def read_locally(
    parts: Iterator[Part], workers: int, kernel: _Kernel = read_ipc
) -> Generator[tuple[str, pa.RecordBatch], None, None]:
    """Read parts on ``workers`` processes. Holds no more than a few parts for each."""
    suspects: list[Part] = []
    while True:
        running: _Running = {}
        with _pool(workers) as pool:
            try:
                for part in parts:
                    running[_submit(pool, kernel, part, suspects)] = part
                    if len(running) >= workers * _AHEAD:
                        yield from _finished(running)
                while running:
                    yield from _finished(running)
                break
            except BrokenProcessPool:
                suspects.extend(running.values())
    for part in suspects:
        yield part.name, _read_apart(part.documents, kernel)


def _submit(pool: ProcessPoolExecutor, kernel: _Kernel, part: Part, suspects: list[Part]) -> Future[bytes]:
    try:
        return pool.submit(kernel, to_ipc(part.documents))
    except BrokenProcessPool:
        suspects.append(part)
        raise


def _finished(running: _Running) -> Iterator[tuple[str, pa.RecordBatch]]:
    done, _ = wait(running, return_when=FIRST_COMPLETED)
    for future in done:
        outcomes = from_ipc(future.result())
        yield running.pop(future).name, outcomes


def _read_apart(documents: pa.RecordBatch, kernel: _Kernel) -> pa.RecordBatch:
    """Read a suspect part by itself; halve it until the document is found over which the process dies."""
    try:
        with _pool(1) as pool:
            return from_ipc(pool.submit(kernel, to_ipc(documents)).result())
    except BrokenProcessPool:
        if documents.num_rows == 1:
            return killed_outcomes(documents)
    half = documents.num_rows // 2
    first, second = _read_apart(documents.slice(0, half), kernel), _read_apart(documents.slice(half), kernel)
    return pa.Table.from_batches([first, second]).combine_chunks().to_batches()[0]


@contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """Worker processes; when the block is left by an exception, Ctrl-C among them, they end at once."""
    # Spawned, not forked: Arrow has threads, and a fork beside threads may hang.
    context = get_context("spawn")
    held, holding = context.Pipe(duplex=False)
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_begin_worker, initargs=(held,))
    try:
        yield pool
        pool.shutdown()
    finally:
        holding.close()
        pool.shutdown(cancel_futures=True)
        held.close()


def _begin_worker(held: connection.Connection) -> None:
    # Ctrl-C reaches every process of the terminal; the parent alone decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    ends = [held] if parent is None else [held, parent.sentinel]
    threading.Thread(target=_end_with, args=(ends,), daemon=True).start()


def _end_with(ends: list[connection.Connection | int]) -> None:
    """End with the parent, which may have been killed and then tells nobody, or when it lets go of its end."""
    connection.wait(ends)
    os._exit(1)
