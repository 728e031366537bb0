"""Forms about messages that go out, and the robots that get them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.ledger.checking_choices import HookForm
from luoshi.people.models import Organisation, User


class AddHookForm(forms.Form):
    """Whose messages go to which group."""

    owner = forms.ModelChoiceField(label=_("Organisation"), queryset=Organisation.objects.none())
    form = forms.ChoiceField(label=_("Robot"), choices=HookForm.choices)
    label = forms.CharField(label=_("Name of the group"), max_length=60)
    address = forms.CharField(
        label=_("Address of the robot"), max_length=500,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("As the group's settings show it. It is not shown again."),
    )  # fmt: skip
    secret = forms.CharField(
        label=_("Signing secret"), max_length=200, required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Only where the robot checks signatures. It is kept encrypted and not shown again."),
    )  # fmt: skip

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ModelChoiceField)
        owner.queryset = Organisation.objects.under(by.government.pk).filter(closed_on=None).order_by("order", "code")


class WhyForm(forms.Form):
    """A step that only needs its reason."""

    why = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
