"""A sheet that somebody brought in: kept as it was read, shown as a plan, carried out once."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi.people.models.user import User


class ImportSheet(models.TextChoices):
    """What a sheet holds."""

    ORGANISATIONS = "organisations", _("Organisations")
    POSTS = "posts", _("Posts")
    USERS = "users", _("Users")


class ImportBatch(models.Model):
    """One sheet. Its rows may hold telephone numbers, so they are sealed as a whole."""

    sheet = models.CharField(_("sheet"), max_length=16, choices=ImportSheet.choices)
    file_name = models.CharField(_("file name"), max_length=200)
    file_digest = models.CharField(_("digest"), max_length=64)
    row_count = models.PositiveIntegerField(_("rows"))
    rows_sealed = models.TextField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("made by"))
    made_at = models.DateTimeField(_("made at"))
    applied_at = models.DateTimeField(_("applied at"), null=True, blank=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.file_name
