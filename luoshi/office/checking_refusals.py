"""What checking (查账) refuses, in a sentence that says what to do."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from luoshi.ledger.actions import (
    AlreadyDispatched,
    BadEntry,
    BadEvidence,
    BadPath,
    BadShares,
    BetterPlaceRequired,
    CannotSettle,
    Ended,
    EntryCode,
    FinallyRuled,
    InMatter,
    LoadExceeded,
    NotConfirmed,
    NotNow,
    Refusal,
    RefusalTooLate,
    SamePlace,
    SelfApproval,
    Stale,
    UnfitRule,
    UnreadableFigure,
)
from luoshi.ledger.dispatching import ShareCode
from luoshi.ledger.figures import FigureCode
from luoshi.ledger.measuring.binding import BadBinding, BadBindingCode
from luoshi.ledger.paths import Fault, FaultCode
from luoshi.ledger.settling import SettleCode, SettleFault
from luoshi.office.lamp_words import quantity_words
from luoshi.pages.file_words import file_words


def explain_checking(refusal: Refusal) -> str | None:
    """One or more sentences; None for what is no refusal of checking."""
    match refusal:
        case UnreadableFigure(code=code, found=found, unit=unit):
            return _figure(code, found, unit)
        case BadEntry():
            return _entry(refusal)
        case BadEvidence():
            return file_words(refusal)
        case BadShares(fault=fault):
            return _share(fault.code, fault.sum)
        case BadPath(faults=faults):
            return " ".join(_path(fault) for fault in faults)
        case CannotSettle(faults=faults):
            return " ".join(dict.fromkeys(_settling(fault) for fault in faults))
        case _:
            return _duty(refusal) or _other(refusal)


def _duty(refusal: Refusal) -> str | None:
    match refusal:
        case NotConfirmed():
            return _("Only a confirmed commitment can be dispatched. Confirm it first.")
        case AlreadyDispatched():
            return _(
                "It has been dispatched already. Who does it is changed by re-routing; its bounds stay as they are."
            )
        case RefusalTooLate(refuse_by=day):
            return _("The days for refusing ended on %(day)s. Speak with the supervision office.") % {
                "day": date_format(day, "DATE_FORMAT")
            }
        case FinallyRuled():
            return _("The office has ruled finally on who does this. It cannot be refused again.")
        case BetterPlaceRequired():
            return _("Name the organisation that should do it instead; not your own.")
        case SamePlace(organisation=organisation):
            return _("%(name)s has this duty already. Choose another organisation.") % {"name": organisation}
        case _:
            return None


def _other(refusal: Refusal) -> str | None:
    match refusal:
        case Ended():
            return _("This commitment has ended. Nothing more can be done with it.")
        case InMatter(matter=matter):
            return _("This notice is handled as matter %(code)s. What is to be done is done there.") % {
                "code": matter.code
            }
        case NotNow():
            return _("This step does not follow from where things stand now. Go back and look again.")
        case Stale():
            return _("Somebody did something after you opened this page. Go back and look again.")
        case SelfApproval():
            return _("Nobody checks or approves what they wrote themselves. A colleague has to do it.")
        case LoadExceeded(organisation=organisation, load=load, cap=cap):
            return _(
                "%(name)s has been asked for %(count)s extra reports this month; the cap is %(cap)s. "
                "Wait for next month, or ask for fewer."
            ) % {"name": organisation, "count": load.requests, "cap": cap}
        case BadBinding(code=code, words=words):
            return _binding(code, words)
        case UnfitRule(field=field):
            return _("The value for “%(field)s” does not fit.") % {"field": field}
        case _:
            return None


def _binding(code: BadBindingCode, words: str) -> str:
    sentences = {
        BadBindingCode.UNKNOWN_MEASURE: _("No pack in force declares this measure any more. Choose another."),
        BadBindingCode.OTHER_UNIT: _("This measure counts in “%(words)s”, the goal in another unit."),
        BadBindingCode.HAS_SHARES: _("Its figure is the sum of its shares: choose a measure for each of them."),
        BadBindingCode.PLACE: _("Matters belong to a government, not to a division: leave the code empty."),
        BadBindingCode.NO_MILESTONE: _("Only a named thing that is to reach a stage is settled by records of stages."),
        BadBindingCode.UNKNOWN_STAGE: _("No pack in force declares this stage any more. Choose another."),
        BadBindingCode.UNKNOWN_THING: _("One of these records is not there, is withdrawn, or belongs elsewhere."),
        BadBindingCode.PART: _("The part has to be above 0 and at most 100 percent."),
    }
    return sentences[code] % {"words": words} if code is BadBindingCode.OTHER_UNIT else sentences[code]


def _figure(code: FigureCode, found: str, unit: str) -> str:
    words = {
        FigureCode.EMPTY: _("Write a figure."),
        FigureCode.NO_NUMBER: _("This is no figure. Write a number such as 1200, 1,200 or 4.8万."),
        FigureCode.SEVERAL_POINTS: _("The figure has more than one decimal point. Which number is meant?"),
        FigureCode.BAD_COMMAS: _("The commas stand in the wrong places. Write 1,200 or 1200."),
        FigureCode.POWER: _("Write the figure out in digits, or with 万 or 亿, without powers of ten."),
        FigureCode.NEGATIVE: _("The figure is below zero, which this goal cannot be."),
        FigureCode.TOO_LARGE: _("The figure is far too large. Look at its zeros and its unit."),
        FigureCode.TOO_FINE: _("The figure has more than six decimals. Round it."),
        FigureCode.OTHER_UNIT: _("This goal is counted in “%(unit)s”, but you wrote “%(found)s”. Convert the figure."),
        FigureCode.TOO_LONG: _("That is too long for a figure. Put the words into the note."),
        FigureCode.NOT_WHOLE: _(
            "This goal is counted in whole “%(unit)s”, and you wrote “%(found)s”. "
            "Give the number that is done, and say in the note what is half done."
        ),
    }[code]
    named = code in (FigureCode.OTHER_UNIT, FigureCode.NOT_WHOLE)
    return words % {"unit": unit, "found": found} if named else words


def _entry(refusal: BadEntry) -> str:
    day = date_format(refusal.on, "DATE_FORMAT") if refusal.on else ""
    facts = {"day": day, "last": quantity_words(refusal.last, "")}
    return {
        EntryCode.FUTURE: _("That day has not come yet. Today is %(day)s."),
        EntryCode.TOO_OLD: _("That day is before the year of this goal, which starts on %(day)s."),
        EntryCode.NOTHING: _("Write a figure, or a note in words."),
        EntryCode.WHY_LOWER: _("The total so far is %(last)s, as at %(day)s. Is the lower figure right? Then say why."),
        EntryCode.OUT_OF_ORDER: _(
            "A figure for a period must come after the last report, as at %(day)s. Give the total so far instead."
        ),
        EntryCode.HAS_SHARES: _("This goal is shared out: its figure is the sum of what the organisations report."),
        EntryCode.NOT_ITS_OWN: _("The entry to be put right belongs to another goal. Open the form again."),
        EntryCode.TOO_LONG: _("The note is too long. Put long texts into a file."),
    }[refusal.code] % facts


def _share(code: ShareCode, total: float | None) -> str:
    return {
        ShareCode.NONE: _("Write at least one organisation's share."),
        ShareCode.TWICE: _("One organisation has two shares of the same target."),
        ShareCode.NOT_POSITIVE: _("Every share must be above zero."),
        ShareCode.NOT_THE_SUM: _("The shares add up to %(sum)s, which is not the target."),
        ShareCode.NO_NUMBER: _("This target cannot be shared out: it is a rate, a level, or has no number."),
    }[code] % {"sum": quantity_words(total, "")}


def _path(fault: Fault) -> str:
    words = {
        FaultCode.BACKWARDS: _("The last day is before the first."),
        FaultCode.NOT_A_NUMBER: _("A figure is missing or far too large."),
        FaultCode.NO_POINTS: _("This shape needs nodes: one line each."),
        FaultCode.NEEDLESS_POINTS: _("This shape has no nodes: leave them out, or choose another shape."),
        FaultCode.TOO_MANY: _("Too many nodes."),
        FaultCode.OUTSIDE: _("The day lies outside the period."),
        FaultCode.OUT_OF_ORDER: _("The day is not after the one before it."),
        FaultCode.TURNS_BACK: _("The figure goes back from the one before it."),
        FaultCode.BEYOND_GOAL: _("The figure goes beyond the goal."),
        FaultCode.NOT_AT_GOAL: _("The last node must reach the goal."),
        FaultCode.NO_NAME: _("A milestone needs its name."),
        FaultCode.NOT_QUARTER_END: _("The day is not the end of a quarter."),
    }[fault.code]
    return (
        words if fault.index is None else _("Node %(number)s: %(words)s") % {"number": fault.index + 1, "words": words}
    )


def _settling(fault: SettleFault) -> str:
    return {
        SettleCode.NO_REASON: _("Say why: the history keeps the reason."),
        SettleCode.NO_EVIDENCE: _("Add at least one file of evidence."),
        SettleCode.NOT_REACHED: _("Goal %(goal)s is not reached yet."),
        SettleCode.NOT_VERIFIED: _("The figure that reaches goal %(goal)s has not been verified yet."),
        SettleCode.NO_GOALS: _("It was never dispatched."),
        SettleCode.NOT_ON_SITE: _("This one must be looked at on site: give the day of the visit."),
        SettleCode.SAME_PERSON: _("Applying, verifying and signing must be done by three different people."),
        SettleCode.NOT_NOW: _("This step does not follow from where things stand now. Go back and look again."),
    }[fault.code] % {"goal": fault.goal}
