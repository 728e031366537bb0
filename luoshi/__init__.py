"""luoshi 落实: reads a government work report and opens an account for every promise."""

from luoshi.reading import Reading, read

__all__ = ["Reading", "__version__", "read"]

__version__ = "0.1.0"
