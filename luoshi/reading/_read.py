"""The two ways in: a path or a text, and a source that somebody has opened already."""

from __future__ import annotations

import os
import re
from pathlib import Path

from luoshi.reading._model import Reading
from luoshi.reading.sources import Source, load, to_simplified

# `_assemble` is imported at the first reading: it compiles the whole vocabulary, which takes longer than all the
# rest of the package, and `luoshi --help` has no use for it.
_LONGEST_NAME = 250  # bytes: what file systems allow for one name
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


def read(path_or_text: str | os.PathLike[str]) -> Reading:
    """Read a report from a file or from its text.

    A ``Path`` is a file; a ``str`` is a file when it is one short line and such a file exists, and text otherwise.
    Spans of the reading index ``Reading.text``, which for a ``.txt`` file is the file as it is, without its BOM.

    Raises ``luoshi.reading.sources.SourceError`` for a file that cannot be read, with its code and place.
    """
    if not isinstance(path_or_text, str):
        return read_source(load(path_or_text))
    if _names_a_file(path_or_text):
        return read_source(load(Path(path_or_text)))
    from luoshi.reading._assemble import read_text

    return read_text(path_or_text)


def read_source(source: Source) -> Reading:
    """Read an opened source. A year in its name helps only where the text gives none."""
    from luoshi.reading._assemble import read_text

    found = _YEAR.findall(source.name)
    year = int(found[-1]) if found else None
    if not source.traditional:
        return read_text(source.text, year)
    # The fold is one character for one, so that spans hold in the text as given.
    return read_text(to_simplified(source.text), year, given=source.text)


def _names_a_file(text: str) -> bool:
    if not text or len(text.encode(errors="replace")) >= _LONGEST_NAME or "\n" in text or "\0" in text:
        return False
    return Path(text).is_file()
