"""What settles a milestone: the records of the things that it names, on any day, and choosing these."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi.ledger.measuring.binding import unbind_goal
from luoshi.ledger.measuring.milestone_binding import bind_milestone, suggest_stages
from luoshi.ledger.measuring.milestones import StagePage
from luoshi.ledger.models import Binding, Goal
from luoshi.office.doors import asker
from luoshi.office.forms.checking.stages import StageForm
from luoshi.office.history import Line
from luoshi.office.lamp_words import quantity_words
from luoshi.office.register_words import record_words
from luoshi.office.views.checking.paths import GoalStep
from luoshi.office.views.checking.stepping import Comparison, Deed, Words
from luoshi.people.abilities import Ability, abilities
from luoshi.people.models import User
from luoshi.registers.queries import visible_records


def show_stages(request: HttpRequest, page: StagePage, on: date, as_of: date | None) -> HttpResponse:
    """The milestone with its things, and every stage that each of them has reached."""
    goal = page.goal
    context = {
        "here": "account",
        "goal": goal,
        "commitment": goal.commitment,
        "page": page,
        "value": quantity_words(page.come.figure, goal.unit),
        "on": on,
        "asked": {"on": on.isoformat(), "as_of": as_of.isoformat() if as_of else ""},
        "may_bind": Ability.BIND in abilities(asker(request), goal),
    }
    return render(request, "office/checking/goal_stages.html", context)


class BindStage(GoalStep):
    """Choose the records that settle a milestone, or give them up."""

    ability = Ability.BIND
    words = Words(
        gettext_lazy("Let records settle this milestone"),
        gettext_lazy("From now on they settle it"),
        gettext_lazy("Written down: from now on these records say how far it has come."),
        gettext_lazy(
            "Names and places are compared; nothing is bound until you say so. What is typed waits beside it."
        ),
    )

    def make_form(self, subject: Goal, data: Any = None, files: Any = None) -> forms.Form:
        user = asker(self.request)
        suggested = suggest_stages(user, subject)
        ids = [thing.id for each in suggested for thing in each.things]
        rows = visible_records(user).filter(pk__in=ids).select_related("register__latest")
        names = {each.pk: f"{_('Record No.')} {each.pk} {record_words(each)}" for each in rows}
        return StageForm(data, suggested=suggested, names=names, held=_latest(subject))

    def act(self, by: User, subject: Goal, form: forms.Form, at: datetime) -> object:
        values = form.cleaned_data
        chosen = {"by": by, "goal": subject, "expected_binding": values["expected"], "at": at, "why": values["why"]}
        if not values["stage"] or not isinstance(form, StageForm):
            return unbind_goal(**chosen)
        pack, milestone, stage = values["stage"].split(".", 2)
        return bind_milestone(**chosen, pack=pack, milestone=milestone, stage=stage, things=form.chosen)

    def compare(self, subject: Goal, form: forms.Form) -> Comparison:
        rows = list(subject.bindings.select_related("by").order_by("number"))
        seen = tuple(_said(each) for each in rows if each.number == form.cleaned_data["expected"])
        later = [each for each in rows if each.number > form.cleaned_data["expected"]]
        since = [Deed(_("Another choice was made"), each.by, each.at, each.why) for each in later]
        return Comparison(since, [Line(_("Stage promised"), seen, _last(later))])


def _last(rows: Sequence[Binding]) -> tuple[str, ...]:
    return tuple(_said(each) for each in rows[-1:])


def _latest(goal: Goal) -> Binding | None:
    return goal.bindings.prefetch_related("projects").order_by("-number").first()


def _said(binding: Binding) -> str:
    return f"{binding.stage} {binding.pack}.{binding.milestone}" if binding.holds else _("Reported by hand")
