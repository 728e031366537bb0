"""销号、结转、调整取消: applied for, verified, signed, or sent back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi.ledger.actions import (
    BadEntry,
    BadEvidence,
    Refusal,
    apply_for_settlement,
    return_settlement,
    sign_settlement,
    verify_settlement,
)
from luoshi.ledger.checking_choices import DutyPart, DutyState, Ending, SettlementState, SettlementStepKind
from luoshi.ledger.models import Commitment, Duty, Settlement
from luoshi.ledger.queries.checking import visible_duties, visible_settlements
from luoshi.office.forms.checking.ending import ApplyForm, VerifyEndForm
from luoshi.office.forms.checking.parts import OptionalReasonForm, ReasonForm, uploads
from luoshi.office.history import Line
from luoshi.office.refusals import explain
from luoshi.office.views.checking.stepping import Comparison, Deed, Step, Words
from luoshi.people.abilities import Ability
from luoshi.people.models import User

REACHED_STATE = {each.value: SettlementState(each.value) for each in SettlementStepKind}


class Apply(Step[Duty]):
    """The lead asks that the commitment end. The address names the commitment; what counts is its lead's duty."""

    ability = Ability.APPLY
    template = "office/checking/apply.html"
    words = Words(
        gettext_lazy("Apply for the commitment's end"),
        gettext_lazy("Apply"),
        gettext_lazy("Applied for: the supervision office verifies it, then a leader signs."),
    )

    def find(self, user: User, subject_id: int) -> Duty:
        rows = visible_duties(user).select_related("commitment__report__owner", "holder")
        rows = rows.prefetch_related("commitment__supporting").defer("commitment__report__text")
        return rows.exclude(state=DutyState.WITHDRAWN).get(commitment=subject_id, part=DutyPart.LEAD)

    def commitment(self, subject: Duty) -> Commitment:
        return subject.commitment

    def make_form(self, subject: Duty, data: Any = None, files: Any = None) -> forms.Form:
        return ApplyForm(data, files)

    def act(self, by: User, subject: Duty, form: forms.Form, at: datetime) -> object:
        values = form.cleaned_data
        return apply_for_settlement(
            by=by,
            commitment=subject.commitment,
            ending=Ending(values["ending"]),
            at=at,
            why=values["why"],
            evidence=uploads(values["evidence"]),
        )

    def refused(self, form: forms.Form, refusal: Refusal) -> None:
        form.add_error("evidence" if isinstance(refusal, BadEvidence) else None, explain(refusal))

    def more(self, subject: Duty, form: forms.Form) -> dict[str, Any]:
        goals = subject.commitment.goals.filter(parent=None).select_related("state").order_by("number")
        return {"goals": list(goals)}


class EndingStep(Step[Settlement]):
    """A step about one application."""

    template = "office/checking/ending.html"

    def find(self, user: User, subject_id: int) -> Settlement:
        rows = visible_settlements(user).select_related("commitment__report__owner", "applicant")
        return rows.prefetch_related("commitment__supporting").defer("commitment__report__text").get(pk=subject_id)

    def commitment(self, subject: Settlement) -> Commitment:
        return subject.commitment

    def compare(self, subject: Settlement, form: forms.Form) -> Comparison:
        seen = form.cleaned_data["expected"]
        steps = list(subject.steps.select_related("by").order_by("number"))
        since = [Deed(str(each.get_kind_display()), each.by, each.at, each.why) for each in steps if each.number > seen]
        before = [str(REACHED_STATE[each.kind].label) for each in steps if each.number == seen]
        return Comparison(since, [Line(_("State"), tuple(before), (str(subject.get_state_display()),))])

    def facts(self, subject: Settlement) -> Sequence[tuple[str, str]]:
        return [
            (_("How it is to end"), str(subject.get_ending_display())),
            (_("Applied for by"), subject.applicant.name),
            (_("Applied at"), date_format(subject.applied_at.astimezone(), "DATE_FORMAT")),
        ]

    def more(self, subject: Settlement, form: forms.Form) -> dict[str, Any]:
        goals = subject.commitment.goals.filter(parent=None).select_related("state").order_by("number")
        steps = subject.steps.select_related("by").prefetch_related("evidence").order_by("number")
        return {"goals": list(goals), "steps": list(steps)}

    def seen(self, subject: Settlement) -> dict[str, Any]:
        """The step that the form's author is looking at."""
        return {"expected": subject.step_count}


class Verify(EndingStep):
    """The office finds that it has ended so."""

    ability = Ability.VERIFY
    words = Words(
        gettext_lazy("Verify the application"),
        gettext_lazy("Verified: pass it on for signing"),
        gettext_lazy("Verified: a leader signs next."),
    )

    def make_form(self, subject: Settlement, data: Any = None, files: Any = None) -> forms.Form:
        form = VerifyEndForm(data, files, initial=self.seen(subject))
        form.fields["seen_on"].help_text = (
            _("This one must be looked at on site.") if subject.on_site else _("Only if somebody went there.")
        )
        return form

    def act(self, by: User, subject: Settlement, form: forms.Form, at: datetime) -> object:
        values = form.cleaned_data
        return verify_settlement(
            by=by,
            settlement=subject,
            expected_step=values["expected"],
            at=at,
            why=values["why"],
            seen_on=values["seen_on"],
            evidence=uploads(values["evidence"]),
        )

    def refused(self, form: forms.Form, refusal: Refusal) -> None:
        field = {BadEntry: "seen_on", BadEvidence: "evidence"}.get(type(refusal))
        form.add_error(field, explain(refusal))


class Sign(EndingStep):
    """A leader signs."""

    ability = Ability.SIGN
    words = Words(
        gettext_lazy("Sign the commitment's end"),
        gettext_lazy("Sign"),
        gettext_lazy("Signed: the commitment has ended."),
        gettext_lazy("After signing nothing more is reported. Everything stays in the history and is shown in public."),
    )

    def make_form(self, subject: Settlement, data: Any = None, files: Any = None) -> forms.Form:
        return OptionalReasonForm(data, initial=self.seen(subject))

    def act(self, by: User, subject: Settlement, form: forms.Form, at: datetime) -> object:
        values = form.cleaned_data
        return sign_settlement(by=by, settlement=subject, expected_step=values["expected"], at=at, why=values["why"])


class Return(EndingStep):
    """Sent back: by the office before it is verified, by a leader before it is signed."""

    words = Words(
        gettext_lazy("Send the application back"),
        gettext_lazy("Send it back"),
        gettext_lazy("Sent back with your reason."),
        look="warn",
    )

    ability = Ability.VERIFY

    def needs(self, subject: Settlement) -> Ability:
        return Ability.SIGN if subject.state == SettlementState.VERIFIED else Ability.VERIFY

    def make_form(self, subject: Settlement, data: Any = None, files: Any = None) -> forms.Form:
        return ReasonForm(data, initial=self.seen(subject))

    def act(self, by: User, subject: Settlement, form: forms.Form, at: datetime) -> object:
        values = form.cleaned_data
        return return_settlement(by=by, settlement=subject, expected_step=values["expected"], at=at, why=values["why"])
