"""Forms about organisations, posts and users."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from luoshi.office.forms.deciding import WHY
from luoshi.people.abilities import Ability, Role
from luoshi.people.exclusion import excluded_by
from luoshi.people.models import Organisation, OrganisationKind, RoleChoice, User
from luoshi.people.queries import visible_organisations, visible_users

T = TypeVar("T")
PHONE = r"^\+?[0-9][0-9 ()-]{3,23}$"
OFFERED = 200  # names that a field offers to choose from; every other one can be typed


def day_field(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DateField:
    """A day, typed or chosen."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, required=required, widget=widget)


class Deed(forms.Form):
    """A form of one action, asked of ``by`` about ``subject`` on the day ``today``."""

    def __init__(self, *args: Any, by: User, subject: Any, today: date, **kwargs: Any) -> None:
        self.by, self.subject, self.today = by, subject, today
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, OfferedField):
                field.widget.attrs["list"] = f"{name}_offered"

    @property
    def offers(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """For every field that offers something: the id of its list, and value and words of each offer."""
        return [(f"{name}_offered", field.offers(self.by)) for name, field in self.fields.items()
                if isinstance(field, OfferedField)]  # fmt: skip


class Reasoned(Deed):
    """An action that needs a reason."""

    why = forms.CharField(label=_("Why"), max_length=500, error_messages=WHY, widget=forms.Textarea(attrs={"rows": 2}))


class OfferedField(forms.CharField):
    """What is typed is found by code or by name; some are offered while typing."""

    def offers(self, by: User) -> list[tuple[str, str]]:
        """Value and words."""
        raise NotImplementedError


class OrganisationField(OfferedField):
    """An open organisation that one may put something under."""

    def offers(self, by: User) -> list[tuple[str, str]]:
        """Names, with the code to tell them apart."""
        return [(each.code, each.name) for each in _open_organisations(by)[:OFFERED]]

    def find(self, by: User, typed: str) -> Organisation:
        """The one with this code or this name. Raises ValidationError."""
        return _only(list(_open_organisations(by).filter(code=typed)[:2]) or
                     list(_open_organisations(by).filter(name=typed)[:2]))  # fmt: skip


class UserField(OfferedField):
    """A user who may be seen."""

    def offers(self, by: User) -> list[tuple[str, str]]:
        """User names with the person's name and organisation."""
        users = visible_users(by).filter(is_active=True)[:OFFERED]
        return [(each.username, f"{each.display_name}（{each.organisation}）") for each in users]

    def find(self, by: User, typed: str) -> User:
        """The one with this user name or, if there is one only, this name. Raises ValidationError."""
        users = visible_users(by).filter(is_active=True)
        return _only(list(users.filter(username=typed)[:2]) or list(users.filter(display_name=typed)[:2]))


def _open_organisations(by: User) -> QuerySet[Organisation]:
    return visible_organisations(by, Ability.ADD).filter(closed_on=None)


def _only(found: list[T]) -> T:
    if len(found) == 1:
        return found[0]
    if found:
        raise forms.ValidationError(_("More than one has this name. Type the code instead."))
    raise forms.ValidationError(_("There is none with this code or name. Choose one from the list."))


def found_in(form: Deed, name: str) -> Any:
    """What the typed words of an offered field mean."""
    field = form.fields[name]
    assert isinstance(field, OrganisationField | UserField)
    return field.find(form.by, form.cleaned_data[name].strip())


class OrganisationForm(Deed):
    """A new organisation under the one that is shown."""

    name = forms.CharField(label=_("Full name"), max_length=120)
    short_name = forms.CharField(label=_("Short name"), max_length=40, required=False)
    code = forms.CharField(
        label=_("Code"), max_length=64, help_text=_("By which imports and other systems know it; it stays.")
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=OrganisationKind.choices)
    order = forms.IntegerField(label=_("Order in lists"), min_value=0, max_value=999_999, initial=0)
    opened_on = day_field(_("Opened on"), _("Left empty: from the beginning."), required=False)


class CorrectOrganisationForm(Deed):
    """What never changes by itself."""

    kind = forms.ChoiceField(label=_("Kind"), choices=OrganisationKind.choices)
    order = forms.IntegerField(label=_("Order in lists"), min_value=0, max_value=999_999)


class RenameForm(Reasoned):
    """A name from a day on."""

    name = forms.CharField(label=_("Full name"), max_length=120)
    short_name = forms.CharField(label=_("Short name"), max_length=40, required=False)
    since = day_field(_("From which day"), _("Until then it keeps the name that it had."))


class MoveForm(Reasoned):
    """Another higher organisation from a day on."""

    parent = OrganisationField(label=_("New higher organisation"), help_text=_("Code or full name"))
    since = day_field(_("From which day"))

    def clean_parent(self) -> Organisation:
        """The organisation meant."""
        found: Organisation = found_in(self, "parent")
        return found


class CloseForm(Reasoned):
    """The first day on which it is no more."""

    on = day_field(_("From which day"), _("The first day on which it is no more."))


class AbsorbForm(CloseForm):
    """Into which one it goes."""

    into = OrganisationField(label=_("Successor"), help_text=_("Code or full name"))
    field_order = ("into", "on", "why")

    def clean_into(self) -> Organisation:
        """The organisation meant."""
        found: Organisation = found_in(self, "into")
        return found


class PostForm(Deed):
    """A new post."""

    title = forms.CharField(label=_("Name of the post"), max_length=80)
    code = forms.CharField(label=_("Code"), max_length=64)
    order = forms.IntegerField(label=_("Order in lists"), min_value=0, max_value=999_999, initial=0)


class AppointForm(Deed):
    """Who holds a post from when."""

    user = UserField(label=_("Holder"), help_text=_("User name, or name"))
    since = day_field(_("From which day"), _("Whoever held the post before leaves it on that day."))
    acting = forms.BooleanField(label=_("Acting for the holder"), required=False)
    ended_on = day_field(
        _("Until before"), _("The first day on which they hold it no longer, if known."), required=False
    )
    why = forms.CharField(label=_("Document or reason"), max_length=500, required=False)

    def clean_user(self) -> User:
        """The user meant."""
        found: User = found_in(self, "user")
        return found


class UserForm(Deed):
    """A new account. The password is made by the program and shown once."""

    username = forms.CharField(label=_("User name"), max_length=150)
    display_name = forms.CharField(label=_("Name"), max_length=80)
    phone = forms.RegexField(PHONE, label=_("Telephone"), required=False, help_text=_("Kept sealed, shown masked."))
    email = forms.EmailField(label=_("E-mail"), required=False)


class CorrectUserForm(Deed):
    """Name, organisation and contact."""

    display_name = forms.CharField(label=_("Name"), max_length=80)
    organisation = OrganisationField(label=_("Organisation"), help_text=_("Code or full name"))
    phone = forms.RegexField(
        PHONE,
        label=_("Telephone"),
        required=False,
        help_text=_("Left empty, it stays as it is."),
    )
    email = forms.EmailField(label=_("E-mail"), required=False)

    def clean_organisation(self) -> Organisation:
        """The organisation meant."""
        found: Organisation = found_in(self, "organisation")
        return found


class GrantForm(Reasoned):
    """A role that the user does not have and may have."""

    role = forms.ChoiceField(label=_("Role"))
    field_order = ("role", "why")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = self.subject.roles
        free = [role for role in Role if role not in held and not excluded_by(role, held)]
        self.fields["role"].choices = [(role.value, RoleChoice(role).label) for role in free]  # type: ignore[attr-defined]


class RevokeForm(Reasoned):
    """A role that the user has."""

    role = forms.ChoiceField(label=_("Role"))
    field_order = ("role", "why")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = sorted(self.subject.roles)
        self.fields["role"].choices = [(role.value, RoleChoice(role).label) for role in held]  # type: ignore[attr-defined]


class PasswordForm(Deed):
    """One's own password, anew."""

    old = forms.CharField(
        label=_("Password so far"), widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    new = forms.CharField(label=_("New password"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))
    again = forms.CharField(
        label=_("New password once more"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def clean_old(self) -> str:
        """Whoever changes a password knows it."""
        if not self.subject.check_password(self.cleaned_data["old"]):
            raise forms.ValidationError(_("This is not your password."))
        return str(self.cleaned_data["old"])

    def clean(self) -> dict[str, Any]:
        """Typed twice alike."""
        values = self.cleaned_data
        if values.get("new") != values.get("again"):
            self.add_error("again", _("The two are not the same."))
        return values


class SheetForm(forms.Form):
    """A filled-in sheet."""

    file = forms.FileField(
        label=_("Filled-in sheet"),
        help_text=_("xlsx or csv, at most 20 MB and 60,000 rows"),
        allow_empty_file=True,  # said in the same words as all other faults of a sheet
        max_length=255,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )
