"""What the forms of checking have in common: which state their author saw, days, reasons, organisations, files."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from luoshi.ledger.evidence import MOST_FILES, Upload
from luoshi.office.forms.deciding import WHY, OrganisationLabel
from luoshi.people.models import Organisation

DAY_FORMATS = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日"]
ACCEPTED = ".jpg,.jpeg,.png,.gif,.webp,.heic,.pdf,.ofd,.doc,.docx,.xls,.xlsx,.pptx,.wps,.et,.txt,.csv"
MOST = 2_147_483_647
LONGEST = 2000


class SeenForm(forms.Form):
    """Every step says what its author saw: how many steps, entries or checks there were."""

    expected = forms.IntegerField(min_value=0, max_value=MOST, widget=forms.HiddenInput)


class DayField(forms.DateField):
    """A day, chosen or typed as people write it: 2026-3-5, 2026年3月5日."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        wrong = {"invalid": _("Write the day as 2026-03-05.")}
        super().__init__(input_formats=DAY_FORMATS, **more, error_messages=wrong | more.pop("error_messages", {}))


class ReasonField(forms.CharField):
    """Why: a few lines."""

    def __init__(self, *, rows: int = 3, **more: Any) -> None:
        more.setdefault("label", _("Why"))
        more.setdefault("error_messages", WHY)
        super().__init__(max_length=LONGEST, widget=forms.Textarea(attrs={"rows": rows}), **more)


class FilesInput(forms.ClearableFileInput):
    """Takes several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files. The ledger looks at their content and says what is wrong."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("label", _("Evidence"))
        more.setdefault("required", False)
        super().__init__(allow_empty_file=True, widget=FilesInput(attrs={"accept": ACCEPTED}), **more)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        """All of them; none is an empty list."""
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if self.required and not files:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("Too many files: at most %(limit)s at once."), params={"limit": MOST_FILES})
        return [super(FilesField, self).clean(each, initial) for each in files]


def uploads(files: list[UploadedFile[bytes]]) -> list[Upload]:
    """The files as the ledger takes them."""
    return [Upload(each.name or "", each.read()) for each in files]


class ReasonForm(SeenForm):
    """A step that needs a reason."""

    why = ReasonField()


class OptionalReasonForm(SeenForm):
    """A step that may be given a reason."""

    why = ReasonField(label=_("Remark"), required=False)


class PlaceForm(ReasonForm):
    """A step that names an organisation."""

    place = OrganisationLabel(
        queryset=Organisation.objects.none(), empty_label=_("choose an organisation"), label=_("Organisation")
    )
    field_order = ("place", "why")

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = organisations  # type: ignore[attr-defined]
