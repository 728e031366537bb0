"""The ways out of a stage: one step for each kind of outcome, offered where the mechanism declares it."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from luoshi.matters.actions import answer_party, take_outcome
from luoshi.matters.models import Matter
from luoshi.matters.queries.page import MatterPage
from luoshi.mechanisms.stages import MOVING, Outcome, OutcomeKind
from luoshi.office.forms.matters.step import (
    WORK,
    Asked,
    Fields,
    StepForm,
    Words,
    is_open,
    organisation_field,
    reason_field,
    stage_of,
    words_field,
)
from luoshi.people.models import User


def _fitting(page: MatterPage, kind: OutcomeKind) -> list[Outcome]:
    """Outcomes of this kind that the stage has for this matter, whoever asks."""
    stage = stage_of(page)
    outcomes = stage.outcomes if stage else ()
    grade = page.matter.grade
    return [each for each in outcomes if each.kind is kind and (not each.grades or grade in each.grades)]


def _offered(kind: OutcomeKind) -> Callable[[User, MatterPage], bool]:
    return lambda _user, page: is_open(page) and bool(_fitting(page, kind))


def _fields(kind: OutcomeKind) -> Callable[[User, MatterPage], Fields]:
    def fields(_user: User, page: MatterPage) -> Fields:
        found = _fitting(page, kind)
        asked: Fields = {}
        ends = [each.to for each in found if each.to]
        if len(ends) > 1:
            choices = [(each, page.mechanism.stage(each).title) for each in ends]
            asked["to"] = forms.ChoiceField(label=_("To which stage"), choices=choices, widget=forms.RadioSelect)
        if kind in MOVING:
            must = kind is OutcomeKind.REFER and not ends
            asked["organisation"] = organisation_field(
                page, required=must, help_text="" if must else _("Leave it empty: the mechanism finds who handles it.")
            )
        if kind is OutcomeKind.RESOLVE:
            asked |= _result_fields(page, found)
        asked["why"] = reason_field()
        asked["why"].required = kind not in (OutcomeKind.FORWARD, OutcomeKind.RESOLVE)
        return asked

    return fields


def _result_fields(page: MatterPage, found: list[Outcome]) -> Fields:
    """How it came out, and what the party is told."""
    names = {name for each in found for name in each.classes}
    classes = [(each.name, each.title) for each in page.mechanism.classes if each.name in names]
    fields: Fields = {}
    if classes:
        fields["result_class"] = forms.ChoiceField(label=_("Result"), choices=classes, widget=forms.RadioSelect)
    fields["reply"] = words_field(
        _("Reply to the party"), required=False, rows=5, help_text=_("The party sees these words.")
    )
    return fields


def _take(kind: OutcomeKind) -> Callable[[Asked], Matter]:
    @transaction.atomic
    def take(asked: Asked) -> Matter:
        matter, data = asked.page.matter, asked.data
        if data.get("reply"):
            answer_party(by=asked.by, matter=matter, text=data["reply"], at=asked.at)
        return take_outcome(
            by=asked.by,
            matter=matter,
            kind=kind,
            at=asked.at,
            to=data.get("to", ""),
            organisation=data.get("organisation"),
            result_class=data.get("result_class", ""),
            why=data["why"],
            expected_step=asked.seen,
        )

    return take


TITLES: tuple[tuple[OutcomeKind, Words, Words, str], ...] = (
    (OutcomeKind.RESOLVE, _("Close as resolved"), _("The matter is closed."), "main"),
    (OutcomeKind.FORWARD, _("Pass on to the next stage"), _("Passed on."), "main"),
    (OutcomeKind.ESCALATE, _("Escalate"), _("Escalated."), ""),
    (OutcomeKind.REFER, _("Refer"), _("Referred."), ""),
    (OutcomeKind.RETURN, _("Return"), _("Returned."), ""),
    (OutcomeKind.REJECT, _("Do not accept"), _("Not accepted: the matter is closed."), "warn"),
    (OutcomeKind.WITHDRAW, _("The party withdraws"), _("Withdrawn: the matter is closed."), "warn"),
)

STEPS = tuple(
    StepForm(kind.value, title, done, WORK, _take(kind), _offered(kind), _fields(kind), style)
    for kind, title, done, style in TITLES
)
