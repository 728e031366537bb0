"""Where the kernel runs: on this machine's cores, on Ray, on Spark. Each engine is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from enum import StrEnum

import pyarrow as pa

from luoshi.corpus._parts import Part

# Takes parts as it needs them and gives the outcomes of each back under its name, in any order.
Engine = Callable[[Iterator[Part], int], Generator[tuple[str, pa.RecordBatch], None, None]]


class EngineName(StrEnum):
    """The engines there are."""

    LOCAL = "local"
    RAY = "ray"
    SPARK = "spark"


class MissingEngineError(Exception):
    """The library of the engine is not installed."""

    def __init__(self, engine: EngineName) -> None:
        super().__init__(engine)
        self.engine = engine


def get_engine(name: EngineName) -> Engine:
    """The engine of that name. Raises ``MissingEngineError``."""
    try:
        return _import_engine(name)
    except ModuleNotFoundError as error:
        raise MissingEngineError(name) from error


def _import_engine(name: EngineName) -> Engine:
    if name is EngineName.RAY:
        from luoshi.corpus.engines._ray import read_on_ray

        return read_on_ray
    if name is EngineName.SPARK:
        from luoshi.corpus.engines._spark import read_on_spark

        return read_on_spark
    from luoshi.corpus.engines._local import read_locally

    return read_locally
