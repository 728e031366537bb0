"""A file is put beside a record: a photograph, an acceptance sheet."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from luoshi.files import MOST_FILES, BadFile, FileCode, Upload, keep_original, probe
from luoshi.journal.actions import record as write_line
from luoshi.journal.digests import Json
from luoshi.people.abilities import Ability, require
from luoshi.people.models import User
from luoshi.registers.choices import RecordState
from luoshi.registers.errors import BadAttachment, NotLive
from luoshi.registers.models import Record, RecordFile

FOLDER = Path("records")


@transaction.atomic
def attach_file(*, by: User, record: Record, file: Upload, at: datetime) -> RecordFile:
    """Keep the file beside the record, told by its bytes. The same bytes again change nothing.

    Raises NotLive, and BadAttachment for what is not taken: empty, above 20 MB, of no known kind or another than its
    name says, with macros, damaged, or the eleventh of its record.
    """
    current = Record.objects.select_for_update().get(pk=record.pk)
    require(by, Ability.ATTACH, current)
    if current.state != RecordState.LIVE:
        raise NotLive(current)
    try:
        probed = probe(file)
        if current.files.count() >= MOST_FILES:
            raise BadFile(FileCode.TOO_MANY, probed.name, limit=MOST_FILES)
    except BadFile as bad:
        raise BadAttachment(bad.code, bad.name, bad.found, bad.limit) from bad
    digest = keep_original(settings.LUOSHI_FILES / FOLDER, probed.data)
    made, is_new = RecordFile.objects.get_or_create(
        record=current, digest=digest, defaults={"name": probed.name, "size": len(probed.data), "by": by, "at": at}
    )
    if is_new:
        data: dict[str, Json] = {"file": made.pk, "name": made.name, "digest": digest}
        write_line(by=by, action="record.attached", subject=current, at=at, data=data)
    return made
