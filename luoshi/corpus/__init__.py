"""Thousands of reports at once, on Arrow: the same reading on one core, on all cores, on Ray, on Spark.

Needs the extra ``corpus``. No Django, no clock, no network of its own.
"""

from luoshi.corpus._documents import NoDocumentsError
from luoshi.corpus._kernel import read_batch
from luoshi.corpus._run import Progress, Summary, read_corpus, usable_cores
from luoshi.corpus._store import ForeignFolderError
from luoshi.corpus._tables import DOCUMENTS, ERRORS, OUTCOMES, PROMISES, split_outcomes
from luoshi.corpus.engines import EngineName, MissingEngineError

__all__ = [
    "DOCUMENTS",
    "ERRORS",
    "OUTCOMES",
    "PROMISES",
    "EngineName",
    "ForeignFolderError",
    "MissingEngineError",
    "NoDocumentsError",
    "Progress",
    "Summary",
    "read_batch",
    "read_corpus",
    "split_outcomes",
    "usable_cores",
]
