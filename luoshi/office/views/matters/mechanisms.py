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
from luoshi.matters.queries.seats import seat_rows
from luoshi.mechanisms.stages import Mechanism, compare_mechanisms
from luoshi.office.calendar_words import notice_fault_words, notice_row, year_row
from luoshi.office.difference_words import DifferenceRow, difference_rows
from luoshi.office.doors import asker
from luoshi.office.matter_words import ladder_of
from luoshi.office.mechanism_words import facts_of, in_desk_order, limit_rows
from luoshi.people.abilities import Ability, abilities, require
from luoshi.workdays import Notice, NoticeFault, read_notice

MOST_SHOWN = 100  # differences between two versions


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """Every mechanism with its versions, the latest first."""
    require(asker(request), Ability.SEE, MechanismVersion())
    versions = MechanismVersion.objects.defer("files").order_by("name", "-number")
    empty = [row for row in seat_rows(asker(request).government) if row.organisation is None]
    context = {"here": "matters", "desks": in_desk_order(versions), "empty": empty}
    return render(request, "office/matters/mechanisms.html", context)


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
    may_publish = Ability.PUBLISH in abilities(user, version)
    context = {
        "here": "matters",
        "version": version,
        "mechanism": mechanism,
        "ladder": ladder_of(mechanism),
        "limits": limit_rows(mechanism),
        "facts": facts_of(mechanism),
        "pack": version.unpacked,
        "live": live,
        "differences": _differences(live.mechanism, mechanism) if live else (),
        "may_publish": may_publish and version.status != "live",
        "may_set": may_publish and any(not each.formula for each in version.unpacked.settings),
    }
    return render(request, "office/matters/mechanism.html", context)


def _differences(before: Mechanism, after: Mechanism) -> list[DifferenceRow]:
    return difference_rows(compare_mechanisms(before, after)[:MOST_SHOWN], before, after)


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
        """Show how the notice is read, or bring it in."""
        user = asker(request)
        require(user, Ability.IMPORT, CalendarEdition())
        form = NoticeForm(request.POST)
        if not form.is_valid():
            return self._show(request, form, 422)
        given = form.cleaned_data
        try:
            notice = read_notice(given["text"], source=given["source"], calendar=current_calendar())
        except NoticeFault as fault:
            form.add_error("text", notice_fault_words(fault))
            return self._show(request, form, 422)
        if request.POST.get("look") == "1":
            return self._show(request, form, 200, notice)
        done = import_notice(by=user, notice=notice, at=timezone.now())
        words = {"year": notice.year, "looked_at": done.looked_at, "moved": done.moved}
        messages.success(
            request, _("The notice for %(year)s is in. %(looked_at)s clocks counted anew, %(moved)s moved.") % words
        )
        return redirect("calendar")

    def _show(self, request: HttpRequest, form: NoticeForm, status: int, read: Notice | None = None) -> HttpResponse:
        user, calendar = asker(request), current_calendar()
        require(user, Ability.SEE, CalendarEdition())
        this_year = timezone.localdate().year
        context = {
            "here": "matters",
            "version": calendar.version,
            "years": [year_row(calendar, year) for year in range(this_year + 2, this_year - 3, -1)],
            "read": notice_row(read) if read else None,
            "editions": CalendarEdition.objects.select_related("by").order_by("-year", "-number"),
            "form": form,
            "may_import": Ability.IMPORT in abilities(user, CalendarEdition()),
        }
        return render(request, "office/matters/calendar.html", context, status=status)
