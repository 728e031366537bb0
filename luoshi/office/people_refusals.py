"""What people's actions refuse, and what is wrong with a sheet, in sentences that say what to do."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from luoshi.pages.words import day
from luoshi.people.errors import (
    AlreadyApplied,
    AlreadyClosed,
    BadTerm,
    FutureDate,
    ImportFaults,
    LoopInTree,
    NameTaken,
    PostClash,
    ReasonRequired,
    Refusal,
    RolesExclude,
    StillInUse,
)
from luoshi.people.importing import FaultCode, RowFault
from luoshi.people.models import RoleChoice
from luoshi.sheets import SheetError, SheetFault


def explain_people(refusal: Refusal) -> str:
    """One or two sentences."""
    match refusal:
        case ReasonRequired():
            return _("Say why: the history keeps the reason.")
        case FutureDate(on=on):
            return _("%(day)s is still to come. Record it on that day.") % {"day": day(on)}
        case AlreadyClosed(organisation=organisation):
            return _("%(name)s is closed. Choose one that is open.") % {"name": organisation.name}
        case LoopInTree(organisation=organisation, under=under):
            words = _("%(name)s would come to stand beneath itself, because %(under)s belongs to it.")
            return words % {"name": organisation.name, "under": under.name}
        case NameTaken(parent=parent, names=names):
            words = _("%(parent)s already has these names: %(names)s. Rename one of them first.")
            return words % {"parent": parent.name, "names": "、".join(names)}
        case StillInUse(children=children, users=users):
            words = _("%(children)d open organisations and %(users)d active users still belong to it. Move them first.")
            return words % {"children": children, "users": users}
        case _:
            return _of_posts_and_roles(refusal)


def _of_posts_and_roles(refusal: Refusal) -> str:
    match refusal:
        case RolesExclude(role=role, held=held):
            words = _("%(role)s does not go together with: %(held)s. Take those away first, or choose another person.")
            names = "、".join(str(RoleChoice(each).label) for each in held)
            return words % {"role": RoleChoice(role).label, "held": names}
        case PostClash(holding=holding):
            words = _("%(name)s holds the post on some of these days. End that first, or choose other days.")
            return words % {"name": holding.user.display_name}
        case BadTerm():
            return _("The time would end before it begins. Look at both days.")
        case ImportFaults(count=count):
            words = ngettext("%(count)d cell does not fit.", "%(count)d cells do not fit.", count)
            return words % {"count": count}
        case AlreadyApplied():
            return _("This import was carried out before.")
        case _:
            return _("This cannot be done as things are now. Reload the page and look again.")


def explain_sheet(error: SheetError) -> str:
    """Why a file is not taken, and what to do."""
    facts = error.facts
    words = {
        SheetFault.EMPTY: _("The file is empty. Choose the filled-in sheet."),
        SheetFault.BOMB: _("The file unpacks to more than is safe. Copy the rows into a new workbook."),
        SheetFault.OLD_FORM: _("An old .xls, or a workbook with a password. Save it as .xlsx without a password."),
        SheetFault.MACROS: _("The workbook holds macros. Save it as .xlsx, without macros."),
        SheetFault.HTML: _("A web page under a spreadsheet's name. Open it in a spreadsheet and save it as .xlsx."),
        SheetFault.NO_TABLE: _("Neither a workbook nor text. Choose an .xlsx or .csv file."),
        SheetFault.BROKEN: _("The workbook does not open; it is damaged or cut off. Save it again as .xlsx."),
        SheetFault.ENCODING: _("The text is neither UTF-8 nor GB18030. Save it as .xlsx."),
        SheetFault.QUOTES: _("A quotation mark does not close, at row %(row)s or before. Save the sheet as .xlsx."),
        SheetFault.NO_HEADER: _("No row holds the headings %(expected)s. Take the blank sheet and fill it in."),
        SheetFault.HEADING_TWICE: _("The heading “%(heading)s” stands twice. Delete one of the columns."),
        SheetFault.HEADING_MISSING: _("The column “%(heading)s” is missing. Take the blank sheet and fill it in."),
        SheetFault.TOO_LARGE: _("The file is too large (%(what)s: at most %(limit)s). Cut it into several."),
    }[error.fault]
    names = {"bytes": _("size in bytes"), "rows": _("rows"), "columns": _("columns")}
    return words % (facts | {"what": names.get(str(facts.get("what", "")), "")}) if facts else words


def explain_cell(fault: RowFault) -> str:
    """What is wrong in one cell, and what to do."""
    words = {
        FaultCode.REQUIRED: _("Fill this in."),
        FaultCode.TOO_LONG: _("At most %(other)s characters."),
        FaultCode.BAD_NUMBER: _("A whole number is wanted, such as 12."),
        FaultCode.BAD_DAY: _("A day is wanted, such as 2026-03-05."),
        FaultCode.FUTURE: _("This day is still to come."),
        FaultCode.BAD_KIND: _("Write one of: 省、市、区县、镇街、村（社区）、网格、部门、国有企业、其他."),
        FaultCode.BAD_USERNAME: _("Letters, digits and @ . + - _ only."),
        FaultCode.BAD_PHONE: _("Digits, spaces and hyphens only; a masked number cannot come in again."),
        FaultCode.BAD_EMAIL: _("This is no e-mail address."),
        FaultCode.FORMULA: _("A formula without a value. Paste the value itself."),
        FaultCode.MERGED: _("Merged with the cell above. Split it and write the code of this row."),
        FaultCode.TWICE: _("This stands in row %(other)s already. Delete one of the rows."),
        FaultCode.UNKNOWN: _("There is none of this code or name. Add it first, or in the same sheet."),
        FaultCode.FOREIGN: _("It belongs to another government; you cannot change it."),
        FaultCode.CLOSED: _("It is closed. Leave this row out."),
        FaultCode.LOOP: _("It would stand beneath itself. Look at the higher organisations."),
        FaultCode.NAME_TAKEN: _("%(other)s has this name in the same place. Choose another name."),
        FaultCode.FIXED: _("An import does not change this; it is %(other)s."),
    }[fault.code]
    return words % {"other": fault.other} if fault.other else words
