"""Forms with which a commitment comes to its end."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.ledger.checking_choices import Ending
from luoshi.office.forms.checking.parts import DayField, FilesField, OptionalReasonForm, ReasonField


class ApplyForm(forms.Form):
    """How it is to end, why, and what shows it."""

    ending = forms.ChoiceField(
        label=_("How it is to end"), choices=Ending.choices, initial=Ending.SETTLED, widget=forms.RadioSelect
    )
    why = ReasonField(help_text=_("What was achieved; or why it goes on into the next year, or is given up."))
    evidence = FilesField(help_text=_("What shows it: a certificate of completion, an acceptance record, a document."))


class VerifyEndForm(OptionalReasonForm):
    """What the office found when it looked."""

    seen_on = DayField(label=_("Day of the visit"), required=False)
    evidence = FilesField(help_text=_("Optional: the record of the visit."))
    field_order = ("seen_on", "why", "evidence")
