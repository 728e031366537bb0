"""督查规则: the thresholds of the office, version by version; changed after a look at what would be otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_safe

from luoshi.ledger.actions import Refusal, Stale, set_rule
from luoshi.ledger.checking_choices import RuleTopic
from luoshi.ledger.lamps import Rule
from luoshi.ledger.models import RuleVersion
from luoshi.ledger.queries.checking import LampPreview, RuleView, preview_lamp_rule, rule_views
from luoshi.ledger.rulebook import read_values
from luoshi.ledger.thresholds import BadRule, Thresholds
from luoshi.office.doors import asker
from luoshi.office.forms.rules import RuleForm
from luoshi.office.lamp_words import cause_words
from luoshi.office.refusals import explain
from luoshi.office.rule_words import THRESHOLDS, differing, figure_lines, rule_lines, value_words
from luoshi.office.tables import Cell, Head, Table, lamp_cell, number, on_day, said
from luoshi.office.views.overview._asking import number_in, one_of, show, today
from luoshi.office.views.overview._tiles import tiles
from luoshi.office.wording import brief
from luoshi.people.abilities import Ability, Kind, NotAllowed, Standing, standings
from luoshi.people.models import OFFICE, User
from luoshi.workdays import day_of


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Every rule as it is, with its history."""
    user = asker(request)
    context = {"rules": [_shown(each) for each in rule_views(user)], "may_set": _may_set(user)}
    return show(request, "rules.html", "rules", context)


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Every threshold of every version as a workbook, the newest version of each rule first."""
    user = asker(request)
    return one_of((_versions_table(rule_views(user)),), request.GET.dict(), user)


class Change(View):
    """GET shows the form; POST shows what would change, or keeps the next version."""

    def get(self, request: HttpRequest, topic: str) -> HttpResponse:
        """The values as they are."""
        view = self._view(request, topic)
        return self._show(request, view, RuleForm(rule=view.values))

    def post(self, request: HttpRequest, topic: str) -> HttpResponse:
        """Look first, or keep."""
        view, keeps = self._view(request, topic), "keep" in request.POST
        form = RuleForm(request.POST, rule=view.values, keeps=keeps)
        if not form.is_valid():
            return self._show(request, view, form, status=422)
        try:
            wanted = read_values(view.topic, form.values)
        except BadRule as fault:
            form.add_error(fault.field, _("This value does not fit the others."))
            return self._show(request, view, form, status=422)
        if not keeps:
            return self._show(request, view, form, wanted)
        return self._keep(request, view, form, wanted)

    def _keep(self, request: HttpRequest, view: RuleView, form: RuleForm, wanted: Thresholds) -> HttpResponse:
        words = form.cleaned_data
        try:
            set_rule(
                by=asker(request), topic=view.topic, expected_version=_seen(request), values=form.values,
                at=timezone.now(), why=words["why"], basis=words["basis"],
            )  # fmt: skip
        except Stale:  # what was set meanwhile, and what the form would change of that
            return self._show(request, self._view(request, view.topic), form, wanted, status=409)
        except Refusal as refusal:
            form.add_error(None, explain(refusal))
            return self._show(request, view, form, status=422)
        messages.success(request, _("The rule holds from today. Days before keep the rule of their time."))
        return redirect("rules")

    def _view(self, request: HttpRequest, topic: str) -> RuleView:
        user = asker(request)
        if not _may_set(user):
            raise NotAllowed(user, Ability.SET, OFFICE)
        found = next((each for each in rule_views(user) if each.topic.value == topic), None)
        if found is None:
            raise Http404
        return found

    def _show(
        self, request: HttpRequest, view: RuleView, form: RuleForm, wanted: Thresholds | None = None, status: int = 200
    ) -> HttpResponse:
        context: dict[str, object] = {
            "view": view,
            "title": view.topic.label,
            "form": form,
            "looked": wanted is not None,
            "seen": _seen(request) if status == 200 and request.method == "POST" else view.number,
            "meanwhile": [step for step in _steps(view) if step[0].number > _seen(request)] if status == 409 else [],
        }
        if wanted is not None:
            context["changes"] = differing(view.values, wanted)
            if isinstance(wanted, Rule):
                context |= _previewed(preview_lamp_rule(asker(request), wanted, today()))
        return show(request, "rule.html", "rules", context, status)


def _shown(view: RuleView) -> dict[str, object]:
    values = [(THRESHOLDS[name], value_words(value)) for name, value in view.values.to_json().items()]
    is_lamp = view.topic is RuleTopic.LAMP and isinstance(view.values, Rule)
    lines = rule_lines(view.values) if is_lamp and isinstance(view.values, Rule) else []
    figures = figure_lines(view.values) if is_lamp and isinstance(view.values, Rule) else []
    return {"topic": view.topic, "title": view.topic.label, "values": values, "steps": _steps(view), "lines": lines,
            "figures": figures}  # fmt: skip


def _versions_table(views: tuple[RuleView, ...]) -> Table:
    heads = (
        Head(_("Rule"), 20), Head(_("Version"), 10), Head(_("In force from"), 14), Head(_("Threshold"), 36),
        Head(_("Value"), 14), Head(_("By"), 12), Head(_("Reason"), 30), Head(_("What it rests on"), 30),
    )  # fmt: skip
    rows = [
        (Cell(str(view.topic.label)), *cells[:2], Cell(str(THRESHOLDS[name])), Cell(value_words(value)), *cells[2:])
        for view in views
        for values, cells in _dated(view)
        for name, value in values.to_json().items()
    ]
    return Table("rules", _("Rules of the office"), heads, tuple(rows))


def _dated(view: RuleView) -> Iterator[tuple[Thresholds, tuple[Cell, ...]]]:
    """The values of every version with its number, day, author, reason and basis; the shipped template last."""
    for each in view.versions:
        cells = (number(each.number), on_day(day_of(each.at)), said(each.by.display_name), said(each.why))
        yield read_values(view.topic, each.values), (*cells, said(each.basis))
    yield view.shipped, (Cell(_("shipped template")), Cell(), Cell(), Cell(), Cell())


def _steps(view: RuleView) -> list[tuple[RuleVersion, list[tuple[str, str, str]]]]:
    """Every version with what it changed, the newest first."""
    before = [*(read_values(view.topic, each.values) for each in view.versions[1:]), view.shipped]
    return [
        (version, differing(old, read_values(view.topic, version.values)))
        for version, old in zip(view.versions, before, strict=False)
    ]


def _seen(request: HttpRequest) -> int:
    """The version that the form's author saw; one that there never was if the form does not say."""
    found = number_in(request.POST.dict(), "expected")
    return -1 if found is None else found


def _previewed(preview: LampPreview) -> dict[str, object]:
    heads = (Head(_("Commitment"), 50), Head(_("Lamp now"), 8), Head(_("Lamp then"), 8), Head(_("Why"), 40))
    rows = tuple(
        (
            said(f"{each.commitment.number} {brief(each.commitment.text.strip())}"), lamp_cell(each.before),
            lamp_cell(each.after), Cell(cause_words(each.code, each.inputs)),
        )
        for each in preview.moves
    )  # fmt: skip
    table = Table("preview", _("Lamps that would be others today"), heads, rows, _("No lamp would be another today."))
    return {"preview": table, "moved": preview.moved, "now": tiles(preview.before), "then": tiles(preview.after)}


def _may_set(user: User) -> bool:
    return Standing.GOVERNED in standings(user, Ability.SET, Kind.LAMP_RULE)
