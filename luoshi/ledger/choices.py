"""The words that ledger rows may hold, with their labels."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi.reading import Part, Reason


class CommitmentKind(models.TextChoices):
    """What can be checked at the year's end: a number, a stage, or only that something was done."""

    TARGET = "target", _("Target")
    MILESTONE = "milestone", _("Milestone")
    ACTION = "action", _("Action")


class TargetKind(models.TextChoices):
    """A number to be reached, or a named thing's stage."""

    TARGET = "target", _("Target")
    MILESTONE = "milestone", _("Milestone")


class ModalityChoice(models.TextChoices):
    """How strongly it is promised."""

    FIRM = "firm", _("Firm")
    STRIVE = "strive", _("Strived for")


class RelationChoice(models.TextChoices):
    """How the outcome must stand to the value."""

    EQ = "eq", _("exactly")
    GE = "ge", _("at least")
    GT = "gt", _("more than")
    LE = "le", _("at most")
    LT = "lt", _("less than")
    APPROX = "approx", _("about")
    RANGE = "range", _("between")


class ModeChoice(models.TextChoices):
    """What the number measures."""

    DO = "do", _("done in the period")
    REACH = "reach", _("level to be reached")
    GROW = "grow", _("growth")
    CUT = "cut", _("reduction")


class Status(models.TextChoices):
    """Where a commitment stands before anything is reported on it."""

    PROPOSED = "proposed", _("Proposed")
    CONFIRMED = "confirmed", _("Confirmed")
    REJECTED = "rejected", _("Rejected")
    REPLACED = "replaced", _("Replaced")


LIVE = (Status.PROPOSED, Status.CONFIRMED)


class Origin(models.TextChoices):
    """How a commitment came to be."""

    READ = "read", _("Read by the program")
    ADDED = "added", _("Added by hand")
    SPLIT = "split", _("Split off")
    MERGED = "merged", _("Merged")


class Change(models.TextChoices):
    """What a revision did."""

    READ = "read", _("Read by the program")
    ADDED = "added", _("Added by hand")
    SPLIT = "split", _("Split off")
    MERGED = "merged", _("Merged")
    CONFIRMED = "confirmed", _("Confirmed")
    CORRECTED = "corrected", _("Corrected")
    REJECTED = "rejected", _("Rejected")
    REPLACED = "replaced", _("Replaced")
    ASSIGNED = "assigned", _("Assigned")


class PartChoice(models.TextChoices):
    """Where in a report a section stands."""

    FRONT = Part.FRONT.value, _("Front matter")
    LOOKBACK = Part.LOOKBACK.value, _("Lookback")
    OUTLOOK = Part.OUTLOOK.value, _("Outlook")
    GLOSSARY = Part.GLOSSARY.value, _("Glossary")
    CLOSING = Part.CLOSING.value, _("Closing matter")


class PassageReason(models.TextChoices):
    """Why a forward sentence is no promise."""

    HEADING = Reason.HEADING.value, _("Heading")
    SLOGAN = Reason.SLOGAN.value, _("Slogan")
    SALUTATION = Reason.SALUTATION.value, _("Salutation")
    PRINCIPLE = Reason.PRINCIPLE.value, _("Guiding principle")
    AIM = Reason.AIM.value, _("Aim without an act")
    BACKGROUND = Reason.BACKGROUND.value, _("Background or fact")
    NO_VERB = Reason.NO_VERB.value, _("No word of doing")
