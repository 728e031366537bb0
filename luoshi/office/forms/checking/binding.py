"""Which measure a goal takes its figure from: suggestions first, each with its reasons."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi.ledger.measuring.suggesting import Reason, Suggestion
from luoshi.ledger.models import Binding
from luoshi.mechanisms import Measure

_REASONS: Mapping[Reason, Callable[[], str]] = {
    Reason.SAME_OBJECT: lambda: _("same object"),
    Reason.LIKE_OBJECT: lambda: _("similar object"),
    Reason.SAME_UNIT: lambda: _("same unit"),
    Reason.COUNTING_UNIT: lambda: _("both count things"),
    Reason.OTHER_UNIT: lambda: _("another unit"),
    Reason.SAME_KIND: lambda: _("same kind of number"),
}


class BindForm(forms.Form):
    """A measure, the place whose records count, this goal's part of the figure, and why it is changed."""

    expected = forms.IntegerField(widget=forms.HiddenInput)
    measure = forms.ChoiceField(label=gettext_lazy("Measure"), required=False)
    division = forms.CharField(
        label=gettext_lazy("Division code"),
        required=False,
        max_length=12,
        validators=[RegexValidator(r"^\d+$", gettext_lazy("Digits only, from the left: 370215 or 370215001."))],
        help_text=gettext_lazy("Only records of this place count; empty for all."),
    )
    part = forms.DecimalField(
        label=gettext_lazy("This goal's part of the figure, in percent"),
        min_value=0,
        max_value=100,
        decimal_places=2,
        initial=100,
    )
    family = forms.CharField(
        label=gettext_lazy("Family"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("Goals of one family count each record once, the one bound first."),
    )
    why = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Needed when a measure that holds is replaced or given up."),
    )

    def __init__(
        self, data: Any, *, suggested: Sequence[Suggestion], others: Sequence[tuple[str, Measure]], held: Binding | None
    ) -> None:
        super().__init__(data, initial=_initial(held))
        choices: list[Any] = [("", _("Reported by hand"))]
        if suggested:
            choices.append((_("Suggested"), [(_key(each.pack, each.measure), _said(each)) for each in suggested]))
        if others:
            choices.append((_("Others with a unit that fits"), [(_key(*each), _named(each[1])) for each in others]))
        self.fields["measure"] = forms.ChoiceField(label=_("Measure"), required=False, choices=choices)


def _initial(held: Binding | None) -> dict[str, Any]:
    if held is None:
        return {"expected": 0}
    chosen = f"{held.pack}.{held.measure}" if held.holds else ""
    part = round(100 * held.part, 2)
    return {"expected": held.number, "measure": chosen, "division": held.division, "part": part, "family": held.family}


def _key(pack: str, measure: Measure) -> str:
    return f"{pack}.{measure.name}"


def _named(measure: Measure) -> str:
    return f"{measure.title}（{measure.unit}）"


def _said(each: Suggestion) -> str:
    return f"{_named(each.measure)} · {'、'.join(_REASONS[reason]() for reason in each.reasons)}"
