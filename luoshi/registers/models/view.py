"""Filters that somebody wants to come back to."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi.people.models import User
from luoshi.registers.models.pack import Register


class SavedView(models.Model):
    """A register's table with its filters, under a name of the user's own."""

    register = models.ForeignKey(Register, models.CASCADE, related_name="views", verbose_name=_("register"))
    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name=_("user"))
    name = models.CharField(_("name"), max_length=60)
    filters = models.JSONField(_("filters"))

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ("name",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("register", "user", "name"), name="registers_view_name_once"),
        ]

    def __str__(self) -> str:
        return self.name
