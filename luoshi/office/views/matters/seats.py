"""Who fills the seats that mechanisms name: mediation centre, enterprise desk, supervision office."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View

from luoshi.matters.actions import fill_seat
from luoshi.matters.models import MechanismVersion
from luoshi.matters.queries.seats import seat_rows
from luoshi.office.doors import asker
from luoshi.pages.addresses import read_whole
from luoshi.people.abilities import Ability, abilities, require
from luoshi.people.models import Organisation


class Seats(View):
    """The seats under the asker's government; POST says who fills one of them from now on."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """All of them."""
        return self._show(request, 200)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Fill one. Matters in hand stay where they are; the next one that reaches the stage goes to the new holder."""
        user = asker(request)
        government = user.government
        require(user, Ability.PUBLISH, MechanismVersion())
        seat = request.POST.get("seat", "")
        chosen = _holders(government).filter(pk=read_whole(request.POST.get("organisation", "")) or 0).first()
        if chosen is None or seat not in {each.seat for each in seat_rows(government)}:
            return self._show(request, 422, refused=_("Choose the organisation that fills the seat."))
        fill_seat(by=user, seat=seat, government=government, organisation=chosen, at=timezone.now())
        messages.success(request, _("The seat is filled. What reaches its stage from now on goes there."))
        return redirect("seats")

    def _show(self, request: HttpRequest, status: int, refused: str = "") -> HttpResponse:
        user = asker(request)
        require(user, Ability.SEE, MechanismVersion())
        context = {
            "here": "matters",
            "government": user.government,
            "rows": seat_rows(user.government),
            "holders": _holders(user.government),
            "may_fill": Ability.PUBLISH in abilities(user, MechanismVersion()),
            "refused": refused,
        }
        return render(request, "office/matters/seats.html", context, status=status)


def _holders(government: Organisation) -> QuerySet[Organisation]:
    """Who can fill a seat: the government itself and its open organisations."""
    still_open = Q(closed_on=None) | Q(closed_on__gt=timezone.localdate())
    return Organisation.objects.under(government.pk).filter(still_open)
