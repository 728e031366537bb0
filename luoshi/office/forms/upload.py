"""The upload of a report."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

MEGABYTE = 1024 * 1024
ENDINGS = ".txt,.docx,.html,.htm,.pdf"


class UploadForm(forms.Form):
    """A file, and what the text itself may not say."""

    file = forms.FileField(
        label=_("File of the report"),
        help_text=_("Word (.docx), PDF, web page (.html) or text (.txt)"),
        allow_empty_file=True,  # explained by the reading library, in the same words as on the command line
        max_length=255,
        error_messages={
            "required": _("Choose the file of the report."),
            "max_length": _("The file's name is too long."),
        },
        widget=forms.ClearableFileInput(attrs={"accept": ENDINGS}),
    )
    title = forms.CharField(
        label=_("Title"), required=False, max_length=200, help_text=_("Left empty, it is taken from the text.")
    )
    place = forms.CharField(
        label=_("Place"), required=False, max_length=80, help_text=_("Left empty, your own government's name.")
    )
    year = forms.IntegerField(
        label=_("Year it plans for"),
        required=False,
        min_value=1980,
        max_value=2100,
        help_text=_("Left empty, it is taken from the text or the file's name."),
    )

    def clean_file(self) -> Any:
        """Refuse what is too big before anybody reads it into memory."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > settings.LUOSHI_UPLOAD_BYTES:
            raise forms.ValidationError(
                _(
                    "The file %(name)s has %(size)s MB; at most %(most)s MB can be read. "
                    "A report is rarely over 1 MB: take pictures out, or save the text alone."
                ),
                params={
                    "name": file.name,
                    "size": round((file.size or 0) / MEGABYTE),
                    "most": settings.LUOSHI_UPLOAD_BYTES // MEGABYTE,
                },
            )
        return file
