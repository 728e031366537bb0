"""One step on a page of its own: a form about one thing, one action, and back to the commitment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Generic, TypeVar, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.views import View

from luoshi.ledger.actions import NotAllowed, Refusal, Stale, StaleRevision
from luoshi.ledger.models import Commitment
from luoshi.office.doors import asker
from luoshi.office.history import Line
from luoshi.office.refusals import explain
from luoshi.people.abilities import Ability, Guarded, abilities
from luoshi.people.models import User

Subject = TypeVar("Subject")


@dataclass(frozen=True, slots=True)
class Words:
    """What a step's page says: its heading, its button, what it says afterwards, and a line of help."""

    title: str | Promise
    button: str | Promise
    thanks: str | Promise
    help: str | Promise = ""
    look: str = "main"


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that somebody did meanwhile."""

    what: str
    by: User | None
    at: datetime
    why: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a stale form shows: what was done since, and each thing as it was seen and as it is now."""

    since: Sequence[Deed] = ()
    lines: Sequence[Line] = ()


class Step(View, Generic[Subject]):
    """Shows the form on GET; on POST takes the step and goes on.

    A subclass finds its thing within the asker's scope, names the ability, makes the form and calls the action.
    """

    words: ClassVar[Words]
    ability: ClassVar[Ability]
    template: ClassVar[str] = "office/checking/step.html"

    def find(self, user: User, subject_id: int) -> Subject:
        """The thing, cut to what the user may see. Raises DoesNotExist."""
        raise NotImplementedError

    def commitment(self, subject: Subject) -> Commitment:
        """The commitment on whose page the step is taken."""
        raise NotImplementedError

    def guarded(self, subject: Subject) -> Guarded:
        """What the ability is asked of: the thing itself, or what it belongs to."""
        return cast(Guarded, subject)

    def needs(self, subject: Subject) -> Ability:
        """The ability that this step needs, where it follows from how far things have come."""
        return self.ability

    def make_form(self, subject: Subject, data: Any = None, files: Any = None) -> forms.Form:
        """The form, bound to ``data`` if there is any."""
        raise NotImplementedError

    def act(self, by: User, subject: Subject, form: forms.Form, at: datetime) -> object:
        """Call the action. The form is valid."""
        raise NotImplementedError

    def compare(self, subject: Subject, form: forms.Form) -> Comparison:
        """What changed since the form was opened. ``subject`` is as things are now."""
        return Comparison()

    def more(self, subject: Subject, form: forms.Form) -> dict[str, Any]:
        """What else the template shows."""
        return {}

    def facts(self, subject: Subject) -> Sequence[tuple[str, str]]:
        """A few things that somebody needs to know before they decide: a name and its words."""
        return ()

    def get(self, request: HttpRequest, subject_id: int) -> HttpResponse:
        """The form as things are now."""
        subject = self.required(request, subject_id)
        return self.show(subject, self.make_form(subject), 200)

    def post(self, request: HttpRequest, subject_id: int) -> HttpResponse:
        """Do it, or say why not."""
        subject = self.required(request, subject_id)
        form = self.make_form(subject, request.POST, request.FILES)
        if not form.is_valid():
            return self.show(subject, form, 422)
        try:
            after = self.act(asker(request), subject, form, timezone.now())
        except (Stale, StaleRevision):
            return self.show_stale(self.find(asker(request), subject_id), form)
        except Refusal as refusal:
            self.refused(form, refusal)
            return self.show(subject, form, 422)
        messages.success(request, str(self.words.thanks))
        return redirect(self.onward(subject, after))

    def required(self, request: HttpRequest, subject_id: int) -> Subject:
        """The thing, for somebody who may do this with it."""
        subject = self.find(asker(request), subject_id)
        if not self.may(subject):
            raise NotAllowed(asker(request), self.needs(subject), self.guarded(subject))
        return subject

    def may(self, subject: Subject) -> bool:
        """May the asker do this with the thing?"""
        return self.needs(subject) in abilities(asker(self.request), self.guarded(subject))

    def refused(self, form: forms.Form, refusal: Refusal) -> None:
        """Say it on the form; a subclass that knows the field says it there."""
        form.add_error(None, explain(refusal))

    def onward(self, subject: Subject, after: object) -> str:
        """Where to go afterwards: back to the list from which the form was opened, or to the commitment."""
        return reverse("due-list") if self.request.GET.get("back") == "due" else self.home(subject)

    def home(self, subject: Subject) -> str:
        """The page that the form belongs to."""
        return reverse("commitment-detail", args=[self.commitment(subject).pk])

    def show(self, subject: Subject, form: forms.Form, status: int) -> HttpResponse:
        """The form's page."""
        context = self.context(subject) | {
            "form": form,
            "facts": self.facts(subject),
            "has_files": form.is_multipart(),
            **self.more(subject, form),
        }
        return render(self.request, self.template, context, status=status)

    def show_stale(self, subject: Subject, form: forms.Form) -> HttpResponse:
        """Somebody was faster: what they did, beside what this person saw and entered."""
        compared = self.compare(subject, form)
        context = self.context(subject) | {
            "since": compared.since,
            "lines": compared.lines,
            "written": list(written_on(form)),
            "may_again": self.may(subject),
        }
        return render(self.request, "office/checking/stale.html", context, status=409)

    def context(self, subject: Subject) -> dict[str, Any]:
        """What the form and the comparison both show."""
        commitment = self.commitment(subject)
        return {
            "here": "account",
            "subject": subject,
            "commitment": commitment,
            "words": self.words,
            "address": self.request.get_full_path(),
            "back": self.onward(subject, None),
        }


def written_on(form: forms.Form) -> list[tuple[str, str]]:
    """What somebody had entered, to be copied from the page that says that it was not taken."""
    shown = []
    for field in form.visible_fields():
        value = form.cleaned_data.get(field.name)
        if isinstance(field.field, forms.ChoiceField | forms.ModelChoiceField | forms.FileField | forms.BooleanField):
            continue
        if value not in (None, ""):
            shown.append((str(field.label), str(value)))
    return shown
