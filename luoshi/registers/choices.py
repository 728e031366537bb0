"""The words that register rows may hold, with their labels."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class RecordState(models.TextChoices):
    """Does the record count?"""

    LIVE = "live", _("Valid")
    MERGED = "merged", _("Merged into another record")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class RecordChange(models.TextChoices):
    """What a version did."""

    ADDED = "added", _("Recorded")
    IMPORTED = "imported", _("Imported")
    CORRECTED = "corrected", _("Corrected")
    MERGED = "merged", _("Merged")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class RequestState(models.TextChoices):
    """Where a change that needs approval stands."""

    PENDING = "pending", _("Waiting for approval")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")


class AlertState(models.TextChoices):
    """Where an alert stands."""

    OPEN = "open", _("To be seen to")
    CLOSED = "closed", _("Seen to")


class AlertSeverity(models.TextChoices):
    """How an alert is shown."""

    NOTICE = "notice", _("Notice")
    WARNING = "warning", _("Warning")
    URGENT = "urgent", _("Urgent")


class AlertResult(models.TextChoices):
    """What came of an alert."""

    SOLVED = "solved", _("Solved")
    UNSOLVED = "unsolved", _("Seen to, and not solved")
    CORRECTED = "corrected", _("The record was wrong and has been corrected")
    GROUNDLESS = "groundless", _("Looked into: nothing to do")


class ImportState(models.TextChoices):
    """Where an import stands."""

    READY = "ready", _("Ready to run")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    STOPPED = "stopped", _("Stopped")
