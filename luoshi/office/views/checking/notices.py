"""督办单: answered by the organisation, sent back or closed by the office."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi.ledger.actions import answer_notice, close_notice, return_answer
from luoshi.ledger.checking_choices import NoticeState
from luoshi.ledger.models import Commitment, Notice
from luoshi.ledger.queries.checking import visible_notices
from luoshi.office.forms.checking.parts import ReasonForm
from luoshi.office.history import Line
from luoshi.office.lamp_words import cause_words
from luoshi.office.views.checking.stepping import Comparison, Deed, Step, Words
from luoshi.people.abilities import Ability
from luoshi.people.models import User

STATES = {
    "opened": NoticeState.OPEN,
    "answered": NoticeState.ANSWERED,
    "returned": NoticeState.OPEN,
    "closed": NoticeState.CLOSED,
}


class NoticeStep(Step[Notice]):
    """A step about one notice: every one of them is a text."""

    template = "office/checking/notice.html"

    def find(self, user: User, subject_id: int) -> Notice:
        rows = visible_notices(user).select_related("commitment__report__owner", "holder", "goal")
        return rows.prefetch_related("commitment__supporting").defer("commitment__report__text").get(pk=subject_id)

    def commitment(self, subject: Notice) -> Commitment:
        return subject.commitment

    def make_form(self, subject: Notice, data: Any = None, files: Any = None) -> forms.Form:
        return ReasonForm(data, initial={"expected": subject.step_count})

    def compare(self, subject: Notice, form: forms.Form) -> Comparison:
        seen = form.cleaned_data["expected"]
        steps = list(subject.steps.select_related("by").order_by("number"))
        since = [Deed(str(each.get_kind_display()), each.by, each.at, each.why) for each in steps if each.number > seen]
        before = [str(STATES[each.kind].label) for each in steps if each.number == seen]
        return Comparison(since, [Line(_("State"), tuple(before), (str(subject.get_state_display()),))])

    def facts(self, subject: Notice) -> Sequence[tuple[str, str]]:
        return [
            (_("Organisation"), subject.holder.name),
            (_("Opened on"), date_format(subject.opened_on, "DATE_FORMAT")),
            (_("Because"), cause_words(subject.code, subject.inputs)),
            (_("Answer by"), date_format(subject.answer_by, "DATE_FORMAT")),
        ]

    def more(self, subject: Notice, form: forms.Form) -> dict[str, Any]:
        return {"steps": list(subject.steps.select_related("by").order_by("number"))}


class Answer(NoticeStep):
    """What the organisation says."""

    ability = Ability.ANSWER
    words = Words(
        gettext_lazy("Answer the supervision notice"),
        gettext_lazy("Send the answer"),
        gettext_lazy("Answered."),
        gettext_lazy("Say what held it up, what is being done, and by when it is back on its path."),
    )

    def make_form(self, subject: Notice, data: Any = None, files: Any = None) -> forms.Form:
        form = super().make_form(subject, data)
        form.fields["why"].label = _("Answer")
        return form

    def act(self, by: User, subject: Notice, form: forms.Form, at: datetime) -> object:
        values = form.cleaned_data
        return answer_notice(by=by, notice=subject, expected_step=values["expected"], at=at, why=values["why"])


class ReturnAnswer(NoticeStep):
    """The answer is not enough."""

    ability = Ability.CLOSE
    words = Words(
        gettext_lazy("Send the answer back"),
        gettext_lazy("Send it back"),
        gettext_lazy("Sent back: the organisation answers again."),
        look="warn",
    )

    def act(self, by: User, subject: Notice, form: forms.Form, at: datetime) -> object:
        values = form.cleaned_data
        return return_answer(by=by, notice=subject, expected_step=values["expected"], at=at, why=values["why"])


class CloseNotice(NoticeStep):
    """Enough said."""

    ability = Ability.CLOSE
    words = Words(
        gettext_lazy("Close the supervision notice"),
        gettext_lazy("Close it"),
        gettext_lazy("Closed."),
        gettext_lazy("Closing changes no lamp: the lamp follows from the figures alone."),
    )

    def act(self, by: User, subject: Notice, form: forms.Form, at: datetime) -> object:
        values = form.cleaned_data
        return close_notice(by=by, notice=subject, expected_step=values["expected"], at=at, why=values["why"])
