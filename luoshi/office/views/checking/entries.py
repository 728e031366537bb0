"""填报、核实、退回、现场核查, and the files behind an entry."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi.ledger.actions import (
    BadEntry,
    BadEvidence,
    EntryCode,
    EntryDraft,
    Refusal,
    UnreadableFigure,
    add_entry,
    check_on_site,
    return_entry,
    verify_entry,
)
from luoshi.ledger.checking_choices import CheckChoice
from luoshi.ledger.models import Check, Commitment, Entry, Goal
from luoshi.ledger.queries.checking import visible_entries, visible_goals
from luoshi.ledger.tallies import EntryKind
from luoshi.office.forms.checking.entries import CheckForm, EntryForm
from luoshi.office.forms.checking.parts import uploads
from luoshi.office.goal_words import goal_words
from luoshi.office.lamp_words import quantity_words
from luoshi.office.refusals import explain
from luoshi.office.views.checking.stepping import Comparison, Deed, Step, Words
from luoshi.pages.addresses import read_whole
from luoshi.people.abilities import Ability
from luoshi.people.models import User

NUMBER_DIGITS = 8  # of an entry's number
OF_DAY = {EntryCode.FUTURE, EntryCode.TOO_OLD, EntryCode.OUT_OF_ORDER}


class AddEntry(Step[Goal]):
    """Report on a goal."""

    ability = Ability.REPORT
    template = "office/checking/entry.html"
    words = Words(
        gettext_lazy("Report progress"), gettext_lazy("Send the report"), gettext_lazy("Reported. Thank you.")
    )

    def find(self, user: User, subject_id: int) -> Goal:
        goals = visible_goals(user).select_related("commitment__report__owner", "duty__holder", "state")
        return goals.prefetch_related("commitment__supporting").defer("commitment__report__text").get(pk=subject_id)

    def commitment(self, subject: Goal) -> Commitment:
        return subject.commitment

    def make_form(self, subject: Goal, data: Any = None, files: Any = None) -> forms.Form:
        again = self._corrected(subject) if data is None else None
        initial: dict[str, Any] = {"expected": subject.entries.count(), "held_on": timezone.localdate()}
        if again is not None:
            initial |= {
                "corrects": again.number,
                "figure": again.typed,
                "kind": again.kind if again.kind != EntryKind.NOTE else EntryKind.CUMULATIVE,
                "held_on": again.held_on,
                "note": again.note,
            }
        return EntryForm(data, files, unit=subject.unit, initial=initial)

    def _corrected(self, goal: Goal) -> Entry | None:
        """The entry that the address asks to put right."""
        number = read_whole(self.request.GET.get("corrects", ""), digits=NUMBER_DIGITS)
        return None if number is None else goal.entries.filter(number=number).first()

    def act(self, by: User, subject: Goal, form: forms.Form, at: datetime) -> object:
        values = form.cleaned_data
        draft = EntryDraft(
            held_on=values["held_on"],
            figure=values["figure"],
            kind=EntryKind(values["kind"]),
            note=values["note"],
            why_lower=values["why_lower"],
            corrects=values["corrects"],
        )
        return add_entry(
            by=by,
            goal=subject,
            expected_entry=values["expected"],
            draft=draft,
            at=at,
            evidence=uploads(values["evidence"]),
        )

    def refused(self, form: forms.Form, refusal: Refusal) -> None:
        field: str | None = None
        match refusal:
            case UnreadableFigure():
                field = "figure"
            case BadEntry(code=EntryCode.WHY_LOWER):
                field = "why_lower"
                form.ask_lower = True  # type: ignore[attr-defined]
            case BadEntry(code=code) if code in OF_DAY:
                field = "held_on"
            case BadEntry(code=EntryCode.NOTHING):
                field = "figure"
            case BadEntry(code=EntryCode.TOO_LONG):
                field = "note"
            case BadEvidence():
                field = "evidence"
        form.add_error(field, explain(refusal))

    def compare(self, subject: Goal, form: forms.Form) -> Comparison:
        later = subject.entries.filter(number__gt=form.cleaned_data["expected"]).select_related("by").order_by("number")
        return Comparison([Deed(entry_words(each, subject), each.by, each.at, each.note) for each in later])

    def more(self, subject: Goal, form: forms.Form) -> dict[str, Any]:
        latest = subject.entries.select_related("by").order_by("-number").first()
        again = read_whole(str(form["corrects"].value() or ""), digits=NUMBER_DIGITS)
        return {
            "goal": subject,
            "latest": latest,
            "ask_lower": getattr(form, "ask_lower", False) or bool(form["why_lower"].value()),
            "corrected": None if again is None else subject.entries.filter(number=again).first(),
        }


def entry_words(entry: Entry, goal: Goal) -> str:
    """填报 9公里（截至2026年3月5日）"""
    figure = _("words only") if entry.figure is None else quantity_words(entry.figure, goal.unit)
    return _("Reported %(figure)s, as at %(day)s") % {
        "figure": figure,
        "day": date_format(entry.held_on, "DATE_FORMAT"),
    }


class CheckEntry(Step[Entry]):
    """Verify an entry, return it, or record what was found on site."""

    ability = Ability.VERIFY
    template = "office/checking/check.html"
    words = Words(gettext_lazy("Check this entry"), gettext_lazy("Record it"), gettext_lazy("Recorded."))

    def find(self, user: User, subject_id: int) -> Entry:
        parts = (
            "goal__commitment__report__owner",
            "goal__duty__holder",
            "goal__state",
            "organisation",
            "by",
            "corrects",
        )
        rows = visible_entries(user).select_related(*parts).defer("goal__commitment__report__text")
        checks = Prefetch("checks", Check.objects.select_related("by").order_by("number"))
        return rows.prefetch_related(checks, "evidence", "goal__commitment__supporting").get(pk=subject_id)

    def commitment(self, subject: Entry) -> Commitment:
        return subject.goal.commitment

    def make_form(self, subject: Entry, data: Any = None, files: Any = None) -> forms.Form:
        return CheckForm(data, initial={"expected": len(subject.checks.all()), "seen_on": None})

    def act(self, by: User, subject: Entry, form: forms.Form, at: datetime) -> object:
        values = form.cleaned_data
        what: dict[str, Any] = {"by": by, "entry": subject, "expected_check": values["expected"], "at": at}
        what["why"] = values["why"]
        match CheckChoice(values["kind"]):
            case CheckChoice.RETURNED:
                return return_entry(**what)
            case CheckChoice.ON_SITE:
                return check_on_site(**what, seen_on=values["seen_on"], figure=values["figure"])
            case CheckChoice.VERIFIED:
                return verify_entry(**what, figure=values["figure"])

    def refused(self, form: forms.Form, refusal: Refusal) -> None:
        field = {UnreadableFigure: "figure", BadEntry: "seen_on"}.get(type(refusal))
        form.add_error(field, explain(refusal))

    def compare(self, subject: Entry, form: forms.Form) -> Comparison:
        later = [each for each in subject.checks.all() if each.number > form.cleaned_data["expected"]]
        return Comparison([Deed(check_words(each, subject), each.by, each.at, each.why) for each in later])

    def facts(self, subject: Entry) -> Sequence[tuple[str, str]]:
        return [(_("Goal"), goal_words(subject.goal)), (_("Organisation"), subject.organisation.name)]

    def more(self, subject: Entry, form: forms.Form) -> dict[str, Any]:
        return {"goal": subject.goal, "entry": subject, "checks": subject.checks.all(), "state": subject.goal.state}


def check_words(check: Check, entry: Entry) -> str:
    """已核实 9公里"""
    kind = str(CheckChoice(check.kind).label)
    return kind if check.figure is None else f"{kind} {quantity_words(check.figure, entry.goal.unit)}"
