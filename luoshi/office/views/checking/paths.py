"""Another path for a goal, proposed with a reason and decided by somebody else; and a report asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi.ledger.actions import decide_path, propose_path, request_entries
from luoshi.ledger.models import Commitment, Goal, PathProposal
from luoshi.ledger.paths import Path
from luoshi.ledger.queries.checking import visible_goals, visible_proposals
from luoshi.office.forms.checking.asking import AskForm
from luoshi.office.forms.checking.paths import DecideForm, PathForm, initial_of
from luoshi.office.goal_words import goal_words
from luoshi.office.history import Line
from luoshi.office.path_words import path_words
from luoshi.office.views.checking.stepping import Comparison, Deed, Step, Words
from luoshi.people.abilities import Ability
from luoshi.people.models import User


class GoalStep(Step[Goal]):
    """A step about one goal."""

    def find(self, user: User, subject_id: int) -> Goal:
        goals = visible_goals(user).select_related("commitment__report__owner", "duty__holder", "state")
        return goals.prefetch_related("commitment__supporting").defer("commitment__report__text").get(pk=subject_id)

    def commitment(self, subject: Goal) -> Commitment:
        return subject.commitment

    def home(self, subject: Goal) -> str:
        return goal_address(subject.pk)

    def facts(self, subject: Goal) -> Sequence[tuple[str, str]]:
        path = Path.from_json(subject.paths.latest("number").path)
        return [
            (_("Goal"), goal_words(subject)),
            (_("Organisation"), subject.duty.holder.name),
            (_("Path in force"), path_words(path, subject.unit)),
        ]

    def more(self, subject: Goal, form: forms.Form) -> dict[str, Any]:
        return {"goal": subject}


def goal_address(pk: int) -> str:
    """The goal's own page."""
    return reverse("goal-detail", args=[pk])


class Propose(GoalStep):
    """Ask for another path."""

    ability = Ability.PROPOSE
    words = Words(
        gettext_lazy("Propose another path"),
        gettext_lazy("Propose it"),
        gettext_lazy("Proposed: it is in force once somebody else has approved it."),
        gettext_lazy("The first path is kept; lamps of past days do not change."),
    )

    def make_form(self, subject: Goal, data: Any = None, files: Any = None) -> forms.Form:
        latest = subject.paths.latest("number")
        initial = initial_of(Path.from_json(latest.path)) | {"expected": latest.number}
        return PathForm(data, subject=subject, initial=initial)

    def act(self, by: User, subject: Goal, form: forms.Form, at: datetime) -> object:
        values = form.cleaned_data
        return propose_path(
            by=by, goal=subject, expected_path=values["expected"], path=values["path"], at=at, why=values["why"]
        )

    def compare(self, subject: Goal, form: forms.Form) -> Comparison:
        versions = list(subject.paths.select_related("by").order_by("number"))
        seen = [each for each in versions if each.number == form.cleaned_data["expected"]]
        later = [each for each in versions if each.number > form.cleaned_data["expected"]]
        was = tuple(path_words(Path.from_json(each.path), subject.unit) for each in seen)
        now = (path_words(Path.from_json(versions[-1].path), subject.unit),)
        since = [Deed(_("Another path was approved"), each.by, each.at, each.why) for each in later]
        return Comparison(since, [Line(_("Path in force"), was, now)])


class Decide(Step[PathProposal]):
    """Approve or decline a proposed path. An adjustment is a leader's to decide."""

    words = Words(
        gettext_lazy("Decide on a proposed path"), gettext_lazy("Record the decision"), gettext_lazy("Decided.")
    )
    ability = Ability.APPROVE

    def find(self, user: User, subject_id: int) -> PathProposal:
        parts = ("goal__commitment__report__owner", "goal__duty__holder", "by", "replaces")
        rows = visible_proposals(user).select_related(*parts).defer("goal__commitment__report__text")
        return rows.prefetch_related("goal__commitment__supporting").get(pk=subject_id)

    def guarded(self, subject: PathProposal) -> Goal:
        return subject.goal

    def needs(self, subject: PathProposal) -> Ability:
        return Ability.ADJUST if subject.adjusts else Ability.APPROVE

    def commitment(self, subject: PathProposal) -> Commitment:
        return subject.goal.commitment

    def home(self, subject: PathProposal) -> str:
        return goal_address(subject.goal_id)

    def make_form(self, subject: PathProposal, data: Any = None, files: Any = None) -> forms.Form:
        return DecideForm(data)

    def facts(self, subject: PathProposal) -> Sequence[tuple[str, str]]:
        unit = subject.goal.unit
        return [
            (_("Goal"), f"{goal_words(subject.goal)} · {subject.goal.duty.holder.name}"),
            (_("Path in force"), path_words(Path.from_json(subject.replaces.path), unit)),
            (_("Proposed path"), path_words(Path.from_json(subject.path), unit)),
            (_("Proposed by"), subject.by.display_name),
            (_("Why"), subject.why),
        ]

    def act(self, by: User, subject: PathProposal, form: forms.Form, at: datetime) -> object:
        values = form.cleaned_data
        approve = values["approve"] == "yes"
        return decide_path(by=by, proposal=subject, approve=approve, at=at, why=values["why"])

    def more(self, subject: PathProposal, form: forms.Form) -> dict[str, Any]:
        return {"goal": subject.goal}


class Ask(GoalStep):
    """Ask for a report beyond the monthly one."""

    ability = Ability.REQUEST
    words = Words(
        gettext_lazy("Ask for a report"),
        gettext_lazy("Ask for it"),
        gettext_lazy("Asked for."),
        gettext_lazy("It counts towards what the organisation is asked for this month, which has a cap."),
    )

    def make_form(self, subject: Goal, data: Any = None, files: Any = None) -> forms.Form:
        return AskForm(data)

    def act(self, by: User, subject: Goal, form: forms.Form, at: datetime) -> object:
        return request_entries(by=by, goals=[subject], at=at, **form.cleaned_data)
