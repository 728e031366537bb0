"""Files that a party brings with its matter: told by their bytes, kept before the first row is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.conf import settings

from luoshi.files import BadFile, FileCode, Probed, Upload, probe
from luoshi.journal.bulk import Happening
from luoshi.matters.files import keep_file
from luoshi.matters.models import Document, Matter
from luoshi.statements import Trip

MOST_BROUGHT = 5  # an open door takes fewer than the office's own forms do


def probe_brought(uploads: Sequence[Upload]) -> tuple[tuple[Probed, ...], tuple[BadFile, ...]]:
    """The files, and what is wrong with each that is not taken: whoever has to choose again hears of all at once."""
    if len(uploads) > MOST_BROUGHT:
        return (), (BadFile(FileCode.TOO_MANY, uploads[MOST_BROUGHT].name[:120], limit=MOST_BROUGHT),)
    taken, faults = [], []
    for each in uploads:
        try:
            taken.append(probe(each, most_bytes=settings.LUOSHI_UPLOAD_BYTES))
        except BadFile as fault:
            faults.append(fault)
    return tuple(taken), tuple(faults)


def keep_brought(files: Iterable[Probed]) -> list[Document]:
    """Keep the bytes, and give the rows that will name them. A failure afterwards leaves a file too many at worst."""
    return [Document(name=each.name, digest=keep_file(each.data), size=len(each.data)) for each in files]


def file_brought(matter: Matter, documents: Sequence[Document], at: datetime, trip: Trip) -> list[Happening]:
    """Write the rows of a matter that is written already; what the journal says of each."""
    for each in documents:
        each.matter, each.at = matter, at
    trip.insert(documents)
    return [
        Happening("matter.filed", matter, data={"document": each.pk, "kind": "", "digest": each.digest})
        for each in documents
    ]
