"""What the facts of one day add up to, so that a figure over a million records is a sum of some thousand rows."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi.registers.models.pack import Register


class Subtotal(models.Model):
    """A part of what the facts of one day, or of one month, at one division add up to under one measure.

    A projection of records: each further version of a record adds rows (the version before it with a minus sign) and
    changes none, so that writers never wait for each other; all of them together can be made again from nothing.
    """

    register = models.ForeignKey(  # its records name it too, and the index below begins with it
        Register, models.CASCADE, related_name="subtotals", db_index=False, db_constraint=False,
        verbose_name=_("register"),
    )  # fmt: skip
    measure = models.CharField(_("measure"), max_length=40)
    division = models.CharField(_("division code"), max_length=12, blank=True)
    is_month = models.BooleanField(_("of a whole month"))
    held_on = models.DateField(_("held on"))  # of a month, its first day
    item = models.TextField(_("what counts once"), blank=True)
    facts = models.BigIntegerField(_("facts in ten-thousandths"))
    total = models.BigIntegerField(_("total in ten-thousandths"))
    among = models.BigIntegerField(_("facts it is a share of, in ten-thousandths"))

    class Meta:
        verbose_name = _("subtotal")
        verbose_name_plural = _("subtotals")
        indexes: ClassVar = [models.Index(fields=("register", "is_month", "held_on"), name="registers_subtotal_day")]

    def __str__(self) -> str:
        return f"{self.measure} {self.division} {self.held_on}"
