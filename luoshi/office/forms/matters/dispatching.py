"""Whose it is: dispatch, signing for it, refusing it, the last word, another handler, another matter."""

from __future__ import annotations

from django import forms
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from luoshi.matters.actions import (
    dispatch_matter,
    hand_over,
    merge_matters,
    recuse,
    refuse_matter,
    rule_on_refusal,
    sign_matter,
    solve_incident,
)
from luoshi.matters.choices import Status
from luoshi.matters.models import Incident, Matter
from luoshi.matters.queries import live_matters
from luoshi.matters.queries.page import MatterPage
from luoshi.matters.queries.triage import related_matters
from luoshi.mechanisms.stages import Purpose
from luoshi.office.forms.matters.step import (
    DISPATCH,
    WORK,
    Asked,
    Fields,
    StepForm,
    is_handled,
    is_open,
    open_step,
    organisation_field,
    reason_field,
    running,
)
from luoshi.people.abilities import Ability, Role
from luoshi.people.models import User


def _dispatch_fields(_user: User, page: MatterPage) -> Fields:
    chosen = organisation_field(
        page, required=False, help_text=_("Leave it empty: the mechanism finds whoever handles this stage.")
    )
    return {"organisation": chosen}


def _dispatch(asked: Asked) -> Matter:
    to = asked.data["organisation"]
    return dispatch_matter(by=asked.by, matter=asked.page.matter, at=asked.at, to=to, expected_step=asked.seen)


def _may_sign(_user: User, page: MatterPage) -> bool:
    step = open_step(page)
    return is_open(page) and step is not None and step.signed_at is None and step.refused_at is None


def _may_refuse(_user: User, page: MatterPage) -> bool:
    step = open_step(page)
    return is_open(page) and step is not None and step.refused_at is None and bool(running(page, Purpose.REFUSE))


def _refuse(asked: Asked) -> object:
    why = asked.data["why"]
    return refuse_matter(by=asked.by, matter=asked.page.matter, why=why, at=asked.at, expected_step=asked.seen)


def _rule_fields(_user: User, page: MatterPage) -> Fields:
    chosen = organisation_field(page, required=False, help_text=_("Leave it empty: it stays where it is."))
    return {"organisation": chosen, "why": reason_field()}


def _rule(asked: Asked) -> Matter:
    return rule_on_refusal(
        by=asked.by,
        matter=asked.page.matter,
        why=asked.data["why"],
        at=asked.at,
        to=asked.data["organisation"],
        expected_step=asked.seen,
    )


def _hand_over_fields(user: User, page: MatterPage) -> Fields:
    there = User.objects.filter(organisation=page.matter.organisation_id, is_active=True).exclude(pk=user.pk)
    handlers = Q(roles_held__contains=Role.REPORTER.value) | Q(roles_held__contains=Role.SUPERVISOR.value)
    return {"to": forms.ModelChoiceField(there.filter(handlers), label=_("To whom")), "why": reason_field()}


MOST_ALIKE = 5


def _merge_fields(user: User, page: MatterPage) -> Fields:
    others = live_matters(user, Ability.DISPATCH).exclude(pk=page.matter.pk)
    into = forms.ModelChoiceField(
        others,
        label=_("Code of the matter that stays"),
        to_field_name="code",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_merge_words(user, page.matter),
        error_messages={"invalid_choice": _("No matter that is still open has this code.")},
    )
    return {"into": into, "why": reason_field()}


def _merge_words(user: User, matter: Matter) -> str:
    """What happens, and which open matters may be the same."""
    alike = [each.matter for each in related_matters(user, matter) if each.matter.is_live][:MOST_ALIKE]
    named = "；".join(f"{each.code} {each.title}" for each in alike)
    told = gettext("This matter ends; its code and its query code lead to the one that stays.")
    return told + gettext("May be the same: %(matters)s.") % {"matters": named} if named else told


class _IncidentField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's own class takes none
    """Incidents by what went wrong."""

    def label_from_instance(self, obj: Incident) -> str:
        return str(obj.get_kind_display())


def _incident_fields(_user: User, page: MatterPage) -> Fields:
    waiting = Incident.objects.filter(matter=page.matter, solved_at=None)
    chosen = _IncidentField(waiting, label=_("Incident"))
    return {"incident": chosen, "why": reason_field()}


STEPS = (
    StepForm(
        "dispatch", _("Dispatch"), _("Dispatched, and the clock runs."), DISPATCH, _dispatch,
        lambda _user, page: Ability.DISPATCH in page.may and page.matter.status == Status.RECEIVED,
        _dispatch_fields, "main",
    ),
    StepForm(
        "sign", _("Sign for it"), _("Signed for."), WORK,
        lambda asked: sign_matter(by=asked.by, matter=asked.page.matter, at=asked.at, expected_step=asked.seen),
        _may_sign, style="main",
    ),
    StepForm(
        "refuse", _("Refuse it as misdirected"), _("Refused, and a ruling follows."), WORK, _refuse, _may_refuse,
        lambda _user, _page: {"why": reason_field()},
    ),
    StepForm(
        "rule", _("Rule on whose it is"), _("Ruled."), DISPATCH, _rule,
        lambda _user, page: Ability.DISPATCH in page.may and bool(running(page, Purpose.RULE)), _rule_fields, "main",
    ),
    StepForm(
        "hand-over", _("Hand over to a colleague"), _("Handed over."), WORK,
        lambda asked: hand_over(
            by=asked.by, matter=asked.page.matter, to=asked.data["to"], why=asked.data["why"], at=asked.at
        ),
        lambda _user, page: is_handled(page), _hand_over_fields,
    ),
    StepForm(
        "recuse", _("Stand aside"), _("You stand aside in this matter."), WORK,
        lambda asked: recuse(
            by=asked.by, matter=asked.page.matter, user=asked.by, why=asked.data["why"], at=asked.at
        ),
        lambda _user, page: is_handled(page), lambda _user, _page: {"why": reason_field()},
    ),
    StepForm(
        "merge", _("Merge into another matter"), _("Merged: its code leads to the other."), DISPATCH,
        lambda asked: merge_matters(
            by=asked.by, matter=asked.page.matter, into=asked.data["into"], why=asked.data["why"], at=asked.at
        ),
        lambda _user, page: Ability.DISPATCH in page.may and page.matter.is_live, _merge_fields,
    ),
    StepForm(
        "incident", _("See to an incident"), _("Seen to."), DISPATCH | frozenset({Ability.REOPEN}),
        lambda asked: solve_incident(
            by=asked.by, incident=asked.data["incident"], why=asked.data["why"], at=asked.at
        ),
        lambda _user, page: bool({Ability.DISPATCH, Ability.REOPEN} & page.may)
        and any(each.solved_at is None for each in page.incidents),
        _incident_fields, "main",
    ),
)  # fmt: skip
