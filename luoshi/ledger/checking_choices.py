"""The words that the rows of checking (查账) may hold, with their labels."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from luoshi.ledger.lamps import Colour
from luoshi.ledger.tallies import CheckKind, EntryKind


class DutyPart(models.TextChoices):
    """What an organisation does in a commitment."""

    LEAD = "lead", _("Lead")
    SHARE = "share", _("Own share")
    SUPPORTING = "supporting", _("Supporting")


class DutyState(models.TextChoices):
    """Where a duty stands between the office and the organisation."""

    DISPATCHED = "dispatched", _("To be signed for")
    SIGNED = "signed", _("Signed for")
    REFUSED = "refused", _("Refusal to be ruled on")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class DutyStepKind(models.TextChoices):
    """What was done with a duty."""

    DISPATCHED = "dispatched", _("Dispatched")
    SIGNED = "signed", _("Signed for")
    REFUSED = "refused", _("Refused")
    REROUTED = "rerouted", _("Re-routed")
    UPHELD = "upheld", _("Refusal not accepted")
    RULED = "ruled", _("Finally ruled")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class EntryChoice(models.TextChoices):
    """What an entry's figure means."""

    CUMULATIVE = EntryKind.CUMULATIVE.value, _("Total so far")
    PERIOD = EntryKind.PERIOD.value, _("Added in the period")
    NOTE = EntryKind.NOTE.value, _("Words only")


class EntrySource(models.TextChoices):
    """How an entry came in."""

    FORM = "form", _("Typed into the form")
    PROSE = "prose", _("Read out of a text")
    SHEET = "sheet", _("From a spreadsheet")
    MEASURE = "measure", _("Counted from records")


class CheckChoice(models.TextChoices):
    """What a supervisor did with an entry."""

    VERIFIED = CheckKind.VERIFIED.value, pgettext_lazy("step", "Verified")
    RETURNED = CheckKind.RETURNED.value, _("Returned")
    ON_SITE = CheckKind.ON_SITE.value, _("Checked on site")


class ColourChoice(models.TextChoices):
    """What a lamp shows."""

    RED = Colour.RED.value, _("Red")
    YELLOW = Colour.YELLOW.value, _("Yellow")
    BLUE = Colour.BLUE.value, _("Blue")
    GREEN = Colour.GREEN.value, _("Green")
    GREY = Colour.GREY.value, _("Grey")


class RuleTopic(models.TextChoices):
    """What a rule of the office is about."""

    LAMP = "lamp", _("Lamps")
    DISPATCH = "dispatch", _("Signing for and refusing")
    REMINDING = "reminding", _("Reminders")
    SETTLING = "settling", _("Settlement")
    LOAD = "load", _("Reporting load")


class Ending(models.TextChoices):
    """The three ends of a commitment."""

    SETTLED = "settled", _("Settled")
    CARRIED_OVER = "carried_over", _("Carried over")
    DROPPED = "dropped", _("Dropped")


class SettlementState(models.TextChoices):
    """How far an application to end a commitment has come."""

    APPLIED = "applied", _("To be verified")
    VERIFIED = "verified", _("To be signed")
    SIGNED = "signed", _("Signed")
    RETURNED = "returned", _("Returned")


class SettlementStepKind(models.TextChoices):
    """What was done with such an application."""

    APPLIED = "applied", _("Applied for")
    VERIFIED = "verified", pgettext_lazy("step", "Verified")
    SIGNED = "signed", _("Signed")
    RETURNED = "returned", _("Returned")


class NoticeState(models.TextChoices):
    """How far a supervision notice has come."""

    OPEN = "open", _("To be answered")
    ANSWERED = "answered", _("Answered")
    CLOSED = "closed", _("Closed")


class NoticeStepKind(models.TextChoices):
    """What was done with a supervision notice."""

    OPENED = "opened", _("Opened")
    ANSWERED = "answered", _("Answered")
    RETURNED = "returned", _("Answer not accepted")
    CLOSED = "closed", _("Closed")


class Channel(models.TextChoices):
    """How a message reaches its recipient."""

    INBOX = "inbox", _("In the application")
    EMAIL = "email", _("E-mail")
    WEBHOOK = "webhook", _("Group robot")


class HookForm(models.TextChoices):
    """Whose robot it is: the form of its messages."""

    WECOM = "wecom", _("WeCom")
    DINGTALK = "dingtalk", _("DingTalk")
    FEISHU = "feishu", _("Feishu")
    PLAIN = "plain", _("Plain JSON")


class MessageKind(models.TextChoices):
    """What a message is about."""

    DISPATCHED = "dispatched", _("New duty")
    RULED = "ruled", _("Ruling on a refusal")
    REFUSED = "refused", _("Duty refused")
    RETURNED = "returned", _("Entry returned")
    REQUESTED = "requested", _("Entry asked for")
    NEAR = "near", _("Due soon")
    DUE = "due", _("Due today")
    LATE = "late", _("Overdue")
    MONTHLY = "monthly", _("This month's report is missing")
    NOTICE = "notice", _("Supervision notice")
    SETTLEMENT = "settlement", _("Settlement")
    TEST = "test", _("Test message")


class MessageState(models.TextChoices):
    """How far a message has come."""

    PENDING = "pending", _("Waiting")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")
