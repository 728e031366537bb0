"""The small forms at a commitment: why, where to cut, who leads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from luoshi.people.models import Organisation

WHY = {"required": _("Say why: the history keeps the reason.")}


class RevisionForm(forms.Form):
    """Every change of a commitment says which revision its author saw."""

    expected_revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class ReasonForm(RevisionForm):
    """A change that needs a reason."""

    why = forms.CharField(
        label=_("Why"),
        max_length=500,
        error_messages=WHY,
        widget=forms.Textarea(attrs={"rows": 2, "autofocus": True}),
    )


class SplitForm(ReasonForm):
    """Where to cut: offsets into the report's text."""

    at = forms.TypedMultipleChoiceField(
        coerce=int, error_messages={"required": _("Tick at least one place to cut at.")}
    )
    field_order = ("at", "why")

    def __init__(self, *args: Any, places: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["at"].choices = [(place, place) for place in places]  # type: ignore[attr-defined]


class MergeForm(ReasonForm):
    """Which revision of the following commitment its author saw."""

    next_id = forms.IntegerField(widget=forms.HiddenInput)
    next_revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class OrganisationLabel(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Lists organisations by their full names."""

    def label_from_instance(self, organisation: Organisation) -> str:
        """The name on the page."""
        return organisation.name


class OrganisationLabels(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """The same for several."""

    def label_from_instance(self, organisation: Organisation) -> str:
        """The name on the page."""
        return organisation.name


class AssignForm(RevisionForm):
    """Who leads and who supports."""

    lead = OrganisationLabel(
        label=_("Lead organisation"), queryset=Organisation.objects.none(), required=False, empty_label=_("nobody yet")
    )
    supporting = OrganisationLabels(
        label=_("Supporting organisations"),
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    why = forms.CharField(
        label=_("Why"),
        max_length=500,
        required=False,
        help_text=_("Needed when another organisation leads now."),
        widget=forms.TextInput,
    )

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("lead", "supporting"):
            self.fields[name].queryset = organisations  # type: ignore[attr-defined]


class AddForm(forms.Form):
    """A commitment that the reading did not see: by offsets, or by the words themselves."""

    places: Sequence[Mapping[str, object]] = ()  # where pasted words stand, when that is more than one place

    start = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    end = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)
    quote = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)
    words = forms.CharField(
        label=_("Words of the report"),
        required=False,
        max_length=3000,
        help_text=_("Copy the sentence from the report and paste it here. Line breaks and spaces do not matter."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    why = forms.CharField(label=_("Why"), max_length=500, error_messages=WHY, widget=forms.TextInput)
