"""What a goal's figure is counted from: the records under it, on any day, and choosing the measure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from luoshi.ledger.measuring.binding import bind_goal, unbind_goal
from luoshi.ledger.measuring.figures import figure_page, goal_suggestions
from luoshi.ledger.measuring.milestones import milestone_of, stage_page
from luoshi.ledger.measuring.suggesting import units_fit
from luoshi.ledger.models import Binding, Goal
from luoshi.ledger.queries.checking import visible_goals
from luoshi.mechanisms import Measure
from luoshi.office.doors import asker
from luoshi.office.forms.checking.binding import BindForm
from luoshi.office.history import Line
from luoshi.office.lamp_words import quantity_words
from luoshi.office.register_words import figure_words, part_words, record_words
from luoshi.office.views.checking.paths import GoalStep
from luoshi.office.views.checking.stages import show_stages
from luoshi.office.views.checking.stepping import Comparison, Deed, Words
from luoshi.pages.addresses import read_day
from luoshi.people.abilities import Ability, abilities
from luoshi.people.models import User
from luoshi.registers.queries import adopted_packs

MOST_SUGGESTED = 6


@require_safe
def figure(request: HttpRequest, goal_id: int) -> HttpResponse:
    """The measure, this goal's part, who else counts the same records, and the records."""
    user, today = asker(request), timezone.localdate()
    goals = visible_goals(user).select_related("commitment__report__owner", "duty__holder")
    goal = goals.prefetch_related("commitment__supporting").get(pk=goal_id)
    on = read_day(request.GET.get("on", "")) or today
    as_of = read_day(request.GET.get("as_of", ""))
    stages = stage_page(user, goal, on=on, as_of=as_of)
    if stages is not None:
        return show_stages(request, stages, on, as_of)
    page = figure_page(user, goal, on=on, as_of=as_of)
    if page is None:
        raise Http404
    division = page.binding.division if page.binding else ""
    context = {
        "here": "account",
        "goal": goal,
        "commitment": goal.commitment,
        "page": page,
        "value": quantity_words(page.value, goal.unit),
        "counted": figure_words(page.figure.value, page.figure.measure.unit) if page.figure else "",
        "part": f"{100 * page.binding.part:g}" if page.binding and page.binding.part < 1 else "",
        "rows": [(each, record_words(each), part_words(each, division)) for each in page.records],
        "on": on,
        "asked": {"on": on.isoformat(), "as_of": as_of.isoformat() if as_of else ""},
        "may_bind": Ability.BIND in abilities(user, goal),
        "is_milestone": milestone_of(goal) is not None,
    }
    return render(request, "office/checking/goal_figure.html", context)


class Bind(GoalStep):
    """Choose the measure that the goal's figure is counted by, or give it up."""

    ability = Ability.BIND
    words = Words(
        gettext_lazy("Choose the measure"),
        gettext_lazy("Take the figure from it"),
        gettext_lazy("Written down: from now on the figure comes from there."),
        gettext_lazy("Object, unit and kind of number are compared. Figures reported so far stay as they are."),
    )

    def make_form(self, subject: Goal, data: Any = None, files: Any = None) -> forms.Form:
        suggested = goal_suggestions(self._asker, subject)[:MOST_SUGGESTED]
        known = {(each.pack, each.measure.name) for each in suggested}
        others = [each for each in self._fitting(subject) if (each[0], each[1].name) not in known]
        return BindForm(data, suggested=suggested, others=others, held=_latest(subject))

    def act(self, by: User, subject: Goal, form: forms.Form, at: datetime) -> object:
        values = form.cleaned_data
        chosen = {"by": by, "goal": subject, "expected_binding": values["expected"], "at": at, "why": values["why"]}
        if not values["measure"]:
            return unbind_goal(**chosen)
        pack, measure = values["measure"].split(".", 1)
        part = float(values["part"]) / 100
        return bind_goal(
            **chosen, pack=pack, measure=measure, division=values["division"], part=part, family=values["family"]
        )

    def home(self, subject: Goal) -> str:
        return figure_address(subject.pk)

    def compare(self, subject: Goal, form: forms.Form) -> Comparison:
        rows = list(subject.bindings.select_related("by").order_by("number"))
        seen = tuple(_said(each) for each in rows if each.number == form.cleaned_data["expected"])
        later = [each for each in rows if each.number > form.cleaned_data["expected"]]
        since = [Deed(_("Another measure was chosen"), each.by, each.at, each.why) for each in later]
        return Comparison(since, [Line(_("Measure"), seen, tuple(_said(each) for each in later[-1:]))])

    @property
    def _asker(self) -> User:
        return asker(self.request)

    def _fitting(self, goal: Goal) -> Sequence[tuple[str, Measure]]:
        packs = [each.pack for each in adopted_packs(self._asker)]
        return [(pack.name, each) for pack in packs for each in pack.measures if units_fit(each, goal.unit)]


def figure_address(goal_id: int) -> str:
    """The page of a goal's figure."""
    return reverse("goal-figure", args=[goal_id])


def _latest(goal: Goal) -> Binding | None:
    return goal.bindings.order_by("-number").first()


def _said(binding: Binding) -> str:
    return f"{binding.pack}.{binding.measure or binding.milestone}" if binding.holds else _("Reported by hand")
