"""Packs as they were adopted, each version whole, and the registers that they declare."""

from __future__ import annotations

from functools import lru_cache
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luoshi.mechanisms import Pack, load_files
from luoshi.mechanisms import Register as DeclaredRegister
from luoshi.people.abilities import Asker, Kind, Standing
from luoshi.people.models import User


class PackVersion(models.Model):
    """A pack as it was adopted: its files word for word. Appended only; the latest of a name is in force."""

    name = models.CharField(_("name"), max_length=40)
    number = models.PositiveIntegerField(_("number"))
    version = models.CharField(_("version"), max_length=40)
    digest = models.CharField(_("digest"), max_length=64)
    files = models.JSONField(_("files"))
    is_own = models.BooleanField(_("the place's own"))
    adopted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("adopted by"))
    adopted_at = models.DateTimeField(_("adopted at"))

    ability_kind: ClassVar[Kind] = Kind.PACK

    class Meta:
        verbose_name = _("pack version")
        verbose_name_plural = _("pack versions")
        ordering = ("name", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("name", "number"), name="registers_pack_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="registers_pack_number_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"

    @property
    def pack(self) -> Pack:
        """What it declares. A row never changes, so it is read once for each process."""
        return _load(self.pk, self.name, self.digest)

    def standing_to(self, asker: Asker) -> Standing:
        """Packs belong to the office."""
        return Standing.GOVERNED


@lru_cache(maxsize=200)
def _load(pk: int, name: str, digest: str) -> Pack:
    row = PackVersion.objects.get(pk=pk, name=name, digest=digest)
    return load_files(row.name, row.files, is_own=row.is_own)


class Register(models.Model):
    """One register of a pack, whatever its version."""

    pack_name = models.CharField(_("pack"), max_length=40)
    name = models.CharField(_("name"), max_length=40)
    title = models.CharField(_("title"), max_length=80)
    latest = models.ForeignKey(PackVersion, models.PROTECT, related_name="+", verbose_name=_("version in force"))
    added_up = models.ForeignKey(
        PackVersion, models.PROTECT, null=True, related_name="+", verbose_name=_("version of its subtotals")
    )

    ability_kind: ClassVar[Kind] = Kind.REGISTER

    class Meta:
        verbose_name = _("register")
        verbose_name_plural = _("registers")
        ordering = ("pack_name", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("pack_name", "name"), name="registers_register_name_once"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def declared(self) -> DeclaredRegister:
        """Its declaration in the version in force."""
        return self.latest.pack.register(self.name)

    def standing_to(self, asker: Asker) -> Standing:
        """Registers belong to the office; the records in them to organisations."""
        return Standing.GOVERNED

    def context_of(self, field: str) -> str:
        """What a sealed value of this field is bound to."""
        return f"register.{self.pack_name}.{self.name}.{field}"
