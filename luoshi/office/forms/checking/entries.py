"""The entry form, and the form with which a supervisor checks an entry."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.ledger.checking_choices import CheckChoice, EntryChoice
from luoshi.office.forms.checking.parts import MOST, DayField, FilesField, ReasonField, SeenForm

KINDS = [(each.value, each.label) for each in (EntryChoice.CUMULATIVE, EntryChoice.PERIOD)]


class EntryForm(SeenForm):
    """A figure, a note, files. The figure stays as typed: the ledger reads it and says what does not fit."""

    corrects = forms.IntegerField(min_value=1, max_value=MOST, required=False, widget=forms.HiddenInput)
    figure = forms.CharField(
        label=_("Figure"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label=_("The figure is"), choices=KINDS, initial=EntryChoice.CUMULATIVE, widget=forms.RadioSelect
    )
    held_on = DayField(label=_("As at"))
    why_lower = ReasonField(label=_("Why is it lower than before?"), required=False, rows=2)
    note = forms.CharField(
        label=_("Note"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What was done, what stands in the way. A note without a figure is fine too."),
    )
    evidence = FilesField(
        help_text=_("Optional: up to ten files, such as a completion certificate. Photographs are never required.")
    )

    def __init__(self, *args: Any, unit: str, ask_lower: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["figure"].help_text = _("In %(unit)s. 1200, 1,200 and 4.8万 are all understood.") % {"unit": unit}
        if not ask_lower and not self.data.get("why_lower"):
            self.fields["why_lower"].widget.attrs["data-later"] = "true"
        self.ask_lower = ask_lower


class CheckForm(SeenForm):
    """What the supervisor found."""

    kind = forms.ChoiceField(
        label=_("What you found"), choices=CheckChoice.choices, initial=CheckChoice.VERIFIED, widget=forms.RadioSelect
    )
    figure = forms.CharField(
        label=_("Total found"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        help_text=_("Left empty: as reported. Another total needs a reason; both stand side by side."),
    )
    seen_on = DayField(label=_("Day of the visit"), required=False, help_text=_("Only for a check on site."))
    why = ReasonField(label=_("Reason"), required=False)

    def clean(self) -> dict[str, Any]:
        """A visit has a day, a return a reason."""
        values = super().clean() or self.cleaned_data
        if values.get("kind") == CheckChoice.ON_SITE and not values.get("seen_on") and "seen_on" not in self.errors:
            self.add_error("seen_on", _("Give the day of the visit."))
        if values.get("kind") == CheckChoice.RETURNED and not values.get("why"):
            self.add_error("why", _("Say why: the history keeps the reason."))
        return values
