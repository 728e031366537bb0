"""The correction of a commitment: how firmly it is promised, and each of its targets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from luoshi.ledger.actions import TargetDraft
from luoshi.ledger.choices import ModalityChoice, ModeChoice, RelationChoice, TargetKind
from luoshi.ledger.models import Commitment, Target
from luoshi.office.figures import BadNumber, Range, read_number, span_written
from luoshi.office.finding import occurrences
from luoshi.office.forms.deciding import ReasonForm

MOST_TARGETS = 60


class CorrectForm(ReasonForm):
    """What is said of the whole sentence."""

    modality = forms.ChoiceField(label=_("Modality"), choices=ModalityChoice.choices, widget=forms.RadioSelect)
    field_order = ("modality", "why")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["why"].widget.attrs["autofocus"]


class NumberField(forms.CharField):
    """6000, 4.8万 or 5—10."""

    def clean(self, value: Any) -> Any:
        """The number or range; None when empty."""
        words = super().clean(value)
        if not words:
            return None
        try:
            return read_number(words)
        except BadNumber:
            raise forms.ValidationError(_("Write a number such as 6000, 4.8万 or 5—10.")) from None


class TargetForm(forms.Form):
    """One target or milestone of the sentence."""

    kind = forms.ChoiceField(label=_("Kind"), choices=TargetKind.choices)
    quote = forms.CharField(
        label=_("Words in the sentence"), max_length=500, help_text=_("as written: 6000户以上; 建成第二人民医院")
    )
    action = forms.CharField(label=_("Verb"), required=False, max_length=100)
    object = forms.CharField(label=_("Object"), required=False, max_length=200)
    value = NumberField(label=_("Value"), required=False, max_length=40, help_text=_("6000, 4.8万, 5—10"))
    unit = forms.CharField(label=_("Unit"), required=False, max_length=40)
    relation = forms.ChoiceField(label=_("Relation"), choices=RelationChoice.choices, required=False)
    mode = forms.ChoiceField(label=_("Mode"), choices=ModeChoice.choices, required=False)
    names = forms.CharField(label=_("Names"), required=False, max_length=1000, help_text=_("with 、 between them"))
    modality = forms.ChoiceField(label=_("Modality"), choices=ModalityChoice.choices, required=False)
    deadline = forms.DateField(
        label=_("Deadline"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    start = forms.IntegerField(required=False, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, widget=forms.HiddenInput)
    clause = forms.CharField(required=False, widget=forms.HiddenInput)
    remove = forms.BooleanField(label=_("Remove"), required=False)

    def __init__(self, *args: Any, commitment: Commitment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.commitment = commitment
        self.use_required_attribute = False

    def has_changed(self) -> bool:
        """Nothing typed: the lists of choices alone, which always hold something, are no target."""
        return not {"quote", "action", "object", "value", "unit", "names"}.isdisjoint(self.changed_data)

    def clean(self) -> dict[str, Any]:
        """A number needs a value; the words must stand in the sentence."""
        values = super().clean() or self.cleaned_data
        if values.get("remove"):
            self.errors.clear()
            return values
        number: Range | None = values.get("value")
        if values.get("kind") == TargetKind.TARGET and number is None and "value" not in self.errors:
            self.add_error("value", _("A target needs a number."))
        if values.get("quote") and self._place(values) is None:
            self.add_error("quote", _("The sentence does not have these words."))
        return values

    def _place(self, values: dict[str, Any]) -> tuple[int, int] | None:
        """Where the words stand: at the old place if they still do, else at their first."""
        whole = self.commitment
        places = occurrences(whole.report.text, values["quote"], whole.start, whole.end)
        old = (values.get("start"), values.get("end"))
        return next((place for place in places if place == old), places[0] if places else None)

    def draft(self) -> TargetDraft:
        """The corrected target. The form must be valid and not removed."""
        values = self.cleaned_data
        start, end = self._place(values) or (0, 0)
        number: Range = values["value"] or Range(0, None)
        is_target = values["kind"] == TargetKind.TARGET
        ranged = number.high is not None
        relation = "range" if ranged else values["relation"] if values["relation"] not in ("", "range") else "eq"
        return TargetDraft(
            kind=values["kind"],
            start=start,
            end=end,
            quote="".join(values["quote"].split()),
            clause=values["clause"],
            value=number.low if is_target else None,
            value_high=number.high if is_target else None,
            unit=values["unit"] if is_target else "",
            relation=relation if is_target else "",
            mode=(values["mode"] or "do") if is_target else "",
            modality=values["modality"] or "firm",
            action=values["action"],
            object=values["object"],
            deadline=values["deadline"],
            names=tuple(name.strip() for name in values["names"].split("、") if name.strip()),
        )


# The second limit is what a forged form makes the server build and draw: one more than allowed says what is wrong.
TargetForms = formset_factory(
    TargetForm, extra=1, max_num=MOST_TARGETS, absolute_max=MOST_TARGETS + 1, validate_max=True
)


def initial_targets(targets: Sequence[Target]) -> list[dict[str, Any]]:
    """The targets as the form shows them."""
    plain = (
        "kind",
        "quote",
        "action",
        "object",
        "unit",
        "relation",
        "mode",
        "modality",
        "deadline",
        "start",
        "end",
        "clause",
    )
    return [
        {name: getattr(target, name) for name in plain} | {"value": _typed(target), "names": "、".join(target.names)}
        for target in targets
    ]


def _typed(target: Target) -> str:
    return "" if target.value is None else span_written(target.value, target.value_high, chinese=True)


def drafts(cards: BaseFormSet[TargetForm]) -> list[TargetDraft]:
    """What remains after the correction. A blank extra card counts for nothing."""
    filled = [card for card in cards if card.has_changed() or not card.empty_permitted]
    return [card.draft() for card in filled if not card.cleaned_data.get("remove")]
