"""Which recorded things settle a milestone, and at which stage: suggestions first, each with its reasons."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi.ledger.measuring.milestone_binding import StageSuggestion
from luoshi.ledger.measuring.naming import NameReason
from luoshi.ledger.models import Binding

_REASONS: Mapping[NameReason, Callable[[], str]] = {
    NameReason.SAME_NAME: lambda: _("the same name"),
    NameReason.PART_OF_NAME: lambda: _("one name stands within the other"),
    NameReason.LIKE_NAME: lambda: _("similar name"),
    NameReason.SAME_PLACE: lambda: _("same place"),
}
SURE = 0.85  # from here on a suggestion is ticked already
MOST_SUGGESTED = 8


class StageForm(forms.Form):
    """The stage, the things that have to reach it, and why it is changed."""

    expected = forms.IntegerField(widget=forms.HiddenInput)
    stage = forms.ChoiceField(label=gettext_lazy("Stage promised"), required=False)
    things = forms.MultipleChoiceField(
        label=gettext_lazy("Suggested records"), required=False, widget=forms.CheckboxSelectMultiple
    )
    numbers = forms.RegexField(
        r"^[\d\s,，、]*$",
        label=gettext_lazy("Other records"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Their record numbers, with commas between. The register shows them."),
        error_messages={"invalid": gettext_lazy("Record numbers only, such as 12, 15.")},
    )
    why = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Needed when a choice that holds is replaced or given up."),
    )

    def __init__(
        self, data: Any, *, suggested: Sequence[StageSuggestion], names: Mapping[int, str], held: Binding | None
    ) -> None:
        super().__init__(data, initial=_initial(suggested, held))
        stages: list[Any] = [("", _("Reported by hand"))]
        for each in suggested:
            declared = each.milestone
            words = [(f"{each.pack}.{declared.name}.{stage}", stage) for stage in declared.words]
            stages.append((declared.title, words))
        self.fields["stage"] = forms.ChoiceField(label=_("Stage promised"), required=False, choices=stages)
        self.fields["things"].choices = _things(suggested, names)  # type: ignore[attr-defined]

    @property
    def chosen(self) -> list[int]:
        """Ids of all things, ticked and typed."""
        typed = "".join(each if each.isdecimal() else " " for each in self.cleaned_data["numbers"]).split()
        return sorted({*map(int, self.cleaned_data["things"]), *map(int, typed)})

    def clean(self) -> dict[str, Any]:
        """A stage needs a thing that is to reach it."""
        values = super().clean() or {}
        if values.get("stage") and not values.get("things") and not values.get("numbers", "").strip():
            self.add_error("things", _("Tick the record that is meant, or type its number."))
        return values


def _initial(suggested: Sequence[StageSuggestion], held: Binding | None) -> dict[str, Any]:
    """What holds; else the best suggestion, with the things that are surely meant ticked."""
    if held is not None and held.milestone:
        known = {thing.id for each in suggested for thing in each.things[:MOST_SUGGESTED]}
        ids = [each.record_id for each in held.projects.all()]
        others = ", ".join(str(each) for each in ids if each not in known)
        stage = f"{held.pack}.{held.milestone}.{held.stage}"
        return {"expected": held.number, "stage": stage, "things": [str(each) for each in ids], "numbers": others}
    best = next((each for each in suggested if each.stage and each.things), None)
    sure = [str(each.id) for each in best.things if each.likeness >= SURE] if best else []
    stage = f"{best.pack}.{best.milestone.name}.{best.stage}" if best else ""
    return {"expected": held.number if held else 0, "stage": stage, "things": sure}


def _things(suggested: Sequence[StageSuggestion], names: Mapping[int, str]) -> list[tuple[str, str]]:
    return [
        (str(thing.id), f"{names[thing.id]} · {'、'.join(_REASONS[reason]() for reason in thing.reasons)}")
        for each in suggested
        for thing in each.things[:MOST_SUGGESTED]
        if thing.id in names
    ]
