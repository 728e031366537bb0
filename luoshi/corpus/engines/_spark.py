"""Spark: ``mapInArrow`` over a data frame of documents."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Iterator

import pyarrow as pa
from pyspark import SparkConf
from pyspark.sql import SparkSession

from luoshi.corpus._parts import Part
from luoshi.corpus.engines._windows import MARKED_OUTCOMES, gather, mark, read_marked, windows

_TYPES = {
    pa.string(): "string",
    pa.int32(): "int",
    pa.int64(): "bigint",
    pa.float64(): "double",
    pa.date32(): "date",
    pa.list_(pa.string()): "array<string>",
}
_SCHEMA = ", ".join(f"`{field.name}` {_TYPES[field.type]}" for field in MARKED_OUTCOMES)
_ROWS = 256  # of a batch; a row may be a whole PDF


def read_on_spark(parts: Iterator[Part], workers: int) -> Generator[tuple[str, pa.RecordBatch], None, None]:
    """Read parts on the master that ``spark-submit`` names, or on ``workers`` cores of this machine."""
    started = SparkSession.getActiveSession() is None
    session = _session(workers)
    try:
        for window in windows(parts, workers):
            documents = session.createDataFrame(pa.concat_tables(mark(part) for part in window))
            yield from gather(window, documents.mapInArrow(_read_batches, _SCHEMA).toArrow())
    finally:
        if started:
            session.stop()


def _read_batches(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        yield from read_marked(batch)


def _session(workers: int) -> SparkSession:
    builder = SparkSession.builder.appName("luoshi corpus")
    if not SparkConf().contains("spark.master"):
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        builder = builder.master(f"local[{workers}]").config("spark.ui.enabled", "false")
        builder = builder.config("spark.log.level", "ERROR").config("spark.ui.showConsoleProgress", "false")
    builder = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", str(_ROWS))
    session: SparkSession = builder.getOrCreate()
    return session
