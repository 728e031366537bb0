"""Ray Data: ``map_batches`` over blocks, one block a part."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator

import pyarrow as pa
import ray
import ray.data

from luoshi.corpus._parts import Part
from luoshi.corpus.engines._windows import gather, mark, read_marked, windows

_STORE_BYTES = 1 << 29


def read_on_ray(parts: Iterator[Part], workers: int) -> Generator[tuple[str, pa.RecordBatch], None, None]:
    """Read parts on the cluster at ``RAY_ADDRESS``, or on ``workers`` cores of this machine."""
    started = not ray.is_initialized()
    if started:
        _start(workers)
    try:
        for window in windows(parts, workers):
            dataset = ray.data.from_arrow([mark(part) for part in window])
            # A block is a part, so no batch size: a batch is a block.
            read = dataset.map_batches(_read_block, batch_size=None, batch_format="pyarrow", zero_copy_batch=True)
            blocks = list(read.iter_batches(batch_size=None, batch_format="pyarrow"))
            yield from gather(window, pa.concat_tables(block for block in blocks if block.num_rows))
    finally:
        if started:
            ray.shutdown()


def _read_block(block: pa.Table) -> pa.Table:
    return pa.Table.from_batches(outcome for batch in block.to_batches() for outcome in read_marked(batch))


def _start(workers: int) -> None:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    ray.data.DataContext.get_current().enable_progress_bars = False
    if os.environ.get("RAY_ADDRESS"):
        ray.init(log_to_driver=False, logging_level="error")
        return
    ray.init(
        num_cpus=workers,
        include_dashboard=False,
        object_store_memory=_STORE_BYTES,
        log_to_driver=False,
        logging_level="error",
    )
