"""A pasted text, the entries read out of it, and a filled-in sheet."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from luoshi.ledger.queries.checking.proposing import LONGEST
from luoshi.office.forms.checking.entries import KINDS
from luoshi.office.forms.checking.parts import MOST, DayField


class PasteForm(forms.Form):
    """What the unit wrote anyway."""

    text = forms.CharField(
        label=_("Your text"),
        max_length=LONGEST,
        help_text=_("A summary or a message: figures for your goals are read out of it. Nothing is sent yet."),
        widget=forms.Textarea(attrs={"rows": 10}),
    )


class TickedForm(forms.Form):
    """One proposed entry: to tick, and to put right before it is reported."""

    take = forms.BooleanField(label=_("Report it"), required=False)
    goal = forms.IntegerField(min_value=1, max_value=MOST, widget=forms.HiddenInput)
    expected = forms.IntegerField(min_value=0, max_value=MOST, widget=forms.HiddenInput)
    figure = forms.CharField(label=_("Figure"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("The figure is"), choices=KINDS)
    held_on = DayField(label=_("As at"))
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    why_lower = forms.CharField(label=_("Why is it lower than before?"), required=False, max_length=2000)

    def ticked(self) -> bool:
        """Is it to be reported?"""
        return bool(self["take"].value())

    def number(self, name: str) -> int:
        """A hidden number; 0 for nonsense."""
        words = str(self[name].value() or "")
        return int(words) if words.isascii() and words.isdigit() and len(words) < 16 else 0


class SheetForm(forms.Form):
    """A filled-in sheet."""

    file = forms.FileField(
        label=_("Filled-in sheet"),
        allow_empty_file=True,  # explained in the same words as every other fault of a sheet
        error_messages={"required": _("Choose the filled-in sheet.")},
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def clean_file(self) -> UploadedFile[bytes]:
        """Refuse what is too big before anybody reads it."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > settings.LUOSHI_UPLOAD_BYTES:
            raise forms.ValidationError(
                _("The file “%(name)s” is too large: at most %(limit)s MB."),
                params={"name": file.name, "limit": settings.LUOSHI_UPLOAD_BYTES // (1024 * 1024)},
            )
        return file
