"""What the public types."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.workdays import Extension, Limit, LimitFault, Pause, Roll, Span, Unit

UNITS = [
    (Unit.WORKDAY.value, _("workdays")),
    (Unit.DAY.value, _("calendar days")),
    (Unit.MONTH.value, _("months")),
]


def _day(label: Any, *, required: bool = False) -> forms.DateField:
    wrong = _("Write the day as 2026-03-05 or 2026年3月5日.")
    return forms.DateField(
        label=label,
        required=required,
        input_formats=["%Y-%m-%d", "%Y年%m月%d日", "%Y/%m/%d", "%Y.%m.%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": wrong, "required": _("The first day is missing.")},
    )


def _length(length: int) -> int:
    try:
        return Span(length, Unit.WORKDAY).length
    except LimitFault as fault:
        raise forms.ValidationError(_("A limit lies between %(least)s and %(most)s."), params=fault.facts) from fault


class CalculatorForm(forms.Form):
    """A limit and the day it starts from, with at most one pause and one extension."""

    start = _day(_("Starts from"), required=True)
    limit = forms.IntegerField(
        label=_("Limit"),
        error_messages={"required": _("How long is the limit?"), "invalid": _("Write a whole number.")},
    )
    unit = forms.ChoiceField(label=_("Counted in"), choices=UNITS)
    roll = forms.BooleanField(label=_("If the last day is no workday, it ends on the next one"), required=False)
    paused_since = _day(_("Paused from"))
    paused_until = _day(_("Counted again from"))
    extension = forms.IntegerField(
        label=_("Extended by"), required=False, error_messages={"invalid": _("Write a whole number.")}
    )

    def clean_limit(self) -> int:
        """A length that a limit can have."""
        return _length(self.cleaned_data["limit"])

    def clean_extension(self) -> int | None:
        """None, or a length that an extension can have."""
        extension: int | None = self.cleaned_data["extension"]
        return extension if extension is None else _length(extension)

    def clean(self) -> dict[str, Any]:
        """A pause needs both of its days, in order."""
        values = super().clean() or {}
        since, until = values.get("paused_since"), values.get("paused_until")
        if (since is None) != (until is None):
            missing = "paused_until" if until is None else "paused_since"
            self.add_error(missing, _("A pause needs the day it begins and the day counting goes on."))
        elif since and until and until < since:
            self.add_error("paused_until", _("The pause ends before it begins."))
        return values

    def limit_asked(self) -> Limit:
        """The limit. The form must be valid."""
        roll = Roll.NEXT if self.cleaned_data["roll"] else Roll.NONE
        return Limit(self.cleaned_data["limit"], Unit(self.cleaned_data["unit"]), roll)

    def pauses(self) -> list[Pause]:
        """The pause, if one was given."""
        since, until = self.cleaned_data["paused_since"], self.cleaned_data["paused_until"]
        return [Pause(since, until)] if since and until else []

    def extensions(self) -> list[Extension]:
        """The extension, if one was given, in the limit's own unit."""
        length = self.cleaned_data["extension"]
        return [Extension(length, Unit(self.cleaned_data["unit"]))] if length else []
