"""签收、退办、改派、裁定: what an organisation and the office do with a duty."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi.ledger.actions import refuse_duty, reroute_duty, sign_for, uphold_duty, withdraw_duty
from luoshi.ledger.checking_choices import DutyState
from luoshi.ledger.models import Commitment, Duty
from luoshi.ledger.queries.checking import visible_duties
from luoshi.office.doors import asker
from luoshi.office.forms.checking.duties import FinalForm, RefuseForm, RerouteForm
from luoshi.office.forms.checking.parts import ReasonForm, SeenForm
from luoshi.office.history import Line
from luoshi.office.views.checking.stepping import Comparison, Deed, Step, Words
from luoshi.people.abilities import Ability
from luoshi.people.models import User
from luoshi.people.queries import visible_organisations

STATES = {
    "dispatched": DutyState.DISPATCHED,
    "signed": DutyState.SIGNED,
    "refused": DutyState.REFUSED,
    "rerouted": DutyState.DISPATCHED,
    "upheld": DutyState.DISPATCHED,
    "ruled": DutyState.DISPATCHED,
    "withdrawn": DutyState.WITHDRAWN,
}


class DutyStep(Step[Duty]):
    """A step about one duty."""

    def find(self, user: User, subject_id: int) -> Duty:
        rows = visible_duties(user).select_related("commitment__report__owner", "holder", "better", "post")
        return rows.prefetch_related("commitment__supporting").defer("commitment__report__text").get(pk=subject_id)

    def commitment(self, subject: Duty) -> Commitment:
        return subject.commitment

    def compare(self, subject: Duty, form: forms.Form) -> Comparison:
        seen = form.cleaned_data["expected"]
        steps = list(subject.steps.select_related("by", "holder").order_by("number"))
        since = [Deed(str(each.get_kind_display()), each.by, each.at, each.why) for each in steps if each.number > seen]
        before = next((each for each in steps if each.number == seen), None)
        lines = []
        if before and before.holder_id != subject.holder_id:
            lines.append(Line(_("Organisation"), (str(before.holder),), (str(subject.holder),)))
        if before and STATES[before.kind] != subject.state:
            lines.append(Line(_("State"), (str(STATES[before.kind].label),), (str(DutyState(subject.state).label),)))
        return Comparison(since, lines)

    def facts(self, subject: Duty) -> Sequence[tuple[str, str]]:
        facts = [
            (_("Organisation"), f"{subject.holder.name} · {subject.get_part_display()}"),
            (_("Due"), date_format(subject.due_on, "DATE_FORMAT")),
        ]
        if subject.better:
            last = subject.steps.order_by("-number").values_list("why", flat=True)[0]
            facts.append((_("Reason for refusing"), last))
            facts.append((_("Better place named"), subject.better.name))
        return facts

    def seen(self, subject: Duty) -> dict[str, Any]:
        """The step that the form's author is looking at."""
        return {"expected": subject.step_count}


class SignFor(DutyStep):
    """We have received it."""

    ability = Ability.SIGN_FOR
    words = Words(
        gettext_lazy("Sign for this duty"),
        gettext_lazy("Sign for it"),
        gettext_lazy("Signed for."),
        gettext_lazy("Signing says that it has arrived. The time for doing it has run since it was dispatched."),
    )

    def make_form(self, subject: Duty, data: Any = None, files: Any = None) -> forms.Form:
        return SeenForm(data, initial=self.seen(subject))

    def act(self, by: User, subject: Duty, form: forms.Form, at: datetime) -> object:
        return sign_for(by=by, duty=subject, expected_step=form.cleaned_data["expected"], at=at)


class Refuse(DutyStep):
    """It is not ours."""

    ability = Ability.REFUSE
    words = Words(
        gettext_lazy("Refuse this duty"),
        gettext_lazy("Send the refusal"),
        gettext_lazy("The refusal was sent. Until the office has ruled, the duty stays with you."),
        gettext_lazy(
            "The supervision office rules on it. Say which task of yours or whose it is, and name who has it."
        ),
        look="warn",
    )

    def make_form(self, subject: Duty, data: Any = None, files: Any = None) -> forms.Form:
        places = visible_organisations(asker(self.request)).exclude(pk=subject.holder_id)
        return RefuseForm(data, organisations=places, initial=self.seen(subject))

    def facts(self, subject: Duty) -> Sequence[tuple[str, str]]:
        until = date_format(subject.refuse_by, "DATE_FORMAT") if subject.refuse_by else "—"
        return [*super().facts(subject), (_("May be refused until"), until)]

    def act(self, by: User, subject: Duty, form: forms.Form, at: datetime) -> object:
        values = form.cleaned_data
        return refuse_duty(
            by=by, duty=subject, expected_step=values["expected"], better=values["place"], at=at, why=values["why"]
        )


class Reroute(DutyStep):
    """Another organisation is to do it."""

    ability = Ability.RULE
    words = Words(
        gettext_lazy("Re-route this duty"),
        gettext_lazy("Re-route it"),
        gettext_lazy("Re-routed: the new organisation signs for it anew."),
        gettext_lazy("Its goals, entries and history go along."),
    )

    def make_form(self, subject: Duty, data: Any = None, files: Any = None) -> forms.Form:
        places = visible_organisations(asker(self.request)).exclude(pk=subject.holder_id)
        return RerouteForm(data, organisations=places, initial=self.seen(subject) | {"place": subject.better_id})

    def act(self, by: User, subject: Duty, form: forms.Form, at: datetime) -> object:
        values = form.cleaned_data
        return reroute_duty(
            by=by,
            duty=subject,
            expected_step=values["expected"],
            to=values["place"],
            at=at,
            why=values["why"],
            final=values["final"],
        )


class Uphold(DutyStep):
    """The refusal is not accepted."""

    ability = Ability.RULE
    words = Words(
        gettext_lazy("Do not accept the refusal"),
        gettext_lazy("Leave the duty where it is"),
        gettext_lazy("Ruled: the duty stays where it is."),
        gettext_lazy("The organisation signs for it again and is told why."),
    )

    def make_form(self, subject: Duty, data: Any = None, files: Any = None) -> forms.Form:
        return FinalForm(data, initial=self.seen(subject))

    def act(self, by: User, subject: Duty, form: forms.Form, at: datetime) -> object:
        values = form.cleaned_data
        return uphold_duty(
            by=by, duty=subject, expected_step=values["expected"], at=at, why=values["why"], final=values["final"]
        )


class Withdraw(DutyStep):
    """A supporting organisation is no longer needed."""

    ability = Ability.RULE
    words = Words(
        gettext_lazy("Take this part back"),
        gettext_lazy("Take it back"),
        gettext_lazy("Taken back."),
        gettext_lazy("Only the part of a supporting organisation can be taken back; a lead or a share is re-routed."),
        look="warn",
    )

    def make_form(self, subject: Duty, data: Any = None, files: Any = None) -> forms.Form:
        return ReasonForm(data, initial=self.seen(subject))

    def act(self, by: User, subject: Duty, form: forms.Form, at: datetime) -> object:
        values = form.cleaned_data
        return withdraw_duty(by=by, duty=subject, expected_step=values["expected"], at=at, why=values["why"])
