"""Documents into text: txt in the bare install; docx, PDF, OFD, HTML and lists of tasks (xlsx) with the extra
``documents``; scans and photos with the extra ``ocr``; .doc where LibreOffice is installed.

Pure: no network, no clock, no Django. The library of each form is imported when a document of that form turns up.
"""

from luoshi.reading.sources._faults import Doubt, Language, Notice, SourceError, SourceFault, explain
from luoshi.reading.sources._load import load, load_bytes, load_stream
from luoshi.reading.sources._model import Form, Limits, Source
from luoshi.reading.sources._places import Place
from luoshi.reading.sources._probe import ENDINGS
from luoshi.reading.sources._traditional import to_simplified

__all__ = [
    "ENDINGS",
    "Doubt",
    "Form",
    "Language",
    "Limits",
    "Notice",
    "Place",
    "Source",
    "SourceError",
    "SourceFault",
    "explain",
    "load",
    "load_bytes",
    "load_stream",
    "to_simplified",
]
