"""Work at a stage that leaves it where it is: answers, notes, time, opinions, visits, documents."""

from __future__ import annotations

from collections.abc import Iterator

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from luoshi.matters.actions import (
    add_document,
    add_note,
    answer_party,
    ask_opinions,
    draft_document,
    give_opinion,
    grant_time,
    open_part,
    pause_matter,
    record_agreement,
    record_visit,
    resume_matter,
)
from luoshi.matters.choices import ClockState, Status
from luoshi.matters.models import Clock, Opinion
from luoshi.matters.queries.page import ClockView, MatterPage
from luoshi.mechanisms.stages import OutcomeKind, Purpose
from luoshi.office.forms.matters.step import (
    GRANT_TIME,
    WORK,
    Asked,
    Fields,
    StepForm,
    Words,
    day_field,
    is_handled,
    is_open,
    organisation_field,
    organisations_for,
    reason_field,
    running,
    stage_of,
    words_field,
)
from luoshi.office.matter_words import limit_words
from luoshi.pages.working import span_words
from luoshi.people.abilities import Ability
from luoshi.people.models import User


def _text(label: Words = "") -> Fields:
    return {"text": words_field(_("Text"), rows=4, help_text=label)}


def _pause_fields(_user: User, page: MatterPage) -> Fields:
    reasons = dict.fromkeys(each for view in running(page, Purpose.HANDLE) for each in view.limit.pauses)
    reason = forms.ChoiceField(
        label=_("Reason that the rule knows"), choices=[(each, each) for each in reasons], widget=forms.RadioSelect
    )
    caused_by = forms.CharField(label=_("Caused by"), required=False, max_length=80)
    return {"reason": reason, "caused_by": caused_by}


def _pause(asked: Asked) -> object:
    return pause_matter(
        by=asked.by,
        matter=asked.page.matter,
        reason=asked.data["reason"],
        at=asked.at,
        caused_by=asked.data["caused_by"],
        expected_step=asked.seen,
    )


def _may_pause(_user: User, page: MatterPage) -> bool:
    stage = stage_of(page)
    return is_open(page) and stage is not None and stage.outcome(OutcomeKind.PAUSE) is not None


def _extensible(page: MatterPage) -> Iterator[ClockView]:
    for view in page.clocks:
        clock = view.clock
        if view.limit.extension and clock.state == ClockState.RUNNING and clock.overdue_at is None:
            yield view


def _extend_fields(_user: User, page: MatterPage) -> Fields:
    choices = [
        (view.clock.pk, f"{view.clock.get_purpose_display()}：{limit_words(view.limit)}，+{span_words(grant.span)}")
        for view in _extensible(page)
        if (grant := view.limit.extension)
    ]
    clock = forms.TypedChoiceField(label=_("Clock, and the most that its rule allows"), choices=choices, coerce=int)
    length = forms.IntegerField(label=_("How much longer, in the unit of the rule"), min_value=1, max_value=10_000)
    return {"clock": clock, "length": length, "why": reason_field()}


def _extend(asked: Asked) -> object:
    clock = Clock.objects.select_related("matter").get(pk=asked.data["clock"], matter=asked.page.matter)
    return grant_time(by=asked.by, clock=clock, length=asked.data["length"], why=asked.data["why"], at=asked.at)


def _ask_fields(_user: User, page: MatterPage) -> Fields:
    chosen = forms.ModelMultipleChoiceField(
        organisations_for(page),
        label=_("Organisations that are asked"),
        widget=forms.SelectMultiple(attrs={"size": 10}),
    )
    return {"organisations": chosen}


def _may_ask(_user: User, page: MatterPage) -> bool:
    stage = stage_of(page)
    return is_open(page) and stage is not None and stage.joint is not None


def _waiting(user: User, page: MatterPage) -> list[Opinion]:
    """Opinions that the asker's organisation still owes."""
    return [
        each
        for each in page.opinions
        if each.given_at is None and each.step.ended_at is None and each.organisation_id in user.charge_ids
    ]


def _opinion_fields(user: User, page: MatterPage) -> Fields:
    choices = [(each.pk, str(each.organisation)) for each in _waiting(user, page)]
    return {"opinion": forms.TypedChoiceField(label=_("On behalf of"), choices=choices, coerce=int)} | _text()


def _give(asked: Asked) -> object:
    opinion = Opinion.objects.select_related("step__matter").get(
        pk=asked.data["opinion"], step__matter=asked.page.matter
    )
    return give_opinion(by=asked.by, opinion=opinion, text=asked.data["text"], at=asked.at)


def _may_part(_user: User, page: MatterPage) -> bool:
    stage = stage_of(page)
    return is_open(page) and stage is not None and stage.bundle and page.matter.parent_id is None


def _part_fields(_user: User, page: MatterPage) -> Fields:
    title = forms.CharField(label=_("What this part is about"), max_length=200)
    return {"organisation": organisation_field(page, required=True), "title": title}


def _part(asked: Asked) -> object:
    return open_part(
        by=asked.by,
        matter=asked.page.matter,
        organisation=asked.data["organisation"],
        title=asked.data["title"],
        at=asked.at,
        expected_step=asked.seen,
    )


def _may_visit(_user: User, page: MatterPage) -> bool:
    return bool({Ability.WORK, Ability.CALL_BACK} & page.may)


def _agreement_fields(_user: User, _page: MatterPage) -> Fields:
    written = forms.BooleanField(label=_("In writing"), required=False)
    return {"on": day_field(_("In force since")), "written": written, "terms": words_field(_("Terms"), rows=5)}


def _agree(asked: Asked) -> object:
    data = asked.data
    return record_agreement(
        by=asked.by, matter=asked.page.matter, on=data["on"], written=data["written"], terms=data["terms"], at=asked.at
    )


def _may_agree(_user: User, page: MatterPage) -> bool:
    stage = stage_of(page)
    return is_handled(page) and stage is not None and stage.agreement


def _document_fields(_user: User, page: MatterPage) -> Fields:
    kinds = [("", _("Any other document")), *((each.name, each.title) for each in page.mechanism.documents)]
    return {
        "file": forms.FileField(label=_("Choose the file")),
        "kind": forms.ChoiceField(label=_("Kind"), choices=kinds, required=False),
    }


def _file(asked: Asked) -> object:
    """What the file is, the action tells by its bytes; one byte more than is allowed is enough for it to say no."""
    file, kind = asked.data["file"], asked.data["kind"]
    content = file.read(settings.LUOSHI_UPLOAD_BYTES + 1)
    return add_document(by=asked.by, matter=asked.page.matter, name=file.name, content=content, kind=kind, at=asked.at)


def _draft_fields(_user: User, page: MatterPage) -> Fields:
    kinds = [(each.name, each.title) for each in page.mechanism.documents if each.text]
    return {"kind": forms.ChoiceField(label=_("Kind"), choices=kinds)} | _text()


def _draft(asked: Asked) -> object:
    data = asked.data
    return draft_document(by=asked.by, matter=asked.page.matter, kind=data["kind"], text=data["text"], at=asked.at)


def _may_draft(_user: User, page: MatterPage) -> bool:
    return is_handled(page) and any(each.text for each in page.mechanism.documents)


STEPS = (
    StepForm(
        "answer", _("Answer the party"), _("The party sees your words."), WORK,
        lambda asked: answer_party(by=asked.by, matter=asked.page.matter, text=asked.data["text"], at=asked.at),
        lambda _user, page: is_handled(page), lambda _user, _page: _text(_("The party sees these words.")),
    ),
    StepForm(
        "note", _("Internal note"), _("Noted."), WORK,
        lambda asked: add_note(by=asked.by, matter=asked.page.matter, text=asked.data["text"], at=asked.at),
        lambda _user, page: Ability.WORK in page.may and page.matter.is_live,
        lambda _user, _page: _text(_("The party never sees an internal note.")),
    ),
    StepForm("pause", _("Pause"), _("Paused: the clock stands still."), WORK, _pause, _may_pause, _pause_fields),
    StepForm(
        "resume", _("Resume"), _("Resumed: the clock runs on."), WORK,
        lambda asked: resume_matter(by=asked.by, matter=asked.page.matter, at=asked.at),
        lambda _user, page: page.in_hand and page.matter.status == Status.PAUSED, style="main",
    ),
    StepForm(
        "extend", _("Grant more time"), _("More time granted."), GRANT_TIME, _extend,
        lambda _user, page: Ability.GRANT_TIME in page.may and any(_extensible(page)), _extend_fields,
    ),
    StepForm(
        "ask", _("Ask for opinions"), _("Asked."), WORK,
        lambda asked: ask_opinions(
            by=asked.by, matter=asked.page.matter, organisations=list(asked.data["organisations"]), at=asked.at,
            expected_step=asked.seen,
        ),
        _may_ask, _ask_fields,
    ),
    StepForm(
        "opinion", _("Give an opinion"), _("Your opinion is in the file."), WORK, _give,
        lambda user, page: Ability.WORK in page.may and bool(_waiting(user, page)), _opinion_fields, "main",
    ),
    StepForm("part", _("Open a part"), _("A part was opened, with a clock of its own."), WORK, _part, _may_part,
             _part_fields),
    StepForm(
        "visit", _("Record a visit"), _("The visit is on record."), WORK | frozenset({Ability.CALL_BACK}),
        lambda asked: record_visit(
            by=asked.by, matter=asked.page.matter, on=asked.data["on"], text=asked.data["text"], at=asked.at
        ),
        _may_visit, lambda _user, _page: {"on": day_field(_("On which day"))} | _text(),
    ),
    StepForm("agreement", _("Record an agreement"), _("The agreement is on record."), WORK, _agree, _may_agree,
             _agreement_fields),
    StepForm("document", _("File a document"), _("Filed."), WORK, _file, lambda _user, page: is_handled(page),
             _document_fields),
    StepForm("draft", _("Draw up a document"), _("Drawn up and filed."), WORK, _draft, _may_draft, _draft_fields),
)  # fmt: skip
