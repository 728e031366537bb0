"""What casework refuses, in a sentence that says what to do."""

from __future__ import annotations

from django.utils.translation import gettext as _

from luoshi.matters import errors
from luoshi.matters.choices import OutcomeChoice
from luoshi.mechanisms.stages import Approver
from luoshi.pages.file_words import file_words
from luoshi.pages.schema_forms import problem_words
from luoshi.pages.words import day, moment


def refusal_words(refusal: errors.Refusal) -> str:
    """Why the step was not taken, and what to do."""
    match refusal:
        case errors.ReasonRequired():
            return _("Please give the reason.")
        case errors.NoLiveMechanism():
            return _("This mechanism is not in force. The system administrator puts it into force.")
        case errors.NotOpenable():
            return _("This mechanism does not open at the desk.")
        case errors.BadForm():
            return _form_words(refusal)
        case errors.StaleStep():
            return _("Somebody was faster: the matter has moved on. Look at it again before you go on.")
        case errors.MatterClosed(matter=matter) if not matter.is_live:
            return _("The matter is closed: this step is no longer open. Nothing was changed.")
        case errors.BadDocument(fault=fault):
            return file_words(fault)
        case errors.MatterClosed():
            return _("The matter is not closed yet: this step is not open.")
        case errors.StillKept():
            return _kept_words(refusal)
        case errors.MatterPaused():
            return _("The matter is paused. Resume it first.")
        case errors.NotYours():
            return _("The matter stands with another organisation.")
        case errors.Recused():
            return _("You stand aside in this matter, or belong to a side that must not learn the source.")
        case _:
            return _stage_words(refusal)


def _kept_words(refusal: errors.StillKept) -> str:
    """Why personal data stays where it is, and until when."""
    if refusal.matter.is_live:
        return _("The matter is open: personal data is needed until it is closed.")
    if refusal.until is None:
        return _("The law keeps this file for ever, so the personal data in it stays, sealed.")
    return _("The law keeps this file until %(day)s. The personal data in it stays sealed until then.") % {
        "day": day(refusal.until)
    }


def _form_words(refusal: errors.BadForm) -> str:
    if refusal.parties:
        return _("Somebody who must take part is missing. It is marked below.")
    return " ".join(problem_words(each) for each in refusal.problems) or _("The form is not complete.")


def _stage_words(refusal: errors.Refusal) -> str:
    """What the stage still waits for, or does not offer."""
    match refusal:
        case errors.DocumentMissing(titles=titles):
            return _("These documents have to be in the file first: %(titles)s.") % {"titles": "、".join(titles)}
        case errors.VisitsMissing(wanted=wanted, there=there):
            return _("%(wanted)s visits have to be on record first; there are %(there)s.") % {
                "wanted": wanted,
                "there": there,
            }
        case errors.OpinionsMissing(organisations=organisations):
            names = "、".join(map(str, organisations))
            return _("These organisations have not given their opinion yet: %(names)s.") % {"names": names}
        case errors.NobodyThere(seat=seat) if seat:
            return _(
                "No organisation fills the seat of this stage."
                " Choose one, or have an administrator fill it (Mechanisms, Seats)."
            )
        case errors.NobodyThere():
            return _("Nobody could be found for the next stage, or they are closed. Choose an organisation.")
        case errors.NotAtThisStage(outcome=outcome):
            return _("This stage does not offer that step (%(step)s).") % {"step": _outcome_words(str(outcome))}
        case _:
            return _limit_words(refusal)


def _limit_words(refusal: errors.Refusal) -> str:
    """What a clock or its rule does not allow."""
    match refusal:
        case errors.PauseRefused(allowed=allowed) if allowed:
            return _("The rule pauses only for: %(reasons)s.") % {"reasons": "、".join(allowed)}
        case errors.PauseRefused():
            return _("No clock of this matter may be paused now.")
        case errors.ExtensionRefused(most=most) if most:
            return _("The rule allows one extension, of at most %(most)s.") % {"most": most}
        case errors.ExtensionRefused():
            return _("This clock cannot be extended: the rule allows none, or it has run out.")
        case errors.NotTheApprover(approver=Approver.LEADER):
            return _("An extension of this limit is granted by a leader or an approver. Ask one of them.")
        case errors.NotTheApprover():
            return _("The rule wants somebody else to agree to this extension.")
        case errors.WindowClosed(until=until) if until:
            return _("The time to do this was over on %(moment)s.") % {"moment": moment(until)}
        case errors.WindowClosed():
            return _("This was done already, or the time to do it is over.")
        case errors.TooManyRequests(again_at=again_at):
            return _("Too many matters in a short time. Try again after %(moment)s.") % {"moment": moment(again_at)}
        case _:
            return _("This cannot be done with the matter as it is now.")


def _outcome_words(outcome: str) -> str:
    return str(OutcomeChoice(outcome).label) if outcome in OutcomeChoice.values else outcome
