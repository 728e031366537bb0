"""Documents are handed out one by one, however many a table holds."""

from __future__ import annotations

import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from luoshi.corpus._documents import find_documents


def test_a_table_is_not_kept_in_memory_while_it_is_read(tmp_path: Path) -> None:
    """Each group of rows is a megabyte that does not compress; two or three at a time may be held, not all forty."""
    groups, rows, size = 40, 64, 1 << 20
    with pq.ParquetWriter(tmp_path / "in.parquet", pa.schema([("text", pa.string())])) as table:
        for _ in range(groups):
            table.write_table(pa.table({"text": [os.urandom(size // rows // 2).hex() for _ in range(rows)]}))
    before, most, read = pa.total_allocated_bytes(), 0, 0

    for document in find_documents(tmp_path, leave_out=tmp_path / "out"):
        most, read = max(most, pa.total_allocated_bytes() - before), read + len(document.text or "")

    assert read == groups * size
    assert most < 8 * size
