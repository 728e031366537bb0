"""Documents into text: txt in the bare install; docx, PDF and HTML with the extra ``documents``.

Pure: no network, no clock, no Django. The library of each form is imported when a document of that form turns up.
"""

from luoshi.reading.sources._faults import Language, SourceError, SourceFault, explain
from luoshi.reading.sources._load import load, load_bytes, load_stream
from luoshi.reading.sources._model import Form, Limits, Source
from luoshi.reading.sources._traditional import to_simplified

__all__ = [
    "Form",
    "Language",
    "Limits",
    "Source",
    "SourceError",
    "SourceFault",
    "explain",
    "load",
    "load_bytes",
    "load_stream",
    "to_simplified",
]
