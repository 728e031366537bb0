"""Why a spreadsheet is not taken, in a sentence that says what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from luoshi.sheets import SheetError, SheetFault

_SENTENCES: Mapping[SheetFault, Callable[[], str]] = {
    SheetFault.EMPTY: lambda: _("This file is empty."),
    SheetFault.TOO_LARGE: lambda: _("This file is too large: at most %(limit)s MB."),
    SheetFault.BOMB: lambda: _("This file unpacks to more than is safe, and was not opened."),
    SheetFault.OLD_FORM: lambda: _("An old .xls, or protected by a password: save it as .xlsx without one."),
    SheetFault.MACROS: lambda: _("This file holds macros: save it as .xlsx without them."),
    SheetFault.HTML: lambda: _("This is a web page under another name: save it as .xlsx."),
    SheetFault.NO_TABLE: lambda: _("This is no table: choose an .xlsx or .csv file."),
    SheetFault.BROKEN: lambda: _("This workbook does not open: save it once more and try again."),
    SheetFault.ENCODING: lambda: _("The characters of this file cannot be read: save it as UTF-8."),
    SheetFault.QUOTES: lambda: _("A quotation mark is not closed in row %(row)s."),
    SheetFault.NO_HEADER: lambda: _("No row holds the headings: %(expected)s."),
    SheetFault.HEADING_TWICE: lambda: _("The heading %(heading)s stands twice."),
    SheetFault.HEADING_MISSING: lambda: _("The heading %(heading)s is missing."),
}


MEGABYTE = 1024 * 1024
_TOO_MANY: Mapping[str, Callable[[], str]] = {
    "rows": lambda: _("More than %(limit)s filled-in rows: nothing was taken. Is it the right file? If so, cut it up."),
    "columns": lambda: _("More than %(limit)s columns: nothing was taken. Is it the right file?"),
}


def explain_sheet(error: SheetError) -> str:
    """One sentence for the person who chose the file."""
    blank = {"limit": "", "what": "", "row": "", "expected": "", "heading": ""}
    if error.fault is SheetFault.TOO_LARGE and error.facts.get("what") in _TOO_MANY:
        return _TOO_MANY[str(error.facts["what"])]() % error.facts
    facts = {**blank, **error.facts}
    if error.facts.get("what") == "bytes":
        facts["limit"] = int(facts["limit"]) // MEGABYTE
    return _SENTENCES[error.fault]() % facts
