"""Forms for what is done with a duty once it is given out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.office.forms.checking.parts import PlaceForm, ReasonForm


class RefuseForm(PlaceForm):
    """Why not we, and who instead."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].label = _("Who should do it instead")
        self.fields["place"].error_messages["required"] = _(
            "Name the organisation that should do it instead; not your own."
        )


class FinalForm(ReasonForm):
    """A ruling that may be the last word."""

    final = forms.BooleanField(
        label=_("This is the final ruling: it cannot be refused again"),
        required=False,
    )


class RerouteForm(FinalForm, PlaceForm):
    """Who is to do it now."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].label = _("Who is to do it now")
        self.order_fields(("place", "why", "final"))
