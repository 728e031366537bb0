"""The seven things that can be done with a commitment."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from luoshi.ledger.actions import (
    CommitmentChanges,
    StaleRevision,
    assign_lead,
    confirm_commitment,
    correct_commitment,
    merge_commitments,
    reject_commitment,
    split_commitment,
)
from luoshi.ledger.models import Commitment
from luoshi.ledger.queries import CommitmentView
from luoshi.office.cutting import pieces_of
from luoshi.office.forms.correcting import CorrectForm, TargetForms, drafts, initial_targets
from luoshi.office.forms.deciding import AssignForm, MergeForm, ReasonForm, RevisionForm, SplitForm
from luoshi.office.views.desk import Desk
from luoshi.people.abilities import Ability
from luoshi.people.models import User
from luoshi.people.queries import visible_organisations


def seen(page: CommitmentView) -> dict[str, Any]:
    """The revision that the form's author is looking at."""
    return {"expected_revision": page.commitment.revision_count}


class Confirm(Desk):
    """It is a promise, and read right."""

    name, ability, reshapes = "confirm", Ability.CONFIRM, False

    def make_form(self, page: CommitmentView, data: Any = None) -> forms.Form:
        return RevisionForm(data, initial=seen(page))

    def act(self, by: User, page: CommitmentView, form: forms.Form, at: datetime) -> Commitment:
        revision = form.cleaned_data["expected_revision"]
        return confirm_commitment(by=by, commitment=page.commitment, expected_revision=revision, at=at)

    def thanks(self) -> str:
        return _("Confirmed: it is in the account now.")


class Reject(Desk):
    """It promises nothing."""

    name, ability, reshapes = "reject", Ability.REJECT, False

    def make_form(self, page: CommitmentView, data: Any = None) -> forms.Form:
        return ReasonForm(data, initial=seen(page))

    def act(self, by: User, page: CommitmentView, form: forms.Form, at: datetime) -> Commitment:
        return reject_commitment(by=by, commitment=page.commitment, at=at, **form.cleaned_data)

    def thanks(self) -> str:
        return _("Struck from the account; its history stays.")


class Correct(Desk):
    """It was read wrongly."""

    name, ability = "correct", Ability.CORRECT

    def make_form(self, page: CommitmentView, data: Any = None) -> forms.Form:
        self.cards = TargetForms(
            data, prefix="t", initial=initial_targets(page.targets), form_kwargs={"commitment": page.commitment}
        )
        form = CorrectForm(data, initial=seen(page) | {"modality": page.commitment.modality})
        if data is not None and not self.cards.is_valid():
            form.add_error(None, _("Look at the targets below: something is missing or does not fit."))
        return form

    def more(self, page: CommitmentView, form: forms.Form) -> dict[str, Any]:
        return {"cards": self.cards}

    def act(self, by: User, page: CommitmentView, form: forms.Form, at: datetime) -> Commitment:
        return correct_commitment(
            by=by,
            commitment=page.commitment,
            expected_revision=form.cleaned_data["expected_revision"],
            changes=CommitmentChanges(modality=form.cleaned_data["modality"], targets=drafts(self.cards)),
            at=at,
            why=form.cleaned_data["why"],
        )

    def thanks(self) -> str:
        return _("Corrected; the earlier version stays in the history.")


class Split(Desk):
    """It is more than one promise."""

    name, ability = "split", Ability.SPLIT

    def make_form(self, page: CommitmentView, data: Any = None) -> forms.Form:
        self.pieces = pieces_of(page.sentence, page.commitment.start)
        places = [piece.cut_at for piece in self.pieces if piece.cut_at is not None]
        return SplitForm(data, places=places, initial=seen(page))

    def more(self, page: CommitmentView, form: forms.Form) -> dict[str, Any]:
        chosen = {str(place) for place in form["at"].value() or ()}
        return {"pieces": [(piece, str(piece.cut_at) in chosen) for piece in self.pieces]}

    def act(self, by: User, page: CommitmentView, form: forms.Form, at: datetime) -> Commitment:
        values = form.cleaned_data
        pieces = split_commitment(
            by=by,
            commitment=page.commitment,
            expected_revision=values["expected_revision"],
            at_offsets=values["at"],
            at=at,
            why=values["why"],
        )
        return pieces[0]

    def thanks(self) -> str:
        return _("Split; this is the first piece.")


class Merge(Desk):
    """It and the next are one promise."""

    name, ability = "merge", Ability.MERGE

    def make_form(self, page: CommitmentView, data: Any = None) -> forms.Form:
        following = page.next
        whole = {"next_id": following.pk, "next_revision": following.revision_count} if following else {}
        return MergeForm(data, initial=seen(page) | whole)

    def act(self, by: User, page: CommitmentView, form: forms.Form, at: datetime) -> Commitment:
        values = form.cleaned_data
        first, second = page.commitment, page.next
        if second is None or second.pk != values["next_id"]:
            raise StaleRevision(first)
        first.revision_count, second.revision_count = values["expected_revision"], values["next_revision"]
        return merge_commitments(by=by, commitments=[first, second], at=at, why=values["why"])

    def thanks(self) -> str:
        return _("Merged into one commitment.")


class Assign(Desk):
    """Who leads it and who supports."""

    name, ability, reshapes = "assign", Ability.ASSIGN, False

    def make_form(self, page: CommitmentView, data: Any = None) -> forms.Form:
        now = {"lead": page.commitment.lead_id, "supporting": [each.pk for each in page.row.supporting]}
        organisations = visible_organisations(self.request.user)  # type: ignore[arg-type]
        return AssignForm(data, organisations=organisations, initial=seen(page) | now)

    def act(self, by: User, page: CommitmentView, form: forms.Form, at: datetime) -> Commitment:
        values = form.cleaned_data
        return assign_lead(
            by=by,
            commitment=page.commitment,
            expected_revision=values["expected_revision"],
            lead=values["lead"],
            supporting=list(values["supporting"]),
            at=at,
            why=values["why"],
        )

    def thanks(self) -> str:
        return _("Assigned.")
