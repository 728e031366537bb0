"""Asking for a report beyond the monthly one."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.office.forms.checking.parts import DayField, ReasonField


class AskForm(forms.Form):
    """What is asked, on what grounds, and until when. All of it is shown to the organisation."""

    asks = ReasonField(label=_("What is asked for"), rows=2)
    basis = forms.CharField(
        label=_("Basis"), max_length=500, help_text=_("Who wants it and why; it is shown to the organisation.")
    )
    due_on = DayField(label=_("Until"))
