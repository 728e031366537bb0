"""Documents into text: txt in the bare install; docx, PDF, OFD, HTML and lists of tasks (xlsx) with the extra
``documents``; scans and photos with the extra ``ocr``; .doc where LibreOffice is installed.

Pure: no network, no clock, no Django. The library of each form is imported when a document of that form turns up.
"""

from luoshi.reading.sources._faults import Doubt, Language, Notice, SourceError, SourceFault, explain
from luoshi.reading.sources._load import load, load_bytes, load_stream
from luoshi.reading.sources._model import Form, Limits, Source
from luoshi.reading.sources._picture import can_draw, picture_page
from luoshi.reading.sources._places import Box, Mark, Place, find_places, place_at
from luoshi.reading.sources._probe import ENDINGS
from luoshi.reading.sources._traditional import to_simplified

__all__ = [
    "ENDINGS",
    "Box",
    "Doubt",
    "Form",
    "Language",
    "Limits",
    "Mark",
    "Notice",
    "Place",
    "Source",
    "SourceError",
    "SourceFault",
    "can_draw",
    "explain",
    "find_places",
    "load",
    "load_bytes",
    "load_stream",
    "picture_page",
    "place_at",
    "to_simplified",
]
