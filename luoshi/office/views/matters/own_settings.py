"""A place's own limits: the settings of a mechanism, changed on a page into a draft beside what is in force."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views import View

from luoshi.matters.actions import draft_mechanisms
from luoshi.matters.models import MechanismVersion
from luoshi.mechanisms import Pack, PackError, explain_fault, with_own_settings
from luoshi.office.doors import asker
from luoshi.people.abilities import Ability, require

LARGEST = 10**9


class SettingsForm(forms.Form):
    """Every number that the pack leaves to the place, and on what the place's numbers rest."""

    basis = forms.CharField(
        label=gettext_lazy("What your numbers rest on"),
        max_length=300,
        help_text=gettext_lazy(
            "A document of yours by name and number. It is shown beside every limit that you change."
        ),
    )

    def __init__(self, *args: object, pack: Pack, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.pack = pack
        chosen = {
            each.name: forms.DecimalField(
                label=f"{each.title}（{each.unit}）" if each.unit else each.title,
                initial=f"{each.value:g}",
                min_value=0,
                max_value=LARGEST,
                help_text=each.basis.text,
            )
            for each in pack.settings
            if not each.formula
        }
        self.fields = {**chosen, **self.fields}

    def changed(self) -> dict[str, float]:
        """The settings that are other than before. The form must be valid."""
        values = {each.name: float(self.cleaned_data[each.name]) for each in self.pack.settings if not each.formula}
        now = self.pack.setting_values
        return {
            name: int(value) if value == int(value) else value for name, value in values.items() if value != now[name]
        }


class OwnSettings(View):
    """GET shows the settings of a version; POST keeps a draft with others, which is put in force on its own page."""

    def get(self, request: HttpRequest, version_id: int) -> HttpResponse:
        """The settings as they are."""
        version = self._version(request, version_id)
        return self._show(request, version, SettingsForm(pack=version.unpacked), 200)

    def post(self, request: HttpRequest, version_id: int) -> HttpResponse:
        """A draft with the settings as typed; or what does not fit, with nothing typed lost."""
        version = self._version(request, version_id)
        form = SettingsForm(request.POST, pack=version.unpacked)
        if not form.is_valid():
            return self._show(request, version, form, 422)
        if not form.changed():
            form.add_error(None, _("Nothing is other than before."))
            return self._show(request, version, form, 422)
        try:
            pack = with_own_settings(version.unpacked, form.changed(), basis=form.cleaned_data["basis"])
        except PackError as error:
            for fault in error.faults:
                form.add_error(None, explain_fault(fault, "en" if get_language() == "en" else "zh"))
            return self._show(request, version, form, 422)
        drafts = draft_mechanisms(by=asker(request), pack=pack, at=timezone.now())
        messages.success(request, _("A draft is kept. Look at the differences, and put it in force."))
        return redirect("mechanism", next(each.pk for each in drafts if each.name == version.name))

    def _version(self, request: HttpRequest, version_id: int) -> MechanismVersion:
        version = MechanismVersion.objects.get(pk=version_id)
        require(asker(request), Ability.PUBLISH, version)
        return version

    def _show(self, request: HttpRequest, version: MechanismVersion, form: SettingsForm, status: int) -> HttpResponse:
        context = {"here": "matters", "version": version, "form": form}
        return render(request, "office/matters/own_settings.html", context, status=status)
