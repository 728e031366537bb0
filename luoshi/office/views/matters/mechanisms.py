"""Mechanisms with their versions and ladders, and the calendar that clocks run by."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.decorators.http import require_safe

from luoshi.matters.actions import import_notice, put_live
from luoshi.matters.models import CalendarEdition, MechanismVersion
from luoshi.matters.queries import current_calendar
from luoshi.mechanisms.stages import compare_mechanisms
from luoshi.office.doors import asker
from luoshi.office.matter_words import ladder_of, limit_words
from luoshi.office.register_words import basis_words
from luoshi.people.abilities import Ability, abilities, require
from luoshi.workdays import NoticeFault, read_notice


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """Every mechanism with its versions, the latest first."""
    require(asker(request), Ability.SEE, MechanismVersion())
    versions = MechanismVersion.objects.defer("files").order_by("desk", "name", "-number")
    return render(request, "office/matters/mechanisms.html", {"here": "matters", "versions": versions})


def detail(request: HttpRequest, version_id: int) -> HttpResponse:
    """One version: its ladder, its limits and what they rest on, what changed; POST puts it in force."""
    user = asker(request)
    version = MechanismVersion.objects.get(pk=version_id)
    require(user, Ability.SEE, version)
    if request.method == "POST":
        put_live(by=user, version=version, at=timezone.now())
        messages.success(request, _("In force for new matters. Those that run keep their own version."))
        return redirect("mechanism", version_id)
    mechanism = version.mechanism
    live = MechanismVersion.objects.filter(name=version.name, status="live").exclude(pk=version.pk).first()
    context = {
        "here": "matters",
        "version": version,
        "mechanism": mechanism,
        "ladder": ladder_of(mechanism),
        "limits": [
            (stage.title, limit, limit_words(limit), basis_words(limit.basis))
            for stage in mechanism.stages
            for limit in stage.limits
        ],
        "general": [(limit, limit_words(limit), basis_words(limit.basis)) for limit in mechanism.limits],
        "live": live,
        "differences": compare_mechanisms(live.mechanism, mechanism)[:100] if live else (),
        "may_publish": Ability.PUBLISH in abilities(user, version) and version.status != "live",
    }
    return render(request, "office/matters/mechanism.html", context)


class NoticeForm(forms.Form):
    """The yearly notice, as it was issued."""

    text = forms.CharField(
        label=gettext_lazy("Words of the notice"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 12})
    )
    source = forms.CharField(label=gettext_lazy("Where it was issued (number, title)"), max_length=200, required=False)


class Days(View):
    """Years and their days; POST brings a further notice in, and every open clock is counted anew."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The years."""
        return self._show(request, NoticeForm(), 200)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Bring the notice in."""
        user = asker(request)
        require(user, Ability.IMPORT, CalendarEdition())
        form = NoticeForm(request.POST)
        if not form.is_valid():
            return self._show(request, form, 422)
        try:
            notice = read_notice(
                form.cleaned_data["text"], source=form.cleaned_data["source"], calendar=current_calendar()
            )
        except NoticeFault:
            form.add_error(
                "text", _("This is not read as a yearly notice: it needs the year and every holiday with its days.")
            )
            return self._show(request, form, 422)
        done = import_notice(by=user, notice=notice, at=timezone.now())
        words = {"year": notice.year, "looked_at": done.looked_at, "moved": done.moved}
        messages.success(
            request, _("The notice for %(year)s is in. %(looked_at)s clocks counted anew, %(moved)s moved.") % words
        )
        return redirect("calendar")

    def _show(self, request: HttpRequest, form: NoticeForm, status: int) -> HttpResponse:
        user, calendar = asker(request), current_calendar()
        require(user, Ability.SEE, CalendarEdition())
        this_year = timezone.localdate().year
        context = {
            "here": "matters",
            "version": calendar.version,
            "years": [(year, calendar.is_provisional(year)) for year in range(this_year - 2, this_year + 3)],
            "editions": CalendarEdition.objects.select_related("by").order_by("-year", "-number"),
            "form": form,
            "may_import": Ability.IMPORT in abilities(user, CalendarEdition()),
        }
        return render(request, "office/matters/calendar.html", context, status=status)
