"""After closing: what the party says of the result, a review, what follows, opening it again."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.matters.actions import ask_review, finish_follow_up, forget_party, give_feedback, reopen_matter
from luoshi.matters.choices import Status
from luoshi.matters.models import Clock, Party
from luoshi.matters.queries.page import MatterPage
from luoshi.mechanisms.stages import Purpose
from luoshi.office.forms.matters.step import (
    CALL_BACK,
    REOPEN,
    WORK,
    Asked,
    Fields,
    StepForm,
    reason_field,
    running,
    words_field,
)
from luoshi.people.abilities import Ability
from luoshi.people.models import User


def _feedback_fields(_user: User, page: MatterPage) -> Fields:
    scale = page.mechanism.feedback.scale if page.mechanism.feedback else ()
    answer = forms.ChoiceField(
        label=_("What the party says"), choices=[(each, each) for each in scale], widget=forms.RadioSelect
    )
    return {"answer": answer, "text": words_field(_("In its own words"), required=False)}


def _may_feed_back(_user: User, page: MatterPage) -> bool:
    asked = page.matter.status == Status.CLOSED and page.mechanism.feedback is not None
    return asked and Ability.CALL_BACK in page.may and not page.matter.feedback


def _feed_back(asked: Asked) -> object:
    data = asked.data
    return give_feedback(by=asked.by, matter=asked.page.matter, answer=data["answer"], text=data["text"], at=asked.at)


def _follow_fields(_user: User, page: MatterPage) -> Fields:
    choices = [(each.clock.pk, each.limit.title or each.clock.name) for each in running(page, Purpose.FOLLOW_UP)]
    clock = forms.TypedChoiceField(label=_("What has happened"), choices=choices, coerce=int)
    return {"clock": clock, "text": words_field(_("Text"))}


def _follow(asked: Asked) -> object:
    clock = Clock.objects.select_related("matter").get(pk=asked.data["clock"], matter=asked.page.matter)
    return finish_follow_up(by=asked.by, clock=clock, text=asked.data["text"], at=asked.at)


class _PartyField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's own class takes none
    """Parties by the part they have: their names stay sealed."""

    titles: Mapping[str, str]

    def label_from_instance(self, obj: Party) -> str:
        return f"{self.titles.get(obj.kind, obj.kind)} #{obj.pk}"


def _forget_fields(_user: User, page: MatterPage) -> Fields:
    party = _PartyField(page.matter.parties.filter(forgotten_at=None), label=_("Whose data"))
    party.titles = {each.name: each.title for each in page.mechanism.parties}
    return {"party": party, "why": reason_field()}


def _may_forget(_user: User, page: MatterPage) -> bool:
    named = any(each.party.forgotten_at is None for each in page.parties)
    return Ability.REOPEN in page.may and page.matter.status == Status.CLOSED and named


STEPS = (
    StepForm("feedback", _("Take down feedback"), _("The feedback is in the file."), CALL_BACK, _feed_back,
             _may_feed_back, _feedback_fields, "main"),
    StepForm(
        "review", _("The party asks for a review"), _("The next tier looks at it."), CALL_BACK,
        lambda asked: ask_review(by=asked.by, matter=asked.page.matter, why=asked.data["why"], at=asked.at),
        lambda _user, page: Ability.CALL_BACK in page.may and page.matter.status == Status.CLOSED
        and bool(page.mechanism.reopens_to),
        lambda _user, _page: {"why": reason_field()},
    ),
    StepForm("follow-up", _("What followed has happened"), _("On record."), WORK | CALL_BACK, _follow,
             lambda _user, page: bool((WORK | CALL_BACK) & page.may) and bool(running(page, Purpose.FOLLOW_UP)),
             _follow_fields),
    StepForm(
        "reopen", _("Open it again"), _("Open again."), REOPEN,
        lambda asked: reopen_matter(by=asked.by, matter=asked.page.matter, why=asked.data["why"], at=asked.at),
        lambda _user, page: Ability.REOPEN in page.may and page.matter.status == Status.CLOSED,
        lambda _user, _page: {"why": reason_field()}, "warn",
    ),
    StepForm(
        "forget", _("A party asks to be forgotten"), _("The personal data was taken out."), REOPEN,
        lambda asked: forget_party(by=asked.by, party=asked.data["party"], why=asked.data["why"], at=asked.at),
        _may_forget, _forget_fields,
    ),
)  # fmt: skip
