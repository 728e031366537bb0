"""Why a file was not taken, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from luoshi.files import BadFile, FileCode

MEGABYTE = 1024 * 1024


def file_words(refusal: BadFile) -> str:
    """Why, and what to do."""
    facts = {"name": refusal.name, "found": refusal.found or "?", "limit": refusal.limit}
    if refusal.code is FileCode.TOO_LARGE:
        facts["limit"] = refusal.limit // MEGABYTE
    return {
        FileCode.EMPTY: _("The file “%(name)s” is empty."),
        FileCode.TOO_LARGE: _("The file “%(name)s” is too large: at most %(limit)s MB."),
        FileCode.TOO_MANY: _("Too many files: at most %(limit)s at once."),
        FileCode.NO_NAME: _("The file “%(name)s” has no proper name with an ending, such as 照片.jpg."),
        FileCode.NOT_TAKEN: _(
            "“%(name)s” is no kind of file that is taken. Pictures, PDF, OFD, Word, Excel and text are."
        ),
        FileCode.WRONG_ENDING: _("The content of “%(name)s” is of another kind (%(found)s) than its ending says."),
        FileCode.MACROS: _("“%(name)s” holds macros or programs. Save it without them."),
        FileCode.BROKEN: _("“%(name)s” is damaged or locked with a password and cannot be opened."),
        FileCode.BOMB: _("“%(name)s” would unpack to far too much. Send the files one by one."),
    }[refusal.code] % facts
