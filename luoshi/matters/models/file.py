"""What lies in a matter's file: parties, notes, opinions, documents, visits, agreements, feedback, recusals."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi.matters.choices import NoteKind
from luoshi.matters.models.clock import Clock
from luoshi.matters.models.matter import Matter, Step
from luoshi.people.models import Organisation, User


class Party(models.Model):
    """Somebody who takes part. Personal data is sealed; ``forgotten_at`` says since when there is none."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="parties", verbose_name=_("matter"))
    kind = models.CharField(_("part"), max_length=40)
    name_sealed = models.TextField(blank=True)
    id_sealed = models.TextField(blank=True)
    phone_sealed = models.TextField(blank=True)
    address_sealed = models.TextField(blank=True)
    id_digest = models.CharField(max_length=64, blank=True)
    phone_digest = models.CharField(max_length=64, blank=True)
    shielded = models.BooleanField(_("must not learn the source"), default=False)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", verbose_name=_("organisation")
    )
    forgotten_at = models.DateTimeField(_("forgotten at"), null=True)

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ("matter", "pk")
        indexes: ClassVar = [
            models.Index(fields=("phone_digest",), name="matters_party_phone"),
            models.Index(fields=("id_digest",), name="matters_party_id"),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.kind}"


class Note(models.Model):
    """Words in the file: between colleagues, to the party, or from it. Appended only."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="notes", verbose_name=_("matter"))
    kind = models.CharField(_("kind"), max_length=10, choices=NoteKind.choices)
    text = models.TextField(_("text"))
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ("matter", "at", "pk")

    def __str__(self) -> str:
        return f"{self.matter_id} {self.kind}"


class Opinion(models.Model):
    """What another organisation says at a joint stage: asked for, and given in time or not."""

    step = models.ForeignKey(Step, models.PROTECT, related_name="opinions", verbose_name=_("step"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("organisation"))
    clock = models.ForeignKey(Clock, models.PROTECT, null=True, related_name="+", verbose_name=_("clock"))
    asked_at = models.DateTimeField(_("asked at"))
    text = models.TextField(_("opinion"), blank=True)
    given_at = models.DateTimeField(_("given at"), null=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))

    class Meta:
        verbose_name = _("opinion")
        verbose_name_plural = _("opinions")
        ordering = ("step", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("step", "organisation"), name="matters_opinion_once"),
        ]

    def __str__(self) -> str:
        return f"{self.step_id} {self.organisation_id}"


class Document(models.Model):
    """A document of the file, kept under its digest in the files folder."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="documents", verbose_name=_("matter"))
    step = models.ForeignKey(Step, models.PROTECT, null=True, related_name="documents", verbose_name=_("step"))
    kind = models.CharField(_("kind"), max_length=40, blank=True)
    name = models.CharField(_("file name"), max_length=200)
    digest = models.CharField(_("digest"), max_length=64)
    size = models.PositiveBigIntegerField(_("bytes"))
    drafted = models.BooleanField(_("drawn up from a template"), default=False)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ("matter", "at", "pk")

    def __str__(self) -> str:
        return self.name


class Visit(models.Model):
    """A visit on record, or a call back after closing."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="visits", verbose_name=_("matter"))
    step = models.ForeignKey(Step, models.PROTECT, null=True, related_name="visits", verbose_name=_("step"))
    on = models.DateField(_("on"))
    text = models.TextField(_("what was found"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        ordering = ("matter", "on", "pk")

    def __str__(self) -> str:
        return f"{self.matter_id} {self.on}"


class Agreement(models.Model):
    """An agreement of the parties: since when it binds, and on what terms (人民调解法 arts 28–30)."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="agreements", verbose_name=_("matter"))
    on = models.DateField(_("in force since"))
    written = models.BooleanField(_("in writing"))
    terms = models.TextField(_("terms"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = ("matter", "at", "pk")

    def __str__(self) -> str:
        return f"{self.matter_id} {self.on}"


class Feedback(models.Model):
    """What the party answered after closing. One for each closing."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="answers", verbose_name=_("matter"))
    step = models.OneToOneField(Step, models.PROTECT, related_name="answer", verbose_name=_("step"))
    answer = models.CharField(_("answer"), max_length=20)
    text = models.TextField(_("words"), blank=True)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("taken down by"))

    class Meta:
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        ordering = ("matter", "at", "pk")

    def __str__(self) -> str:
        return f"{self.matter_id} {self.answer}"


class Recusal(models.Model):
    """Somebody who stands aside in a matter, and why."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="recusals", verbose_name=_("matter"))
    user = models.ForeignKey(User, models.PROTECT, related_name="recusals", verbose_name=_("person"))
    why = models.TextField(_("reason"))
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("recusal")
        verbose_name_plural = _("recusals")
        ordering = ("matter", "at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("matter", "user"), name="matters_recused_once"),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.user_id}"


class IntakeAttempt(models.Model):
    """One try to bring a matter through the public door, by a digest of the address: for the limit on robots."""

    address_digest = models.CharField(max_length=64)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("try at the public door")
        verbose_name_plural = _("tries at the public door")
        indexes: ClassVar = [models.Index(fields=("address_digest", "at"), name="matters_intake_try")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
