"""The words that casework stores, with what the screen shows for them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from luoshi.mechanisms import Desk
from luoshi.mechanisms.stages import Opener, OutcomeKind, Purpose


class Status(models.TextChoices):
    """How far a matter is."""

    RECEIVED = "received", pgettext_lazy("matter", "To be dispatched")
    OPEN = "open", _("In hand")
    PAUSED = "paused", _("Paused")
    CLOSED = "closed", pgettext_lazy("matter", "Closed")
    MERGED = "merged", _("Merged into another")


LIVE = (Status.RECEIVED, Status.OPEN, Status.PAUSED)


class DeskChoice(models.TextChoices):
    """The three desks."""

    RESIDENTS = Desk.RESIDENTS.value, _("Residents")
    ENTERPRISES = Desk.ENTERPRISES.value, _("Enterprises")
    GOVERNMENT = Desk.GOVERNMENT.value, _("Government")


class OpenerChoice(models.TextChoices):
    """By which door a matter came."""

    RESIDENTS = Opener.RESIDENTS.value, _("A resident")
    ENTERPRISES = Opener.ENTERPRISES.value, _("An enterprise")
    DEPUTIES = Opener.DEPUTIES.value, _("A deputy")
    STAFF = Opener.STAFF.value, _("Staff")
    ALERT = Opener.ALERT.value, _("An alert")
    LEDGER = Opener.LEDGER.value, _("A lamp of the account")


class OutcomeChoice(models.TextChoices):
    """How a step ended."""

    FORWARD = OutcomeKind.FORWARD.value, _("Passed on")
    ESCALATE = OutcomeKind.ESCALATE.value, _("Escalated")
    REFER = OutcomeKind.REFER.value, _("Referred")
    RETURN = OutcomeKind.RETURN.value, pgettext_lazy("matter", "Returned")
    RESOLVE = OutcomeKind.RESOLVE.value, _("Resolved")
    REJECT = OutcomeKind.REJECT.value, _("Not accepted")
    WITHDRAW = OutcomeKind.WITHDRAW.value, _("Withdrawn")
    REFUSE = "refuse", pgettext_lazy("matter", "Refused as misdirected")
    MERGE = "merge", pgettext_lazy("matter", "Merged")


class PurposeChoice(models.TextChoices):
    """What a clock waits for."""

    SIGN = Purpose.SIGN.value, _("Signing for it")
    REFUSE = Purpose.REFUSE.value, pgettext_lazy("clock", "Refusing it as misdirected")
    RULE = Purpose.RULE.value, _("A ruling on whose it is")
    ANSWER = Purpose.ANSWER.value, _("A first answer")
    HANDLE = Purpose.HANDLE.value, _("Handling")
    OPINION = Purpose.OPINION.value, _("A supporting opinion")
    WHOLE = Purpose.WHOLE.value, _("The whole matter")
    FEEDBACK = Purpose.FEEDBACK.value, _("The party's feedback")
    REVIEW = Purpose.REVIEW.value, _("Asking for a review")
    VISIT = Purpose.VISIT.value, _("Calling back")
    FOLLOW_UP = Purpose.FOLLOW_UP.value, _("What follows")


class ClockState(models.TextChoices):
    """How a clock stands."""

    RUNNING = "running", pgettext_lazy("clock", "Running")
    PAUSED = "paused", _("Paused")
    DONE = "done", pgettext_lazy("clock", "Done")
    LAPSED = "lapsed", _("Lapsed")  # a right that was not used
    STOPPED = "stopped", _("No longer needed")


OPEN_CLOCKS = (ClockState.RUNNING, ClockState.PAUSED)


class RungKind(models.TextChoices):
    """What a rung of a clock does."""

    WARN = "warn", _("Warning")
    OVERDUE = "overdue", _("Overdue")


class VersionStatus(models.TextChoices):
    """How a version of a mechanism stands."""

    DRAFT = "draft", _("Draft")
    LIVE = "live", _("Live")
    RETIRED = "retired", _("Retired")


class NoteKind(models.TextChoices):
    """Who a note is for."""

    INTERNAL = "internal", _("Internal note")
    TO_PARTY = "to_party", _("To the party")
    FROM_PARTY = "from_party", _("From the party")


class IncidentKind(models.TextChoices):
    """What went wrong and needs a supervisor."""

    NO_SUPERIOR = "no_superior", _("Nobody stands above the handler")
    SUPERIOR_CLOSED = "superior_closed", _("The superior organisation is closed")
    RETURNED_TWICE = "returned_twice", _("Returned again and again")
    CALENDAR_ENDS = "calendar_ends", _("The calendar does not reach so far")
    NO_RULE = "no_rule", _("The rule can no longer be read")


class TraceCause(models.TextChoices):
    """Why a clock's last day was set or moved."""

    STARTED = "started", _("Started")
    RESUMED = "resumed", _("Resumed after a pause")
    EXTENDED = "extended", _("Extended")
    CALENDAR = "calendar", _("The calendar changed")
